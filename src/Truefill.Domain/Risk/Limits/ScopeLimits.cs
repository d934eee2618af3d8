using Truefill.Domain.State;

namespace Truefill.Domain.Risk.Limits;

/// <summary>The limits of one scope, and what has to be counted for them.</summary>
public sealed class ScopeLimits
{
    private readonly decimal?[] configured = new decimal?[LimitKinds.Count];
    private readonly decimal?[] inForce = new decimal?[LimitKinds.Count];

    internal ScopeLimits(LimitScope scope) => Scope = scope;

    public LimitScope Scope { get; }

    /// <summary>The value that holds; null: off.</summary>
    public decimal? this[LimitKind kind] => inForce[(int)kind];

    /// <summary>Orders open now that match the scope; counted while the limit is on.</summary>
    public int OpenOrders { get; internal set; }

    /// <summary>Orders and replaces that were let through; counted while a limit on them is on.</summary>
    public MessageCount Orders { get; } = new();

    /// <summary>Cancel requests likewise.</summary>
    public MessageCount Cancels { get; } = new();

    /// <summary>The value of the configuration; null: off.</summary>
    public decimal? Configured(LimitKind kind) => configured[(int)kind];

    internal void Set(LimitKind kind, decimal? definition, decimal? value)
    {
        configured[(int)kind] = definition;
        inForce[(int)kind] = value;
    }

    internal void Save(IStateWriter writer)
    {
        for (int kind = 1; kind < LimitKinds.Count; kind++)
        {
            Write(writer, configured[kind]);
            Write(writer, inForce[kind]);
        }

        Orders.Save(writer);
        Cancels.Save(writer);
    }

    internal void Load(IStateReader reader)
    {
        for (int kind = 1; kind < LimitKinds.Count; kind++)
        {
            configured[kind] = reader.Bool() ? reader.Decimal() : null;
            inForce[kind] = reader.Bool() ? reader.Decimal() : null;
        }

        Orders.Load(reader);
        Cancels.Load(reader);
    }

    private static void Write(IStateWriter writer, decimal? value)
    {
        writer.Bool(value.HasValue);
        if (value is { } number) writer.Decimal(Quantities.ExactDecimal.Normalize(number));
    }
}
