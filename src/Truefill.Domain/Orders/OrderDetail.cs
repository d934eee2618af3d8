using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>
/// A 2:1 split turns every share executed before it into two: <paramref name="To"/> for <paramref name="From"/>.
/// </summary>
internal readonly record struct QuantitySplit(UtcNanos At, decimal From, decimal To);

/// <summary>What most orders never have, made when the first of it is needed.</summary>
internal sealed class OrderDetail
{
    public List<OrderRequest> Requests { get; } = [];

    /// <summary>
    /// Requests before this index are answered for good, so that a long chain costs no more than a short one.
    /// </summary>
    public int FirstOutstanding { get; private set; }

    /// <summary>Ids that the venue gave before the current one; they stay valid.</summary>
    public List<OrderId> EarlierOrderIds { get; } = [];

    public List<QuantitySplit> Splits { get; } = [];

    public Px? StopPx { get; set; }

    public UtcNanos ExpireTime { get; set; }

    public string? Text { get; set; }

    public string? CorrelationId { get; set; }

    /// <summary>What all orders of the correlation id may add up to.</summary>
    public Qty? ParentQty { get; set; }

    public Bracket? Bracket { get; set; }

    /// <summary>The order whose fill this one protects.</summary>
    public OrderHandle Parent { get; set; }

    /// <summary>When the order was sent after it had been held here; none: at its intake.</summary>
    public UtcNanos SubmittedAt { get; set; }

    /// <summary>When the venue was last asked about what is unknown of it.</summary>
    public UtcNanos AskedAt { get; set; }

    /// <summary>How often it was asked since something became unknown.</summary>
    public int TimesAsked { get; set; }

    /// <summary>The wire id where it is neither the client's nor made from the order's number.</summary>
    public ClOrdId WireId { get; set; }

    /// <summary>Since when nobody knows whether the venue has the order; none: known.</summary>
    public UtcNanos NewUnknownSince { get; set; }

    /// <summary>
    /// TransactTime(60) of the latest report that stated the terms in force: older ones that come late do not.
    /// </summary>
    public UtcNanos TermsAt { get; set; }

    /// <summary>The same for being done for the day or working again.</summary>
    public UtcNanos DoneAt { get; set; }

    /// <summary>The same for being calculated or working again.</summary>
    public UtcNanos CalculatedAt { get; set; }

    /// <summary>The same for being suspended or working again.</summary>
    public UtcNanos SuspendedAt { get; set; }

    public void SkipAnswered()
    {
        while (FirstOutstanding < Requests.Count && !Requests[FirstOutstanding].IsOutstanding) FirstOutstanding++;
    }
}
