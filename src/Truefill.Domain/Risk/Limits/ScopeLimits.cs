using Truefill.Domain.State;

namespace Truefill.Domain.Risk.Limits;

/// <summary>The limits of one scope, and what has to be counted for them.</summary>
public sealed class ScopeLimits
{
    private readonly decimal?[] configured = new decimal?[LimitKinds.Count];
    private readonly decimal?[] inForce = new decimal?[LimitKinds.Count];
    private readonly bool[] isSetByPerson = new bool[LimitKinds.Count];
    private readonly decimal?[] byPerson = new decimal?[LimitKinds.Count];

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

    /// <summary>
    /// What a person tightened the limit to. It stays where the configuration is tighter for a while, and until a
    /// person loosens the limit to what the configuration says.
    /// </summary>
    /// <param name="value">Null: off.</param>
    public bool TryPersonal(LimitKind kind, out decimal? value)
    {
        value = byPerson[(int)kind];
        return isSetByPerson[(int)kind];
    }

    /// <summary>What leaves the configuration's value as it was is a person's doing.</summary>
    internal void Set(LimitKind kind, decimal? definition, decimal? value)
    {
        if (definition == configured[(int)kind]) SetByPerson((int)kind, value);
        configured[(int)kind] = definition;
        inForce[(int)kind] = value;
    }

    // To state what holds by the configuration anyway takes nothing back.
    private void SetByPerson(int kind, decimal? value)
    {
        if (value == configured[kind] && value == inForce[kind]) return;
        isSetByPerson[kind] = value != configured[kind];
        byPerson[kind] = isSetByPerson[kind] ? value : null;
    }

    internal void Save(IStateWriter writer)
    {
        for (int kind = 1; kind < LimitKinds.Count; kind++)
        {
            Write(writer, configured[kind]);
            Write(writer, inForce[kind]);
            writer.Bool(isSetByPerson[kind]);
            if (isSetByPerson[kind]) Write(writer, byPerson[kind]);
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
            isSetByPerson[kind] = reader.Bool();
            byPerson[kind] = isSetByPerson[kind] && reader.Bool() ? reader.Decimal() : null;
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
