namespace Truefill.Domain.Names;

/// <summary>Dense index of an account's name. Zero: none stated.</summary>
public readonly record struct AccountId(int Value)
{
    public bool IsNone => Value == 0;
}

/// <summary>Dense index of a strategy's name. Zero: the empty strategy.</summary>
public readonly record struct StrategyId(int Value);

/// <summary>Dense index of a symbol. Zero: none stated.</summary>
public readonly record struct SymbolId(int Value)
{
    public bool IsNone => Value == 0;
}

/// <summary>Dense index of a venue's id. Zero: none stated. All feeds of one venue share it.</summary>
public readonly record struct VenueId(int Value)
{
    public bool IsNone => Value == 0;
}

/// <summary>Dense index of a source of inputs: <c>http</c>, <c>cli</c>, <c>venue:FIX1</c>, <c>inject</c>.</summary>
public readonly record struct SourceId(int Value);

/// <summary>Dense index of an order, from 1 in the order of intake. Zero: no order.</summary>
public readonly record struct OrderHandle(int Value)
{
    public bool IsNone => Value == 0;
}

/// <summary>Dense index of an execution in the ledger, from 1. Zero: none.</summary>
public readonly record struct ExecHandle(int Value)
{
    public bool IsNone => Value == 0;
}

/// <summary>Dense index of a position (account, strategy, symbol), from 1. Zero: none.</summary>
public readonly record struct PositionHandle(int Value)
{
    public bool IsNone => Value == 0;
}

/// <summary>ClOrdID(11) as its owner wrote it; unique per account and source, compared as bytes.</summary>
public readonly record struct ClOrdId(in ShortText Text)
{
    /// <summary>The bytes. A field, so that reading one of them does not copy all.</summary>
    public readonly ShortText Text = Text;

    public bool IsNone => Text.IsEmpty;

    public static ClOrdId FromTrusted(string text) => new(ShortText.FromTrusted(text));

    public override string ToString() => Text.ToString();
}

/// <summary>OrderID(37): the venue's own id of an order. Every one it ever gave stays valid.</summary>
public readonly record struct OrderId(in ShortText Text)
{
    /// <summary>The bytes. A field, so that reading one of them does not copy all.</summary>
    public readonly ShortText Text = Text;

    public bool IsNone => Text.IsEmpty;

    public static OrderId FromTrusted(string text) => new(ShortText.FromTrusted(text));

    public override string ToString() => Text.ToString();
}

/// <summary>ExecID(17), or ExecRefID(19) where one refers to it.</summary>
public readonly record struct ExecId(in ShortText Text)
{
    /// <summary>The bytes. A field, so that reading one of them does not copy all.</summary>
    public readonly ShortText Text = Text;

    public bool IsNone => Text.IsEmpty;

    public static ExecId FromTrusted(string text) => new(ShortText.FromTrusted(text));

    public override string ToString() => Text.ToString();
}
