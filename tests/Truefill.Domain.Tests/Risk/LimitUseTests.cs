using System;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>What is said of a limit's use is what the gate measures: the next order too many is refused.</summary>
public sealed class LimitUseTests
{
    private readonly GateRig rig = new();

    [Fact]
    public void A_position_counts_with_what_is_open_at_its_worst()
    {
        rig.Limit(LimitKind.MaxPosition, 100);
        rig.Hold(30, 10);
        rig.New(Buy(25, 10));
        rig.New(Sell(70, 10));
        AssertUse(LimitKind.MaxPosition, 55, "A", "IBM");
        Assert.Equal(DenyReason.None, rig.New(Buy(45, 10)));
        AssertUse(LimitKind.MaxPosition, 100, "A", "IBM");
        Assert.Equal(DenyReason.PositionTooLarge, rig.New(Buy(1, 10)));
    }

    [Fact]
    public void A_short_position_uses_its_limit_as_a_long_one_does()
    {
        rig.Limit(LimitKind.MaxPosition, 100);
        rig.Hold(-40, 10, account: "B", symbol: "KO");
        rig.Hold(30, 10);
        AssertUse(LimitKind.MaxPosition, 40, "B", "KO");
    }

    [Fact]
    public void Exposure_of_a_limit_without_an_account_is_that_of_the_fullest()
    {
        rig.Limit(LimitKind.MaxGrossExposure, 10_000);
        rig.Limit(LimitKind.MaxNetExposure, 10_000);
        rig.Mark(10);
        rig.Mark(5, "KO");
        rig.Hold(100, 10);
        rig.Hold(-60, 5, symbol: "KO");
        rig.Hold(90, 10, account: "B");
        AssertUse(LimitKind.MaxGrossExposure, 1300, "A", "");
        AssertUse(LimitKind.MaxNetExposure, 900, "B", "");
    }

    [Fact]
    public void A_limit_of_a_strategy_measures_that_strategy_and_one_of_a_symbol_that_symbol()
    {
        rig.Limit(LimitKind.MaxGrossExposure, 10_000, account: "A", strategy: "s");
        rig.Limit(LimitKind.MaxGrossExposure, 10_000, account: "A", symbol: "KO");
        rig.Mark(10);
        rig.Mark(5, "KO");
        rig.Hold(100, 10);
        rig.Hold(20, 10, strategy: "s");
        rig.Hold(4, 5, symbol: "KO");
        VenueId none = default;
        Assert.Equal(200, Use(LimitKind.MaxGrossExposure, new(none, Account("A"), Strategy("s"), default))?.Amount);
        Assert.Equal(20, Use(LimitKind.MaxGrossExposure, new(none, Account("A"), default, Symbol("KO")))?.Amount);
    }

    [Fact]
    public void Messages_are_counted_in_the_second_and_the_day_that_are_now()
    {
        rig.Limit(LimitKind.OrdersPerSecond, 3);
        rig.Limit(LimitKind.OrdersPerDay, 3);
        rig.Limit(LimitKind.MaxOpenOrders, 9);
        rig.Limit(LimitKind.CancelsPerDay, 3);
        rig.New(Buy(1, 10));
        rig.Pass(UtcNanos.PerSecond);
        rig.New(Buy(1, 10));
        rig.Cancel(rig.LastOrder);
        AssertUse(LimitKind.OrdersPerSecond, 1, "", "");
        AssertUse(LimitKind.OrdersPerDay, 2, "", "");
        AssertUse(LimitKind.MaxOpenOrders, 2, "", "");
        AssertUse(LimitKind.CancelsPerDay, 1, "", "");
    }

    [Fact]
    public void A_loss_is_used_up_and_a_gain_uses_nothing()
    {
        rig.Limit(LimitKind.MaxDailyLoss, 1000);
        rig.Mark(10);
        rig.Hold(100, 10);
        rig.Risk.Tick();
        rig.Mark(7);
        AssertUse(LimitKind.MaxDailyLoss, 300, "A", "");
        rig.Mark(12);
        AssertUse(LimitKind.MaxDailyLoss, 0, "A", "");
    }

