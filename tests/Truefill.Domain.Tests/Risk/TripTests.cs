using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Gate;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Time;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>Limits that stop trading until a person says otherwise.</summary>
public sealed class TripTests
{
    private readonly GateRig rig = new();

    [Fact]
    public void A_loss_that_a_mark_makes_stops_the_account_by_a_risk_limit_switch()
    {
        LoseBy(mark: 89);
        Assert.True(rig.Risk.IsDue(rig.Deciding.Now));
        rig.Risk.Tick();
        KillSwitchEntry entry = rig.Books.KillSwitch.Engaged.Single();
        Assert.Equal((KillScope.Account, KillSwitchType.RiskLimit), (entry.Scope, entry.Type));
        Assert.Equal(DenyReason.KillSwitchActive, rig.New(Buy(1, 89)));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 89), account: "B"));
    }

    [Fact]
    public void After_a_reset_the_days_loss_refuses_still_but_trips_no_more()
    {
        LoseBy(mark: 89);
        rig.Risk.Tick();
        Reset(KillScope.Account, "A");
        rig.Risk.Tick();
        Assert.False(rig.Books.KillSwitch.IsAnyEngaged);
        Assert.Equal(DenyReason.DailyLossExceeded, rig.New(Buy(1, 89)));
        Assert.Equal(DenyReason.None, rig.New(Sell(100, 89)));
        Assert.False(rig.Books.KillSwitch.IsAnyEngaged);
    }

    [Fact]
    public void The_next_day_begins_without_the_loss_of_the_last()
    {
        LoseBy(mark: 89);
        rig.Risk.Tick();
        Reset(KillScope.Account, "A");
        rig.Pass(86_400 * UtcNanos.PerSecond);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 89)));
    }

    [Fact]
    public void The_day_changes_when_the_accounts_calendar_says()
    {
        // Six hours before midnight UTC.
        List<DayOffset> offsets = [new DayOffset(default, 6 * 3600 * UtcNanos.PerSecond)];
        rig.Define(new DefineRiskDays("A", offsets));
        UtcNanos evening = new(86_400 * UtcNanos.PerSecond * 20_000L - 6 * 3600 * UtcNanos.PerSecond);
        AccountId account = rig.Deciding.Account("A");
        Assert.Equal(19_999, rig.Books.Risk.Days.DayOf(account, evening.AddNanos(-1)));
        Assert.Equal(20_000, rig.Books.Risk.Days.DayOf(account, evening));
        Assert.Equal(19_999, rig.Books.Risk.Days.DayOf(rig.Deciding.Account("B"), evening));
    }

    [Fact]
    public void A_loss_that_was_made_before_the_limit_came_does_not_count()
    {
        rig.Mark(100);
        rig.Hold(100, 200);
        rig.Limit(LimitKind.MaxDailyLoss, 1000);
        rig.Risk.Tick();
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 100)));
    }

    [Fact]
    public void Repeated_orders_stop_their_strategy_until_a_person_resets_it()
    {
        rig.Limit(LimitKind.RepeatedExecutions, 3);
        for (int i = 0; i < 3; i++) Assert.Equal(DenyReason.None, rig.New(Buy(1, 10), strategy: "S"));
        Assert.Equal(DenyReason.RepeatedExecutions, rig.New(Buy(1, 10), strategy: "S"));
        rig.Pass(3600 * UtcNanos.PerSecond);
        Assert.Equal(DenyReason.KillSwitchActive, rig.New(Buy(1, 10), strategy: "S"));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10), strategy: "T"));
        Reset(KillScope.Strategy, "S");
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10), strategy: "S"));
    }

    [Fact]
    public void The_first_order_of_a_new_account_begins_its_day()
    {
        rig.Limit(LimitKind.MaxDailyLoss, 10);
        rig.Mark(100);
        rig.New(Buy(1, 120), account: "new");
        rig.Fill(rig.LastOrder, 1, 120);
        Assert.Equal(DenyReason.DailyLossExceeded, rig.New(Buy(1, 100), account: "new"));
    }

    [Fact]
    public void Books_that_were_saved_and_loaded_refuse_what_the_live_ones_refuse()
    {
        LoseBy(mark: 95);
        rig.Limit(LimitKind.MaxOpenOrders, 2);
        rig.Limit(LimitKind.MaxPosition, 150);
        rig.New(Buy(20, 95), parent: "P");
        Books loaded = StateBytes.Reloaded(rig.Books);
        PreTradeGate gate = new(loaded);
        GateOrder order = new(
            rig.Venue, rig.Deciding.Account("A"), default, rig.Deciding.Symbol("IBM"), Buy(31, 95));
        Assert.Equal(DenyReason.PositionTooLarge, gate.Check(in order, rig.Deciding.Now).Reason);
        Assert.Equal(
            DenyReason.None, gate.Check(order with { Terms = Buy(30, 95) }, rig.Deciding.Now).Reason);
        Assert.Equal(500, loaded.Risk.LossOf(rig.Deciding.Account("A")));
        Assert.Equal(1, loaded.Risk.Limits.TryGet(LimitScope.Global)!.OpenOrders);
        Assert.Equal(20, loaded.Risk.Children.Committed(
            rig.Deciding.Account("A"), "P", rig.Deciding.Symbol("IBM"), Side.Buy).Value);
    }

    [Fact]
    public void A_strategy_whose_first_order_is_refused_is_stopped_by_its_name()
    {
        rig.Limit(LimitKind.RepeatedExecutions, 0);
        Assert.Equal(DenyReason.RepeatedExecutions, rig.New(Buy(1, 10), account: "new", strategy: "unheard"));
        KillSwitchEntry entry = rig.Books.KillSwitch.Engaged.Single();
        Assert.Equal("unheard", rig.Books.Names.TargetOf(entry.Scope, entry.Target));
    }

    [Fact]
    public void A_trip_cancels_what_rests()
    {
        rig.Limit(LimitKind.RepeatedExecutions, 1);
        rig.New(Buy(1, 10), strategy: "S");
        rig.Report(rig.LastOrder, ExecType.New);
        rig.New(Buy(1, 10), strategy: "S");
        Assert.NotNull(rig.LastOrder.Outstanding(RequestKind.Cancel));
    }

    [Fact]
    public void Who_closes_what_a_repeating_strategy_holds_is_not_taken_for_one_more_repetition()
    {
        rig.Hold(100, 10, strategy: "S");
        rig.Limit(LimitKind.RepeatedExecutions, 2);
        for (int i = 0; i < 3; i++) rig.New(Sell(10, 10), strategy: "S");
        Assert.Single(rig.Books.KillSwitch.Engaged);
        rig.Forget();
        Assert.Equal(DenyReason.None, rig.New(Sell(50, 10), strategy: "S", hasRiskRole: true));
        Assert.Empty(rig.Facts.OfType<LimitTripped>());
        Assert.Equal(DenyReason.KillSwitchActive, rig.New(Sell(1, 10), strategy: "S"));
    }

    [Fact]
    public void A_trip_under_a_switch_that_stands_leaves_it_and_what_was_entered_under_it_as_they_are()
    {
        LoseBy(mark: 100);
        Assert.Equal(DenyReason.None, rig.Kills.Set(new SetKillSwitch(
            KillScope.Account, "A", null, KillSwitchState.Active, "looks wrong", "ann")));
        KillSwitchEntry engaged = rig.Books.KillSwitch.Engaged.Single();
        rig.Pass(UtcNanos.PerSecond);
        Assert.Equal(DenyReason.None, rig.New(Sell(100, 90), hasRiskRole: true));
        Order exit = rig.LastOrder;
        rig.Report(exit, ExecType.New);
        rig.Pass(UtcNanos.PerSecond);
        rig.Mark(89);
        rig.Risk.Tick();
        Assert.Single(rig.Facts.OfType<LimitTripped>());
        Assert.Equal(engaged, rig.Books.KillSwitch.Engaged.Single());
        Assert.Null(exit.Outstanding(RequestKind.Cancel));
        Assert.False(rig.Risk.IsDue(rig.Deciding.Now));
    }

    private void LoseBy(decimal mark)
    {
        rig.Mark(100);
        rig.Hold(100, 100);
        rig.Limit(LimitKind.MaxDailyLoss, 1000);
        rig.Risk.Tick();
        rig.Mark(mark);
    }

    private void Reset(KillScope scope, string target) => Assert.Equal(DenyReason.None, rig.Kills.Set(
        new SetKillSwitch(scope, target, null, KillSwitchState.Off, "looked at it", "ann")));
}
