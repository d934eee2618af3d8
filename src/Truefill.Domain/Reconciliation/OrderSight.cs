using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Reconciliation;

/// <summary>Which order a venue lists: ours, or by the ids that the venue gives where we have none.</summary>
/// <param name="Order">None: it is in no books of ours.</param>
/// <param name="ClOrdId">As the venue writes it.</param>
public readonly record struct OrderSight(OrderHandle Order, ClOrdId ClOrdId, OrderId OrderId)
{
    /// <summary>There is no order in it.</summary>
    public bool IsNone => Order.IsNone && ClOrdId.IsNone && OrderId.IsNone;

    internal static OrderSight Of(Order? order, in ExecutionReport report) => order is null
        ? new OrderSight(default, report.ClOrdId, report.OrderId)
        : new OrderSight(order.Handle, order.WireIdInForce, order.OrderId);
}

/// <summary>
/// An order of a venue as a key. Ids may change while an order lives; the handle of ours does not.
/// </summary>
internal readonly record struct SightKey(int Venue, int Order, ShortText Id)
{
    /// <summary>The same order everywhere: what is saved must not depend on a hash table.</summary>
    public static IComparer<SightKey> Ascending { get; } = Comparer<SightKey>.Create(static (a, b) =>
    {
        int compared = a.Venue.CompareTo(b.Venue);
        if (compared == 0) compared = a.Order.CompareTo(b.Order);
        return compared == 0 ? a.Id.Utf8.SequenceCompareTo(b.Id.Utf8) : compared;
    });

    public static SightKey Of(VenueId venue, in OrderSight sight) => !sight.Order.IsNone
        ? new SightKey(venue.Value, sight.Order.Value, default)
        : new SightKey(venue.Value, 0, sight.OrderId.IsNone ? sight.ClOrdId.Text : sight.OrderId.Text);
}
