using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Protection;

/// <content>How the books tell it what changed, and its state.</content>
public sealed partial class ProtectionTable
{
    public void Save(IStateWriter writer)
    {
        writer.Write(latest);
        writer.Unsigned((ulong)byOrder.Count);
        foreach (ProtectedOrder entry in byOrder.Values)
        {
            writer.Unsigned((ulong)entry.Order.Value);
            writer.Write(entry.GapSince);
            writer.Signed(entry.GapNanos);
        }
    }

    /// <summary>After the orders and positions, from which the legs and what is open are found again.</summary>
    public void Load(IStateReader reader)
    {
        byOrder.Clear();
        open.Clear();
        claims.Clear();
        unsettled.Clear();
        gaps.Clear();
        accounts.Clear();
        closedGapNanos = 0;
        latest = reader.ReadTime();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            OrderHandle handle = new(reader.ReadInt());
            Add(orders[handle]);
            ProtectedOrder entry = byOrder[handle.Value];
            entry.GapSince = reader.ReadTime();
            entry.GapNanos = reader.Signed();
            if (!entry.GapSince.IsNone) gaps.Add(handle.Value);
            closedGapNanos += entry.GapNanos;
        }

        if (byOrder.Count == 0) return;
        foreach (Order order in orders.All)
            if (!order.IsEntered && TryGet(order.Parent) is { } entry) entry.Add(order.Handle);
        foreach (ProtectedOrder entry in byOrder.Values)
        {
            ClaimsOf(entry.Key);
            Sort(entry);
            unsettled.Add(entry.Order.Value);
        }
    }

    /// <summary>An order came to be, ours to protect or a leg.</summary>
    internal void Placed(OrderHandle handle, UtcNanos at)
    {
        Order order = orders[handle];
        if (order.Bracket is not null && !byOrder.ContainsKey(handle.Value)) Add(order);
        if (!order.IsEntered && TryGet(order.Parent) is { } entry) entry.Add(handle);
        Changed(handle, at);
    }

    /// <summary>Something was said about an order.</summary>
    internal void Changed(OrderHandle handle, UtcNanos at)
    {
        if (byOrder.Count == 0) return;
        Order order = orders[handle];
        ProtectedOrder? entry = TryGet(order.IsEntered ? handle : order.Parent);
        if (entry is not null) Review(entry, at);
    }

    /// <summary>A position changed.</summary>
    internal void Moved(in PositionKey key, UtcNanos at)
    {
        if (claims.Count == 0 || !claims.TryGetValue(key, out FillClaims? of)) return;

        // A bust of what had closed them, or a trade that comes late, opens fills again that were over.
        SortedSet<int> moved = [.. of.Orders];
        if (open.TryGetValue(key, out SortedSet<int>? sharing)) moved.UnionWith(sharing);
        foreach (int order in moved) Review(byOrder[order], at);
    }

    /// <summary>A symbol has a new mark.</summary>
    internal void Marked(SymbolId symbol, UtcNanos at)
    {
        foreach ((PositionKey key, SortedSet<int> sharing) in open)
            if (key.Symbol == symbol) Look(sharing, at);
    }

    /// <summary>A venue may be reachable again or no more, or offer something else.</summary>
    internal void AllChanged(UtcNanos at)
    {
        foreach (SortedSet<int> sharing in open.Values) Look(sharing, at);
    }

    /// <summary>The next one that needs looking at; null: none does.</summary>
    internal ProtectedOrder? Take()
    {
        if (unsettled.Count == 0) return null;
        int order = unsettled.Min;
        unsettled.Remove(order);
        return byOrder[order];
    }

    internal void Unsettle(ProtectedOrder entry) => unsettled.Add(entry.Order.Value);

    private void Add(Order order)
    {
        byOrder.Add(
            order.Handle.Value,
            new ProtectedOrder(order.Handle, new PositionKey(order.Account, order.Strategy, order.Symbol)));
        accounts.Add(order.Account.Value);
    }

    private void Review(ProtectedOrder entry, UtcNanos at)
    {
        latest = UtcNanos.Max(latest, at);
        Sort(entry);
        unsettled.Add(entry.Order.Value);
        Measure(entry, at.IsNone ? latest : at);
    }

    // What is open stays as it is; what protects it may not.
    private void Look(SortedSet<int> sharing, UtcNanos at)
    {
        unsettled.UnionWith(sharing);
        foreach (int order in sharing) Measure(byOrder[order], at.IsNone ? latest : at);
    }

    private void Measure(ProtectedOrder entry, UtcNanos time)
    {
        if (!IsCovered(entry))
        {
            if (!entry.GapSince.IsNone) return;
            entry.GapSince = time;
            if (!time.IsNone) gaps.Add(entry.Order.Value);
        }
        else if (!entry.GapSince.IsNone)
        {
            long closed = entry.GapNanosAt(time);
            closedGapNanos += closed - entry.GapNanos;
            entry.GapNanos = closed;
            entry.GapSince = default;
            gaps.Remove(entry.Order.Value);
        }
    }

    private void Sort(ProtectedOrder entry)
    {
        Order order = orders[entry.Order];
        bool isOpen = (order.IsExit ? order.IsOpen : !OpenQty(entry).IsZero) || HasOpenLeg(entry);
        bool isKnown = open.TryGetValue(entry.Key, out SortedSet<int>? sharing);
        if (isOpen && !isKnown)
        {
            open.Add(entry.Key, [entry.Order.Value]);
        }
        else if (isOpen)
        {
            sharing!.Add(entry.Order.Value);
        }
        else if (isKnown)
        {
            sharing!.Remove(entry.Order.Value);
            if (sharing.Count == 0) open.Remove(entry.Key);
        }
    }

    private bool HasOpenLeg(ProtectedOrder entry)
    {
        foreach (OrderHandle leg in entry.Legs)
            if (orders[leg].IsOpen) return true;
        return false;
    }
}
