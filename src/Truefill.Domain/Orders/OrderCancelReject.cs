using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>OrderCancelReject(9): the venue refuses a cancel or a replace. Source: FIX 4.4 volume 4.</summary>
public readonly record struct OrderCancelReject
{
    public required VenueId Venue { get; init; }

    public OrderHandle Order { get; init; }

    /// <summary>ClOrdID(11) of the refused request.</summary>
    public ClOrdId ClOrdId { get; init; }

    /// <summary>OrigClOrdID(41): the request it was chained to.</summary>
    public ClOrdId OrigClOrdId { get; init; }

    public OrderId OrderId { get; init; }

    /// <summary>OrdStatus(39) as reported.</summary>
    public OrdStatus? OrdStatus { get; init; }

    /// <summary>CxlRejResponseTo(434): true for a refused replace, false for a cancel, null where not said.</summary>
    public bool? ToReplace { get; init; }

    /// <summary>CxlRejReason(102).</summary>
    public int? Reason { get; init; }

    public string? Text { get; init; }

    public UtcNanos TransactTime { get; init; }

    public long VenueSeq { get; init; }

    public bool PossDup { get; init; }
}
