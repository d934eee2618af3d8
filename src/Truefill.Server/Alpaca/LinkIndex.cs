using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Server.Alpaca;

/// <summary>
/// Every link in the order of making, so that a page is read from one end and no further than it shows: it is read
/// while nothing else can be. Orders are numbered in that order anyway; only the links that replaces made are kept.
/// </summary>
internal sealed class LinkIndex : SelectiveFacts
{
    private readonly Books books;
    private readonly List<OrderLink> replaces = [];

    // How far an order's chain has been looked through; looked up only.
    private readonly Dictionary<int, int> seen = [];

    public LinkIndex(Books books)
    {
        this.books = books;
        foreach (Order order in books.Orders.All) Look(order.Handle);
    }

    public static int Compare(OrderLink a, OrderLink b)
    {
        int byTime = a.CreatedAt.CompareTo(b.CreatedAt);
        if (byTime != 0) return byTime;
        int byOrder = a.Order.Handle.Value.CompareTo(b.Order.Handle.Value);
        return byOrder != 0 ? byOrder : a.Number.CompareTo(b.Number);
    }

    /// <param name="from">The first or, downwards, the last that is wanted; none: all are.</param>
    public IEnumerable<OrderLink> Walk(UtcNanos from, bool upwards)
    {
        int step = upwards ? 1 : -1;
        int order = Start(from, upwards, books.Orders.Count, i => First(i).CreatedAt);
        int replace = Start(from, upwards, replaces.Count, i => replaces[i].CreatedAt);
        while (true)
        {
            bool hasOrder = order >= 0 && order < books.Orders.Count;
            bool hasReplace = replace >= 0 && replace < replaces.Count;
            if (!hasOrder && !hasReplace) yield break;
            if (!hasOrder || (hasReplace && Compare(replaces[replace], First(order)) * step < 0))
            {
                yield return replaces[replace];
                replace += step;
            }
            else
            {
                yield return First(order);
                order += step;
            }
        }
    }

    public override void Apply(in OrderHeld e) => Look(e.Intent.Order);

    public override void Apply(in ReplaceRequested e) => Look(e.Order);

    public override void Apply(in ReplacePending e) => Look(e.Order);

    public override void Apply(in ReplaceRejected e) => Look(e.Order);

    public override void Apply(in OrderReplaced e) => Look(e.Order);

    // The place of the first that is not before a time, or of the last that is not behind it.
    private static int Start(UtcNanos from, bool upwards, int count, Func<int, UtcNanos> timeOf)
    {
        if (from.IsNone) return upwards ? 0 : count - 1;
        (int low, int high) = (0, count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (upwards ? timeOf(middle) < from : timeOf(middle) <= from) low = middle + 1;
            else high = middle;
        }

        return upwards ? low : low - 1;
    }

    private OrderLink First(int place) => new(books.Orders[new OrderHandle(place + 1)], 0);

    // One that the venue reported may be dated before others.
    private void Look(OrderHandle handle)
    {
        Order order = books.Orders[handle];
        if (order.Chain.Count == 0) return;
        for (int i = seen.GetValueOrDefault(handle.Value) + 1; i <= order.Chain.Count; i++)
        {
            if (!OrderLink.IsReplace(order, i)) continue;
            OrderLink link = new(order, i);
            int place = replaces.Count;
            while (place > 0 && Compare(replaces[place - 1], link) > 0) place--;
            replaces.Insert(place, link);
        }

        seen[handle.Value] = order.Chain.Count;
    }
}
