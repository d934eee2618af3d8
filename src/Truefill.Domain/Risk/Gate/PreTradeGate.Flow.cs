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
        for (int i = 0; i < count; i++)
        {
            ScopeLimits limits = matches[i];
            if (limits[LimitKind.OrdersPerSecond] is { } second && limits.Orders.WithinSecond(now) >= second)
            {
                detail = Text(LimitKind.OrdersPerSecond, second);
                return DenyReason.TooManyOrders;
            }
        }

        for (int i = 0; i < count; i++)
        {
            ScopeLimits limits = matches[i];
            if (limits[LimitKind.OrdersPerDay] is { } day && limits.Orders.OfDay(DayOf(limits)) >= day)
            {
                detail = Text(LimitKind.OrdersPerDay, day);
                return DenyReason.TooManyOrdersOfDay;
            }
        }

        return order.Replaced is null && IsRepeated(in order) ? DenyReason.RepeatedExecutions : DenyReason.None;
    }

    private bool IsDuplicate(in GateOrder order)
    {
        if (!IsSet(LimitKind.DuplicateWindow)) return false;
        OrderContent content = OrderContent.Of(
            order.Venue, order.Account, order.Strategy, order.Symbol, order.Terms);
        if (Risk.Recent.LastEqual(in content) is not { } last) return false;
        for (int i = 0; i < count; i++)
        {
            if (matches[i][LimitKind.DuplicateWindow] is not { } window || now >= last.AddNanos((long)window)) continue;
            detail = string.Create(
                CultureInfo.InvariantCulture,
                $"an equal order was entered {(now.Value - last.Value) / UtcNanos.PerMillisecond} ms ago");
            return true;
        }

        return false;
    }

    private bool IsRepeated(in GateOrder order)
    {
        if (!IsSet(LimitKind.RepeatedExecutions)) return false;
        RepeatKey key = new(order.Account, order.Strategy, order.Symbol, order.Terms.Side.IsSell());
        for (int i = 0; i < count; i++)
        {
            if (matches[i][LimitKind.RepeatedExecutions] is not { } limit) continue;
            long window = (long)(matches[i][LimitKind.RepeatedWindow] ?? UtcNanos.PerSecond);
            if (Risk.Recent.Repeats(in key, now, window) < limit) continue;
            detail = Text(LimitKind.RepeatedExecutions, limit);
            return true;
        }

        return false;
    }

    // A replace opens nothing.
    private DenyReason CheckOpenOrders(in GateOrder order)
    {
        if (order.Replaced is not null) return DenyReason.None;
        for (int i = 0; i < count; i++)
        {
            if (matches[i][LimitKind.MaxOpenOrders] is not { } limit || matches[i].OpenOrders < limit) continue;
            detail = Text(LimitKind.MaxOpenOrders, limit);
            return DenyReason.TooManyOpenOrders;
        }

        return DenyReason.None;
    }

    private DenyReason CheckParent(in GateOrder order)
    {
        if (order.Parent is not { } parent || order.ParentQty is not { } whole) return DenyReason.None;
        Qty committed = Risk.Children.Committed(order.Account, parent, order.Symbol, order.Terms.Side);
        if (committed.Value + order.AddedQty <= whole.Value) return DenyReason.None;
        detail = $"{committed} of the parent's {whole} are spoken for";
        return DenyReason.ParentQtyExceeded;
    }

    private DenyReason CheckSelfTrade(in GateOrder order)
    {
        if (!Risk.Own.IsKept || !IsOn(LimitKind.SelfTrade)) return DenyReason.None;
        if (Risk.Own.Crossed(order.Venue, order.Symbol, order.Terms) is not { IsNone: false } crossed)
            return DenyReason.None;
        detail = $"it would trade with our own order {books.Orders[crossed].ClOrdId}";
        return DenyReason.SelfTrade;
    }
}
