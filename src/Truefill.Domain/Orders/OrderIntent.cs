using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders;

/// <summary>How an order came to be known.</summary>
public enum OrderOrigin : byte
{
    /// <summary>A client of ours entered it.</summary>
    Client = 1,

    /// <summary>
    /// A request that somebody else's system sent was seen on the wire or in a log; we never send it.
    /// </summary>
    Observed = 2,

    /// <summary>The venue reported an order that nobody here had entered.</summary>
    Adopted = 3,
}

/// <summary>
/// The decision to have an order, journaled before anything is sent: who, what, where and under which ids.
/// </summary>
/// <param name="Order">Dense handle, given in the order of intake.</param>
/// <param name="ClOrdId">The client's own id, unique per (account, source).</param>
/// <param name="WireId">
/// ClOrdID(11) on the venue's wire: ours, made from the engine epoch and the order number. The client's own one where
/// the order was observed or adopted.
/// </param>
/// <param name="CorrelationId">Free text of the client that links orders of one purpose, else null.</param>
/// <param name="Bracket">What is to protect the position it opens, or the stop-loss beside an exit; else null.</param>
/// <param name="Leg">What it is to the position that it protects.</param>
/// <param name="Parent">The order whose fill it protects, else none.</param>
/// <param name="AddsRisk">False: when it was decided it could only bring its position towards zero.</param>
/// <param name="ParentQty">What all orders of its correlation id may add up to; null: not stated.</param>
public readonly record struct OrderIntent(
    OrderHandle Order,
    ClOrdId ClOrdId,
    ClOrdId WireId,
    OrderOrigin Origin,
    SourceId Source,
    AccountId Account,
    StrategyId Strategy,
    VenueId Venue,
    SymbolId Symbol,
    OrderTerms Terms,
    string? CorrelationId = null,
    Bracket? Bracket = null,
    LegKind Leg = LegKind.None,
    OrderHandle Parent = default,
    bool AddsRisk = true,
    Qty? ParentQty = null);
