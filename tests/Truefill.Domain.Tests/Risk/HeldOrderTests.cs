using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>What waited for its venue is looked at again before it goes out.</summary>
public sealed class HeldOrderTests
{
    private const long Day = 86_400 * UtcNanos.PerSecond;
    private const long AtOnce = 5 * UtcNanos.PerSecond;
    private readonly GateRig rig = new();

    public HeldOrderTests()
    {
        rig.Mark(10);
        rig.Emit.Apply(new SessionClosed(rig.Venue, "line dropped", rig.Deciding.Now));
    }

    [Fact]
    public void An_order_for_the_day_does_not_go_out_on_the_next()
    {
        Order ofDay = Enter(Buy(1, 10));
        Order lasting = Enter(Buy(1, 10) with { TimeInForce = TimeInForce.GoodTillCancel });
        rig.Pass(Day);
        rig.Open();
        Assert.Equal(AbortReason.Expired, rig.AbortOf(ofDay));
        Assert.Null(rig.AbortOf(lasting));
    }

    [Fact]
    public void An_order_for_the_day_goes_out_a_few_hours_later_though_the_day_has_changed_meanwhile()
    {
        Order ofDay = Enter(Buy(1, 10));
        rig.Pass(Day / 8);
        rig.Open();
        Assert.Null(rig.AbortOf(ofDay));
    }

    [Fact]
    public void An_order_good_till_a_date_does_not_go_out_from_then_on()
    {
        UtcNanos end = rig.Deciding.Now.AddNanos(100);
        Order over = Enter(Buy(1, 10) with { TimeInForce = TimeInForce.GoodTillDate, ExpireTime = end });
        Order still = Enter(Buy(1, 10) with { TimeInForce = TimeInForce.GoodTillDate, ExpireTime = end.AddNanos(1) });
        rig.Pass(100);
        rig.Open();
        Assert.Equal(AbortReason.Expired, rig.AbortOf(over));
        Assert.Null(rig.AbortOf(still));
    }

    [Theory]
    [InlineData(TimeInForce.Day, null, AbortReason.Expired)]
    [InlineData(TimeInForce.AtTheOpening, null, AbortReason.Expired)]
    [InlineData(TimeInForce.AtTheClose, null, AbortReason.Expired)]
    [InlineData(TimeInForce.GoodTillCrossing, null, AbortReason.Expired)]
    [InlineData(TimeInForce.ImmediateOrCancel, AbortReason.Expired, AbortReason.Expired)]
    [InlineData(TimeInForce.FillOrKill, AbortReason.Expired, AbortReason.Expired)]
    [InlineData(TimeInForce.GoodTillDate, null, null)]
    [InlineData(TimeInForce.GoodTillCancel, null, null)]
    public void What_is_not_to_last_does_not_go_out_later(
        TimeInForce life, AbortReason? afterSeconds, AbortReason? afterDays)
    {
        foreach ((long waited, AbortReason? expected) in
            new[] { (AtOnce - 1, null), (AtOnce, afterSeconds), (2 * Day, afterDays) })
        {
            Order order = Enter(Buy(1, 10) with { TimeInForce = life, ExpireTime = Until(life) });
            rig.Pass(waited);
            rig.Open();
            Assert.Equal(expected, rig.AbortOf(order));
            rig.Emit.Apply(new SessionClosed(rig.Venue, "line dropped", rig.Deciding.Now));
        }
    }

