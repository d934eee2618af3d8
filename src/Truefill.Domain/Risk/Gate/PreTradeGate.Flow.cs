using System;
using System.Globalization;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Risk.Recent;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk.Gate;

/// <summary>How often, how many, and whether it is the same again.</summary>
public sealed partial class PreTradeGate
{
    private DenyReason CheckRates(in GateOrder order)
    {
        if (order.Replaced is null && IsDuplicate(in order)) return DenyReason.EqualOrder;
        foreach (ref readonly CountLimits counted in limits.Counts.AsSpan())
        {
            if (!counted.Scope.Orders.HasWithinSecond(counted.PerSecond, now)) continue;
            detail = Text(LimitKind.OrdersPerSecond, counted.PerSecond);
            return DenyReason.TooManyOrders;
        }

        foreach (ref readonly CountLimits counted in limits.Counts.AsSpan())
        {
            if (counted.PerDay == int.MaxValue
                || counted.Scope.Orders.OfDay(DayOf(counted.Scope)) < counted.PerDay) continue;
            detail = Text(LimitKind.OrdersPerDay, counted.PerDay);
            return DenyReason.TooManyOrdersOfDay;
        }

        // What this limit stops is stopped already: it must not keep a person from getting out of what is left.
        bool isNew = order.Replaced is null && !order.GetsOut;
        return isNew && IsRepeated(in order) ? DenyReason.RepeatedExecutions : DenyReason.None;
    }

    private bool IsDuplicate(in GateOrder order)
    {
        if (limits.DuplicateWindow == 0) return false;
        OrderContent content = OrderContent.Of(
            order.Venue, order.Account, order.Strategy, order.Symbol, order.Terms);
        if (Risk.Recent.LastEqual(in content) is not { } last) return false;
        if (now >= last.AddNanos(limits.DuplicateWindow)) return false;
        detail = string.Create(
            CultureInfo.InvariantCulture,
            $"an equal order was entered {(now.Value - last.Value) / UtcNanos.PerMillisecond} ms ago");
        return true;
    }

    private bool IsRepeated(in GateOrder order)
    {
        if (limits.Repeats.Length == 0) return false;
        RepeatKey key = new(order.Account, order.Strategy, order.Symbol, order.Terms.Side.IsSell());
        foreach (ref readonly RepeatLimit limit in limits.Repeats.AsSpan())
        {
            if (!Risk.Recent.Repeats(in key, limit.Times, now, limit.Window)) continue;
            detail = Text(LimitKind.RepeatedExecutions, limit.Times);
            return true;
        }

        return false;
    }

    // A replace opens nothing.
    private DenyReason CheckOpenOrders(in GateOrder order)
    {
        if (order.Replaced is not null && !order.IsHeld) return DenyReason.None;
        int own = order.IsHeld ? 1 : 0;
        foreach (ref readonly CountLimits counted in limits.Counts.AsSpan())
        {
            if (counted.Scope.OpenOrders - own < counted.OpenOrders) continue;
            detail = Text(LimitKind.MaxOpenOrders, counted.OpenOrders);
            return DenyReason.TooManyOpenOrders;
        }

        return DenyReason.None;
    }

    private DenyReason CheckParent(in GateOrder order)
    {
        if (order.Parent is not { } parent || order.ParentQty is not { } whole) return DenyReason.None;

        // What makes nothing worse passes where more is spoken for already.
        if (order.AddedQty <= 0) return DenyReason.None;
        Qty committed = Risk.Children.Committed(order.Account, parent, order.Symbol, order.Terms.Side);
        if (committed.Value + order.AddedQty <= whole.Value) return DenyReason.None;
        detail = $"{committed} of the parent's {whole} are spoken for";
        return DenyReason.ParentQtyExceeded;
    }

    private DenyReason CheckSelfTrade(in GateOrder order)
    {
        if (!Risk.Own.IsKept || !limits.IsSelfTradePrevented) return DenyReason.None;
        if (Risk.Own.Crossed(order.Venue, order.Symbol, order.Terms) is not { IsNone: false } crossed)
            return DenyReason.None;
        detail = $"it would trade with our own order {books.Orders[crossed].ClOrdId}";
        return DenyReason.SelfTrade;
    }
}
