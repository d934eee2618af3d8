using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>Each control at its limit, one unit below it and one above.</summary>
public sealed class BoundaryTests
{
    private const long Second = UtcNanos.PerSecond;
    private readonly GateRig rig = new();

    [Theory]
    [InlineData(99, DenyReason.None)]
    [InlineData(100, DenyReason.None)]
    [InlineData(101, DenyReason.OrderQtyTooLarge)]
    public void Quantity_of_one_order(decimal qty, DenyReason expected)
    {
        rig.Limit(LimitKind.MaxOrderQty, 100);
        Assert.Equal(expected, rig.New(Buy(qty, 10)));
    }

    [Theory]
    [InlineData(9.99, DenyReason.None)]
    [InlineData(10.00, DenyReason.None)]
    [InlineData(10.01, DenyReason.OrderValueTooLarge)]
    public void Value_of_one_order(decimal px, DenyReason expected)
    {
        rig.Limit(LimitKind.MaxOrderNotional, 1000);
        Assert.Equal(expected, rig.New(Buy(100, px)));
    }

    [Theory]
    [InlineData(9.99, DenyReason.None)]
    [InlineData(10.01, DenyReason.OrderValueTooLarge)]
    public void Value_of_a_market_order_is_at_the_mark(decimal mark, DenyReason expected)
    {
        rig.Limit(LimitKind.MaxOrderNotional, 1000);
        rig.Mark(mark);
        Assert.Equal(expected, rig.New(Buy(100, null)));
    }

    [Theory]
    [InlineData(9.99, 0.01, DenyReason.None)]
    [InlineData(10.01, 0.01, DenyReason.OrderValueTooLarge)]
    [InlineData(9.99, 10.01, DenyReason.OrderValueTooLarge)]
    public void A_sell_is_worth_what_the_mark_says_although_it_asks_for_less(
        decimal mark, decimal px, DenyReason expected)
    {
        rig.Limit(LimitKind.MaxOrderNotional, 1000);
        rig.Mark(mark);
        Assert.Equal(expected, rig.New(Sell(100, px)));
    }

    [Theory]
    [InlineData(320.99, DenyReason.None)]
    [InlineData(321, DenyReason.None)]
    [InlineData(321.01, DenyReason.OrderValueTooLarge)]
    public void Value_is_in_the_currency_of_the_account(decimal px, DenyReason expected)
    {
        rig.Instrument("TXF", 200, "TWD");
        rig.Rate("USD", "TWD", 32);
        rig.Limit(LimitKind.MaxOrderNotional, 2006.25m);
        Assert.Equal(expected, rig.New(Buy(1, px), symbol: "TXF"));
    }

    [Theory]
    [InlineData(104.99, DenyReason.None)]
    [InlineData(105, DenyReason.None)]
    [InlineData(105.01, DenyReason.PriceOutsideCollar)]
    [InlineData(95, DenyReason.None)]
    [InlineData(94.99, DenyReason.PriceOutsideCollar)]
    public void Distance_from_the_mark(decimal px, DenyReason expected)
    {
        rig.Mark(100);
        rig.Limit(LimitKind.PriceCollar, 0.05m);
        Assert.Equal(expected, rig.New(Buy(1, px)));
    }

    [Theory]
    [InlineData(0, DenyReason.None)]
    [InlineData(1, DenyReason.NoMark)]
    public void Age_of_the_mark(long nanosTooOld, DenyReason expected)
    {
        rig.Mark(100);
        rig.Limit(LimitKind.PriceCollar, 0.05m);
        rig.Limit(LimitKind.MarkMaxAge, 60 * Second);
        rig.Limit(LimitKind.WithoutMark, 1);
        rig.Pass((60 * Second) + nanosTooOld);
        Assert.Equal(expected, rig.New(Buy(1, 100)));
    }

    [Theory]
    [InlineData(0, DenyReason.None)]
    [InlineData(1, DenyReason.NoMark)]
    public void Without_a_mark_the_collar_passes_or_refuses_as_it_is_told(decimal withoutMark, DenyReason expected)
    {
        rig.Limit(LimitKind.PriceCollar, 0.05m);
        rig.Limit(LimitKind.WithoutMark, withoutMark);
        Assert.Equal(expected, rig.New(Buy(1, 100)));
    }