    [Fact]
    public void What_bounds_single_orders_has_no_use()
    {
        rig.Limit(LimitKind.MaxOrderQty, 10);
        Assert.Null(Use(LimitKind.MaxOrderQty, LimitScope.Global));
    }

    [Fact]
    public void Who_sees_one_account_is_told_of_that_account_and_of_no_count_over_all()
    {
        rig.Limit(LimitKind.MaxPosition, 100);
        rig.Limit(LimitKind.MaxGrossExposure, 10_000);
        rig.Limit(LimitKind.MaxDailyLoss, 1000);
        rig.Limit(LimitKind.MaxOpenOrders, 9);
        rig.Limit(LimitKind.MaxOpenOrders, 9, account: "B");
        rig.Mark(10);
        rig.Hold(50, 10);
        rig.Hold(5, 10, account: "B");
        rig.New(Buy(1, 10), account: "B");
        bool IsB(AccountId account) => account == Account("B");
        Assert.Equal(new LimitUse(6, Account("B"), Symbol("IBM")), Use(LimitKind.MaxPosition, LimitScope.Global, IsB));
        Assert.Equal(60, Use(LimitKind.MaxGrossExposure, LimitScope.Global, IsB)?.Amount);
        Assert.Equal(Account("B"), Use(LimitKind.MaxDailyLoss, LimitScope.Global, IsB)?.Account);
        Assert.Null(Use(LimitKind.MaxOpenOrders, LimitScope.Global, IsB));
        Assert.Equal(1, Use(LimitKind.MaxOpenOrders, new(default, Account("B"), default, default), IsB)?.Amount);
    }

    [Fact]
    public void What_lacks_a_mark_is_not_said_to_use_nothing()
    {
        rig.Limit(LimitKind.MaxGrossExposure, 10_000);
        rig.Limit(LimitKind.MaxNetExposure, 10_000);
        rig.Limit(LimitKind.MaxDailyLoss, 1000);
        rig.Mark(10);
        rig.Hold(50, 10);
        rig.Hold(5, 10, account: "B", symbol: "KO");
        rig.Risk.Tick();
        AssertUse(LimitKind.MaxGrossExposure, null, "B", "");
        AssertUse(LimitKind.MaxNetExposure, null, "B", "");
        AssertUse(LimitKind.MaxDailyLoss, null, "B", "");
        rig.Mark(10, "KO");
        AssertUse(LimitKind.MaxGrossExposure, 500, "A", "");
        AssertUse(LimitKind.MaxDailyLoss, 0, "A", "");
    }

    [Fact]
    public void An_order_in_a_symbol_without_a_mark_has_lost_nothing()
    {
        rig.Limit(LimitKind.MaxDailyLoss, 1000);
        rig.New(Buy(1, 10));
        rig.Risk.Tick();
        AssertUse(LimitKind.MaxDailyLoss, 0, "A", "");
    }

    private void AssertUse(LimitKind kind, decimal? amount, string account, string symbol)
    {
        LimitUse use = Use(kind, LimitScope.Global)!.Value;
        Assert.Equal(
            (amount, account, symbol), (use.Amount, rig.Books.Names.Of(use.Account), rig.Books.Names.Of(use.Symbol)));
    }

    private LimitUse? Use(LimitKind kind, LimitScope scope, Func<AccountId, bool>? maySee = null) =>
        new LimitMeasure(rig.Books, rig.Deciding.Now, maySee).Of(rig.Books.Risk.Limits.TryGet(scope)!, kind);

    private AccountId Account(string name) => rig.Deciding.Account(name);

    private StrategyId Strategy(string name) => rig.Deciding.Strategy(name);

    private SymbolId Symbol(string name) => rig.Deciding.Symbol(name);
}
