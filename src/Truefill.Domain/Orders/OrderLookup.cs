using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

public enum LookupOutcome : byte
{
    None = 0,
    Found = 1,

    /// <summary>Several orders use the id, of different accounts or sources: the caller has to say which.</summary>
    Ambiguous = 2,
}

/// <summary>What an id led to.</summary>
/// <param name="Order">None unless exactly one was found.</param>
public readonly record struct OrderLookup(LookupOutcome Outcome, OrderHandle Order)
{
    public bool IsFound => Outcome == LookupOutcome.Found;

    internal static OrderLookup At(OrderHandle order) => new(LookupOutcome.Found, order);

    /// <summary>One more order that fits: the same one again changes nothing, another one makes it ambiguous.</summary>
    internal OrderLookup And(OrderHandle order) => Outcome switch
    {
        LookupOutcome.None => At(order),
        LookupOutcome.Found => order == Order ? this : new OrderLookup(LookupOutcome.Ambiguous, default),
        LookupOutcome.Ambiguous => this,
    };
}