    [Theory]
    [InlineData(-1, DenyReason.EqualOrder)]
    [InlineData(0, DenyReason.None)]
    public void Time_since_an_equal_order(long nanos, DenyReason expected)
    {
        rig.Limit(LimitKind.DuplicateWindow, 2 * Second);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        rig.Pass((2 * Second) + nanos);
        Assert.Equal(expected, rig.New(Buy(1, 100)));
    }

    [Fact]
    public void An_order_that_differs_in_anything_is_no_duplicate()
    {
        rig.Limit(LimitKind.DuplicateWindow, 2 * Second);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        Assert.Equal(DenyReason.None, rig.New(Buy(2, 100)));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 101)));
        Assert.Equal(DenyReason.None, rig.New(Sell(1, 100)));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100), strategy: "S"));
        Assert.Equal(DenyReason.EqualOrder, rig.New(Buy(1, 100)));
    }

    [Theory]
    [InlineData(-1, DenyReason.TooManyOrders)]
    [InlineData(0, DenyReason.None)]
    public void Orders_of_a_second(long nanos, DenyReason expected)
    {
        rig.Limit(LimitKind.OrdersPerSecond, 2);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        Assert.Equal(DenyReason.TooManyOrders, rig.New(Buy(1, 100)));
        rig.Pass(Second + nanos);
        Assert.Equal(expected, rig.New(Buy(1, 100)));
    }

    [Fact]
    public void Orders_of_a_day_start_again_on_the_next()
    {
        rig.Limit(LimitKind.OrdersPerDay, 2);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        Assert.Equal(DenyReason.TooManyOrdersOfDay, rig.New(Buy(1, 100)));
        rig.Pass(86_400 * Second);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
    }

    [Fact]
    public void Cancels_are_counted_apart_from_orders()
    {
        rig.Limit(LimitKind.OrdersPerSecond, 2);
        rig.Limit(LimitKind.CancelsPerSecond, 1);
        rig.New(Buy(1, 100));
        Order first = rig.LastOrder;
        rig.New(Buy(1, 100));
        Assert.Equal(DenyReason.None, rig.Cancel(first));
        Assert.Equal(DenyReason.TooManyCancels, rig.Cancel(rig.LastOrder));
        rig.Pass(Second);
        Assert.Equal(DenyReason.None, rig.Cancel(rig.LastOrder));
    }

    [Fact]
    public void Cancels_of_a_day()
    {
        rig.Limit(LimitKind.CancelsPerDay, 1);
        rig.New(Buy(1, 100));
        Order first = rig.LastOrder;
        rig.New(Buy(1, 100));
        Assert.Equal(DenyReason.None, rig.Cancel(first));
        rig.Pass(2 * Second);
        Assert.Equal(DenyReason.TooManyCancels, rig.Cancel(rig.LastOrder));
    }

    [Fact]
    public void Orders_open_at_once()
    {
        rig.Limit(LimitKind.MaxOpenOrders, 2);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
        Assert.Equal(DenyReason.TooManyOpenOrders, rig.New(Buy(1, 100)));
        rig.Fill(rig.LastOrder, 1, 100);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
    }

    [Fact]
    public void Open_orders_are_counted_when_the_limit_comes_later()
    {
        rig.New(Buy(1, 100), account: "A");
        rig.New(Buy(1, 100), account: "B");
        rig.Limit(LimitKind.MaxOpenOrders, 1, account: "A");
        rig.Limit(LimitKind.MaxOpenOrders, 3);
        Assert.Equal(DenyReason.TooManyOpenOrders, rig.New(Buy(1, 100), account: "A"));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100), account: "B"));
        Assert.Equal(DenyReason.TooManyOpenOrders, rig.New(Buy(1, 100), account: "B"));
    }

    [Theory]
    [InlineData(39, DenyReason.None)]
    [InlineData(40, DenyReason.None)]
    [InlineData(41, DenyReason.PositionTooLarge)]
    public void Position_with_what_is_held_and_what_works(decimal qty, DenyReason expected)
    {
        rig.Limit(LimitKind.MaxPosition, 100);
        rig.Hold(30, 10);
        rig.New(Buy(30, 10));
        Assert.Equal(expected, rig.New(Buy(qty, 10)));
    }

    [Theory]
    [InlineData(160, DenyReason.None)]
    [InlineData(161, DenyReason.PositionTooLarge)]
    public void Position_on_the_short_side(decimal qty, DenyReason expected)
    {
        rig.Limit(LimitKind.MaxPosition, 100);
        rig.Hold(60, 10);
        rig.New(Buy(10, 10));
        Assert.Equal(expected, rig.New(Sell(qty, 10)));
    }

    [Fact]
    public void A_position_above_its_limit_can_still_be_reduced()
    {
        rig.Hold(200, 10);
        rig.Limit(LimitKind.MaxPosition, 100);
        Assert.Equal(DenyReason.PositionTooLarge, rig.New(Buy(1, 10)));
        Assert.Equal(DenyReason.None, rig.New(Sell(50, 10)));
    }

    [Theory]
    [InlineData(50, DenyReason.None)]
    [InlineData(51, DenyReason.PositionTooLarge)]
    public void Position_of_one_strategy(decimal qty, DenyReason expected)
    {
        rig.Limit(LimitKind.MaxPosition, 100, strategy: "S");
        rig.Hold(1000, 10, strategy: "T");
        rig.Hold(50, 10, strategy: "S");
        Assert.Equal(expected, rig.New(Buy(qty, 10), strategy: "S"));
    }

    [Theory]
    [InlineData(20, DenyReason.None)]
    [InlineData(21, DenyReason.GrossExposureTooLarge)]
    public void Gross_exposure_adds_long_and_short(decimal qty, DenyReason expected)
    {
        rig.Mark(10);
        rig.Mark(100, "SPY");
        rig.Hold(50, 10);
        rig.Hold(-3, 100, symbol: "SPY");
        rig.Limit(LimitKind.MaxGrossExposure, 1000);
        Assert.Equal(expected, rig.New(Buy(qty, 9)));
    }

    [Theory]
    [InlineData(80, DenyReason.None)]
    [InlineData(81, DenyReason.NetExposureTooLarge)]
    public void Net_exposure_offsets_long_and_short(decimal qty, DenyReason expected)
    {
        rig.Mark(10);
        rig.Mark(100, "SPY");
        rig.Hold(50, 10);
        rig.Hold(-3, 100, symbol: "SPY");
        rig.Limit(LimitKind.MaxNetExposure, 1000);
        Assert.Equal(expected, rig.New(Buy(qty, 9)));
    }

    [Fact]
    public void A_short_can_be_covered_while_the_account_is_longer_than_it_may_be()
    {
        rig.Mark(10);
        rig.Mark(100, "SPY");
        rig.Hold(50, 100, symbol: "SPY");
        rig.Hold(-100, 10);
        rig.Limit(LimitKind.MaxNetExposure, 1000);
        rig.Limit(LimitKind.MaxGrossExposure, 1000);
        Assert.Equal(DenyReason.None, rig.New(Buy(100, 10)));
        Assert.NotEqual(DenyReason.None, rig.New(Buy(1, 10)));
    }

    [Fact]
    public void In_live_a_position_can_be_closed_although_it_or_another_has_no_mark()
    {
        GateRig live = new(isLive: true);
        live.Emit.Apply(new Truefill.Domain.Venues.VenueDefined(
            live.Venue, ReadOnly: false, Truefill.Domain.Venues.VenueCapabilities.OrderEntry));
        live.Hold(100, 10, symbol: "KO");
        live.Hold(100, 10);
        live.Limit(LimitKind.MaxGrossExposure, 1_000_000);
        Assert.Equal(DenyReason.None, live.New(Sell(40, 10)));
        live.Mark(10);
        Assert.Equal(DenyReason.None, live.New(Sell(60, 10)));
        Assert.Equal(DenyReason.NoMark, live.New(Sell(1, 10)));
    }

    [Fact]
    public void A_limit_of_a_strategy_measures_what_it_opens_although_that_reduces_the_account()
    {
        rig.Mark(10);
        rig.Hold(100, 10, strategy: "T");
        rig.Limit(LimitKind.MaxGrossExposure, 100);
        rig.Limit(LimitKind.MaxGrossExposure, 100, strategy: "S");
        Assert.Equal(DenyReason.None, rig.New(Sell(10, 10), strategy: "S"));
        Assert.Equal(DenyReason.GrossExposureTooLarge, rig.New(Sell(1, 10), strategy: "S"));
    }

    [Theory]
    [InlineData(90, DenyReason.None)]
    [InlineData(89.99, DenyReason.DailyLossExceeded)]
    public void Loss_of_the_day_realised_and_open(decimal mark, DenyReason expected)
    {
        rig.Mark(100);
        rig.Hold(100, 100);
        rig.Limit(LimitKind.MaxDailyLoss, 1000);
        rig.Risk.Tick();
        rig.Mark(mark);
        Assert.Equal(expected, rig.New(Buy(1, 90)));
    }

    [Theory]
    [InlineData(10.01, DenyReason.None)]
    [InlineData(10, DenyReason.SelfTrade)]
    [InlineData(9.99, DenyReason.SelfTrade)]
    public void A_sell_that_would_meet_our_own_buy(decimal px, DenyReason expected)
    {
        rig.Limit(LimitKind.SelfTrade, 1);
        rig.New(Buy(1, 10), account: "B");
        Assert.Equal(expected, rig.New(Sell(1, px)));
    }

    [Fact]
    public void A_market_order_meets_any_own_order_that_rests_on_the_other_side()
    {
        rig.New(Buy(1, 1));
        rig.Limit(LimitKind.SelfTrade, 1);
        Assert.Equal(DenyReason.SelfTrade, rig.New(Sell(1, null)));
        rig.Report(rig.LastOrder, ExecType.Canceled);
        Assert.Equal(DenyReason.None, rig.New(Sell(1, null)));
    }

    [Fact]
    public void A_restricted_symbol()
    {
        rig.Limit(LimitKind.Restricted, 1, symbol: "XYZ");
        Assert.Equal(DenyReason.SymbolRestricted, rig.New(Buy(1, 10), symbol: "XYZ"));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10)));
    }

    [Theory]
    [InlineData(60, DenyReason.None)]
    [InlineData(61, DenyReason.NotReducing)]
    public void A_reduce_only_order_beside_what_already_reduces(decimal qty, DenyReason expected)
    {
        rig.Hold(100, 10);
        rig.New(Sell(40, 10));
        Assert.Equal(expected, rig.New(Sell(qty, 10) with { ReduceOnly = true }));
    }

    [Fact]
    public void A_reduce_only_order_on_the_side_of_the_position()
    {
        rig.Hold(100, 10);
        Assert.Equal(DenyReason.NotReducing, rig.New(Buy(1, 10) with { ReduceOnly = true }));
    }

    [Theory]
    [InlineData("long", Side.Sell, 100, DenyReason.None)]
    [InlineData("long", Side.Sell, 101, DenyReason.NotReducing)]
    [InlineData("long", Side.Buy, 1, DenyReason.NotReducing)]
    [InlineData("short", Side.Buy, 100, DenyReason.None)]
    [InlineData("none", Side.Sell, 1, DenyReason.NotReducing)]
    public void A_reduce_only_order_of_a_strategy_against_which_another_of_the_account_stands(
        string strategy, Side side, decimal qty, DenyReason expected)
    {
        rig.Hold(100, 10, strategy: "long");
        rig.Hold(-100, 10, strategy: "short");
        OrderTerms terms = (side == Side.Buy ? Buy(qty, 10) : Sell(qty, 10)) with { ReduceOnly = true };
        Assert.Equal(expected, rig.New(terms, strategy: strategy));
    }

    [Fact]
    public void A_reduce_only_order_of_one_strategy_closes_what_the_account_holds_through_another()
    {
        rig.Hold(100, 10, strategy: "long");
        Assert.Equal(DenyReason.None, rig.New(Sell(100, 10) with { ReduceOnly = true }, strategy: "other"));
        Assert.Equal(DenyReason.NotReducing, rig.New(Sell(1, 10) with { ReduceOnly = true }, strategy: "other"));
    }

    [Theory]
    [InlineData(20, DenyReason.None)]
    [InlineData(21, DenyReason.RepeatedExecutions)]
    public void Equal_orders_in_a_row(int orders, DenyReason last)
    {
        rig.Limit(LimitKind.RepeatedExecutions, 20);
        rig.Limit(LimitKind.RepeatedWindow, Second);
        DenyReason reason = DenyReason.None;
        for (int i = 0; i < orders; i++)
        {
            Assert.Equal(DenyReason.None, reason);
            reason = rig.New(Buy(1 + i, 10), strategy: "S");
        }

        Assert.Equal(last, reason);
    }
}