    [Theory]
    [InlineData(LimitKind.Restricted, 1, AbortReason.Restricted)]
    [InlineData(LimitKind.MaxOrderQty, 39, AbortReason.Limit)]
    [InlineData(LimitKind.MaxOrderNotional, 399, AbortReason.Limit)]
    [InlineData(LimitKind.MaxOpenOrders, 0, AbortReason.Limit)]
    [InlineData(LimitKind.MaxPosition, 39, AbortReason.Limit)]
    [InlineData(LimitKind.MaxGrossExposure, 399, AbortReason.Limit)]
    [InlineData(LimitKind.MaxNetExposure, 399, AbortReason.Limit)]
    [InlineData(LimitKind.MaxOrderQty, 40, null)]
    [InlineData(LimitKind.MaxOrderNotional, 400, null)]
    [InlineData(LimitKind.MaxOpenOrders, 1, null)]
    [InlineData(LimitKind.MaxPosition, 40, null)]
    [InlineData(LimitKind.MaxGrossExposure, 400, null)]
    [InlineData(LimitKind.MaxNetExposure, 400, null)]
    [InlineData(LimitKind.OrdersPerSecond, 0, null)]
    public void What_came_to_hold_meanwhile_holds_for_it(LimitKind kind, decimal value, AbortReason? expected)
    {
        Order order = Enter(Buy(40, 10));
        rig.Limit(kind, value);
        rig.Open();
        Assert.Equal(expected, rig.AbortOf(order));
    }

    [Fact]
    public void A_price_that_the_mark_has_left_behind_does_not_go_out()
    {
        rig.Limit(LimitKind.PriceCollar, 0.05m);
        Order order = Enter(Buy(1, 10));
        rig.Mark(8);
        rig.Open();
        Assert.Equal(AbortReason.Limit, rig.AbortOf(order));
    }

    [Fact]
    public void Where_not_all_can_go_the_oldest_do()
    {
        Order[] orders = [Enter(Buy(60, 10)), Enter(Buy(60, 10)), Enter(Buy(40, 10))];
        rig.Limit(LimitKind.MaxPosition, 100);
        rig.Open();
        Assert.Equal([null, AbortReason.Limit, AbortReason.Limit], orders.Select(rig.AbortOf));
    }

    [Theory]
    [InlineData(99, AbortReason.Limit)]
    [InlineData(100, null)]
    public void What_waits_does_not_go_out_where_the_account_has_lost_too_much_meanwhile(
        decimal most, AbortReason? expected)
    {
        rig.Mark(10, "XYZ");
        rig.Hold(100, 10, symbol: "XYZ");
        rig.Limit(LimitKind.MaxDailyLoss, most);
        Order order = Enter(Buy(1, 10));
        rig.Mark(9, "XYZ");
        rig.Open();
        Assert.Equal(expected, rig.AbortOf(order));
    }

    [Theory]
    [InlineData(10, AbortReason.Limit)]
    [InlineData(11, null)]
    public void What_would_trade_with_an_own_order_does_not_go_out_where_that_is_not_allowed_any_more(
        decimal price, AbortReason? expected)
    {
        Order ours = Enter(Sell(1, price));
        Order order = Enter(Buy(1, 10));
        rig.Cancel(ours);
        rig.Emit.Apply(new SessionOpened(rig.Venue, rig.Deciding.Now));
        rig.New(Sell(1, price));
        rig.Limit(LimitKind.SelfTrade, 1);
        rig.Open();
        Assert.Equal(expected, rig.AbortOf(order));
    }

    [Fact]
    public void What_only_reduces_goes_out_whatever_holds()
    {
        rig.Hold(100, 10);
        Order order = Enter(Sell(100, 10));
        rig.Limit(LimitKind.Restricted, 1, symbol: "IBM");
        rig.Limit(LimitKind.MaxOrderQty, 1);
        rig.Limit(LimitKind.MaxGrossExposure, 1);
        rig.Open();
        Assert.Null(rig.AbortOf(order));
    }

    private UtcNanos Until(TimeInForce life) =>
        life == TimeInForce.GoodTillDate ? rig.Deciding.Now.AddNanos(30 * Day) : default;

    private Order Enter(in OrderTerms terms)
    {
        Assert.Equal(DenyReason.None, rig.New(terms));
        Assert.True(rig.LastOrder.IsHeld);
        return rig.LastOrder;
    }
}
