using System;
using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Time;

namespace Truefill.Domain.Protection;

/// <summary>
/// How much of one position each order with a bracket still has to protect. A fill of the order adds to its part, a
/// fill of one of its legs takes from it, and all parts together are never more than the position was at any time since
/// the fill. When something else reduces the position, what was bought without a bracket counts as closed first, then
/// the part of the oldest order; that is for good, so buying again brings no bracket back. All of it is computed from
/// the position's history, so the bust of a fill undoes what the fill did.
/// </summary>
internal sealed class FillClaims(OrderTable orders, PositionBook positions, PositionHandle position)
{
    // By order, oldest first; only those of which something is left.
    private readonly SortedDictionary<int, Part> parts = [];
    private readonly List<int> later = [];
    private decimal qty;
    private int? changes;
    private int tail;

    /// <summary>Orders of which something is left, oldest first.</summary>
    public IReadOnlyCollection<int> Orders
    {
        get
        {
            Follow();
            return parts.Keys;
        }
    }

    public decimal Total
    {
        get
        {
            Follow();
            decimal sum = 0;
            foreach (Part part in parts.Values) sum += part.Qty;
            return sum;
        }
    }

    public decimal Of(OrderHandle order)
    {
        Follow();
        return parts.GetValueOrDefault(order.Value).Qty;
    }

    /// <summary>When the order last had a fill; none: nothing of its part is left.</summary>
    public UtcNanos LastFillOf(OrderHandle order)
    {
        Follow();
        return parts.GetValueOrDefault(order.Value).LastFillAt;
    }

    // As a rule each change since the last look has appended one entry: then only the new ones are taken in. Where the
    // numbers of changes and of new entries differ, older entries may have changed too, and all is counted again.
    private void Follow()
    {
        ref readonly PositionRecord record = ref positions.Record(position);
        if (changes == record.Changes) return;
        int more = changes is { } seen ? unchecked(record.Changes - seen) : -1;
        changes = record.Changes;
        later.Clear();
        int at = record.Tail;
        while (at != tail && later.Count < more)
        {
            later.Add(at);
            at = positions.Entry(at).Prev;
        }

        if (at != tail || later.Count != more) Restart(record.Tail, record.Qty);
        for (int i = later.Count - 1; i >= 0; i--) Take(later[i]);
        tail = record.Tail;
    }

    // Collects the entries back to where the position was flat or on the other side: of what came before nothing is
    // left.
    private void Restart(int last, decimal now)
    {
        parts.Clear();
        later.Clear();
        qty = now;
        if (now == 0) return;
        for (int at = last; at != 0; at = positions.Entry(at).Prev)
        {
            ref readonly EntryRecord entry = ref positions.Entry(at);
            later.Add(at);
            qty -= (decimal)entry.SignedQty;
            if (qty == 0 || qty > 0 != now > 0) return;
        }
    }

    private void Take(int handle)
    {
        decimal moved = positions.Entry(handle).SignedQty;
        decimal before = qty;
        qty += moved;
        if (before == 0 || qty == 0 || before > 0 != qty > 0) parts.Clear();
        if (qty == 0) return;
        OrderHandle by = positions.OrderOf(handle);
        if (!by.IsNone) Count(orders[by], moved, positions.Entry(handle).Time);
        Cut();
    }

    private void Count(Order order, decimal moved, UtcNanos at)
    {
        bool opens = moved > 0 == qty > 0;
        if (opens && order is { Bracket: not null, IsExit: false })
            Set(order.Handle.Value, Math.Abs(moved), at);
        else if (!opens && !order.IsEntered)
            Set(order.Parent.Value, -Math.Abs(moved));
    }

    // The history is in the order of time, so each fill is the last one so far.
    private void Set(int order, decimal more, UtcNanos filledAt = default)
    {
        Part before = parts.GetValueOrDefault(order);
        Part part = new(before.Qty + more, filledAt.IsNone ? before.LastFillAt : filledAt);
        if (part.Qty > 0) parts[order] = part;
        else parts.Remove(order);
    }

    // The parts are never more than the position. That holds for a fill that turned the position to the other side,
    // too: only the rest of it opened anything.
    private void Cut()
    {
        decimal over = -Math.Abs(qty);
        foreach (Part part in parts.Values) over += part.Qty;
        while (over > 0)
        {
            (int oldest, decimal part) = First();
            Set(oldest, -Math.Min(over, part));
            over -= part;
        }
    }

    private (int Order, decimal Part) First()
    {
        foreach ((int order, Part part) in parts) return (order, part.Qty);
        throw new InvalidOperationException("no part is left of what is more than the position");
    }

    private readonly record struct Part(decimal Qty, UtcNanos LastFillAt);
}
