using System.Linq;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Tests.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Reconciliation;

/// <summary>The venue executes more than was ordered: booked, a break, and whoever ordered is stopped.</summary>
public sealed class OverfillTests
{
    [Fact]
    public void Overfill_is_booked_and_one_break_that_grows_with_it()
    {
        GateRig rig = new();
        Order order = Filled(rig, 130);
        rig.Fill(order, 5, 10);
        Assert.Equal((135m, 35m), (order.CumQty.Value, order.OverfillQty.Value));
        PositionBreak open = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal(BreakClass.Overfill, open.Latest.Class);
        Assert.Equal((100m, 135m), (open.Latest.Expected.Value, open.Latest.Found.Value));
        Assert.Equal(order.Handle, open.Latest.Order.Order);
        Assert.Equal(1, rig.Books.Reconciliation.UnresolvedCount);
    }

    [Fact]
    public void Strategy_is_stopped_by_a_switch_and_its_working_orders_are_cancelled()
    {
        GateRig rig = new();
        rig.New(Buy(10, 9), strategy: "swing");
        Order working = rig.LastOrder;
        rig.Report(working, ExecType.New);
        Filled(rig, 130, strategy: "swing");
        KillSwitchEntry entry = Assert.Single(rig.Books.KillSwitch.Engaged);
        Assert.Equal(
            (KillScope.Strategy, KillSwitchType.RiskLimit, KillSwitchState.Active), (entry.Scope, entry.Type, entry.State));
        Assert.Contains("130 executed", entry.Reason);
        Assert.Single(working.Chain);
        Assert.Equal(DenyReason.KillSwitchActive, rig.New(Buy(1, 10), strategy: "swing"));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10), strategy: "other"));
    }

    [Fact]
    public void Without_a_strategy_the_account_goes_on()
    {
        GateRig rig = new();
        Filled(rig, 130);
        Assert.False(rig.Books.KillSwitch.IsAnyEngaged);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10)));
    }

    [Fact]
    public void Orders_of_its_correlation_id_are_cancelled_and_refused_until_a_person_has_resolved_the_break()
    {
        GateRig rig = new();
        rig.New(Buy(10, 9), parent: "P");
        Order sibling = rig.LastOrder;
        rig.Report(sibling, ExecType.New);
        rig.New(Buy(10, 9), parent: "Q");
        Order other = rig.LastOrder;
        Filled(rig, 130, parent: "P");
        Assert.Single(sibling.Chain);
        Assert.Empty(other.Chain);
        Assert.Equal(DenyReason.FamilyHalted, rig.New(Buy(1, 10), parent: "P"));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10), parent: "Q"));
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10), account: "B", parent: "P"));
        Resolve(rig);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10), parent: "P"));
    }

    [Fact]
    public void Break_is_over_when_what_was_too_much_is_taken_back_and_the_switch_stays_for_a_person()
    {
        GateRig rig = new();
        rig.New(Buy(100, 10), strategy: "swing");
        Order order = rig.LastOrder;
        rig.Report(order, ExecType.New);
        rig.Fill(order, 100, 10);
        ExecutionReport more = Trade(rig, order, 30);
        rig.Orders.Report(in more);
        rig.Orders.Report(Bust(more));
        Assert.False(order.IsOverfilled);
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        Assert.True(rig.Books.KillSwitch.IsAnyEngaged);
    }

    [Fact]
    public void Overfill_after_a_resolved_one_is_a_break_of_its_own()
    {
        GateRig rig = new();
        Order order = Filled(rig, 130);
        Resolve(rig);
        rig.Fill(order, 1, 10);
        Assert.Equal([1, 2], rig.Books.Reconciliation.Breaks.Select(each => each.Latest.Id));
        Assert.Equal(1, rig.Books.Reconciliation.UnresolvedCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_replace_asks_for_may_be_executed_before_its_answer_and_is_none_unless_that_is_a_refusal(bool accepted)
    {
        GateRig rig = new();
        rig.New(Buy(100, 10), strategy: "swing");
        Order order = rig.LastOrder;
        rig.Report(order, ExecType.New);
        rig.Replace(order, qty: 150);
        OrderRequest replace = order.Chain[^1];
        rig.Fill(order, 130, 10);
        Assert.Equal(30, order.OverfillQty.Value);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        if (accepted)
            rig.Orders.Report(Trade(rig, order, 0) with
            {
                ExecType = ExecType.Replaced,
                ClOrdId = order.WireIdOf(replace),
                OrderQty = Qty.FromTrusted(150),
                LastQty = null,
                LastPx = null,
            });
        else
            rig.Orders.Report(new OrderCancelReject
            {
                Venue = rig.Venue,
                ClOrdId = order.WireIdOf(replace),
                OrigClOrdId = order.WireId,
                ToReplace = true,
            });
        Assert.Equal(accepted ? 0 : 1, rig.Books.Reconciliation.Breaks.Count());
        Assert.Equal(!accepted, rig.Books.KillSwitch.IsAnyEngaged);
    }

    [Fact]
    public void What_was_taken_back_and_booked_anew_is_a_break_of_its_own_and_stops_again()
    {
        GateRig rig = new();
        Order order = Filled(rig, 100, strategy: "swing");
        ExecutionReport more = Trade(rig, order, 30);
        rig.Orders.Report(in more);
        rig.Orders.Report(Bust(more));
        rig.Kills.Set(new SetKillSwitch(
            KillScope.Strategy, "swing", KillSwitchType.RiskLimit, KillSwitchState.Off, "seen", "ann"));
        Assert.False(rig.Books.KillSwitch.IsAnyEngaged);
        rig.Orders.Report(more with { ExecId = ExecId.FromTrusted("MORE2") });
        Assert.Equal([1, 2], rig.Books.Reconciliation.Breaks.Select(each => each.Latest.Id));
        Assert.Equal(1, rig.Books.Reconciliation.UnresolvedCount);
        Assert.True(rig.Books.KillSwitch.IsAnyEngaged);
    }

    [Fact]
    public void What_a_person_has_seen_is_seen_until_it_is_taken_back_and_comes_again()
    {
        GateRig rig = new();
        Order order = Filled(rig, 100);
        ExecutionReport more = Trade(rig, order, 30);
        rig.Orders.Report(in more);
        Resolve(rig);
        rig.Orders.Report(Bust(more));
        Assert.Single(rig.Books.Reconciliation.Breaks);
        rig.Orders.Report(more with { ExecId = ExecId.FromTrusted("MORE2") });
        Assert.Equal(2, rig.Books.Reconciliation.Breaks.Count());
    }

    [Fact]
    public void Part_that_is_taken_back_brings_the_break_up_to_date_and_stops_nobody_again()
    {
        GateRig rig = new();
        Order order = Filled(rig, 120, strategy: "swing");
        ExecutionReport more = Trade(rig, order, 30);
        rig.Orders.Report(in more);
        rig.Orders.Report(Bust(more));
        PositionBreak open = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((120m, BreakState.Open), (open.Latest.Found.Value, open.State));
    }

    [Theory]
    [InlineData("rejected")]
    [InlineData("not sent")]
    [InlineData("canceled")]
    [InlineData("expired")]
    [InlineData("status canceled")]
    public void What_would_have_covered_it_and_comes_to_nothing_makes_it_one(string how)
    {
        GateRig rig = new();
        rig.New(Buy(100, 10), strategy: "swing");
        Order order = rig.LastOrder;
        rig.Report(order, ExecType.New);
        rig.Replace(order, qty: 150);
        OrderRequest replace = order.Chain[^1];
        rig.Fill(order, 130, 10);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        ExecutionReport report = Trade(rig, order, 0) with { LastQty = null, LastPx = null };
        VenueAsked asked = new(1, rig.Venue, QueryKind.Order, order.Handle, default, default, rig.Deciding.Now);
        switch (how)
        {
            case "rejected":
                rig.Orders.Report(report with { ExecType = ExecType.Rejected, ClOrdId = order.WireIdOf(replace) });
                break;
            case "not sent":
                Assert.True(rig.Orders.NotSent(new SendFailed(
                    order.Handle, order.WireIdOf(replace), AbortReason.NotSent)));
                break;
            case "status canceled":
                rig.Orders.TakeStatus(report with { OrdStatus = OrdStatus.Canceled }, in asked, rig.Deciding.Now);
                break;
            default:
                rig.Orders.Report(report with
                {
                    ExecType = how == "canceled" ? ExecType.Canceled : ExecType.Expired,
                    ClOrdId = order.WireId,
                });
                break;
        }

        Assert.Equal(BreakClass.Overfill, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Class);
        Assert.True(rig.Books.KillSwitch.IsAnyEngaged);
    }

    [Fact]
    public void Quantity_that_the_venue_states_below_what_is_executed_waits_for_the_bust()
    {
        GateRig rig = new();
        Order order = Filled(rig, 90);
        rig.Orders.Report(Trade(rig, order, 0) with
        {
            ExecType = ExecType.Restated,
            OrderQty = Qty.FromTrusted(60),
            LastQty = null,
            LastPx = null,
        });
        rig.Report(order, ExecType.Canceled);
        Assert.Equal(30, order.OverfillQty.Value);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Bust_and_correction_of_a_person_count_as_those_of_the_venue()
    {
        GateRig rig = new();
        Order order = Filled(rig, 100, strategy: "swing");
        ExecutionReport more = Trade(rig, order, 30);
        rig.Orders.Report(in more);
        NormalisedExecution bust = new()
        {
            Symbol = "IBM",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(30),
            LastPx = Px.FromTrusted(10),
            ExecId = ExecId.FromTrusted("B1"),
            ExecRefId = more.ExecId,
            ExecType = ExecType.TradeCancel,
            TransactTime = rig.Deciding.Now,
            Venue = "V",
        };
        rig.Orders.Book(bust);
        Assert.False(order.IsOverfilled);
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        Order other = Filled(rig, 100);
        ExecutionReport last = Trade(rig, other, 0) with { ExecId = ExecId.FromTrusted("L1"), LastQty = Qty.FromTrusted(1) };
        rig.Orders.Report(last with { ExecId = ExecId.FromTrusted("L1") });
        rig.Orders.Book(bust with
        {
            ExecId = ExecId.FromTrusted("C1"),
            ExecRefId = ExecId.FromTrusted("L1"),
            ExecType = ExecType.TradeCorrect,
            LastQty = Qty.FromTrusted(7),
        });
        Assert.Equal(7, other.OverfillQty.Value);
        Assert.Equal(107, rig.Books.Reconciliation.Breaks.Last().Latest.Found.Value);
    }

    [Fact]
    public void Order_of_the_family_at_a_closed_session_is_cancelled_when_it_opens_and_again_after_a_refusal()
    {
        GateRig rig = new();
        rig.New(Buy(10, 9), parent: "P");
        Order sibling = rig.LastOrder;
        rig.Report(sibling, ExecType.New);
        Order order = Filled(rig, 100, parent: "P");
        rig.Emit.Apply(new SessionClosed(rig.Venue, "line dropped", rig.Deciding.Now));
        rig.Fill(order, 30, 10);
        Assert.Empty(sibling.Chain);
        Assert.False(rig.Orders.IsDue(rig.Deciding.Now));
        rig.Emit.Apply(new SessionOpened(rig.Venue, rig.Deciding.Now));
        rig.Pass(2 * UtcNanos.PerSecond);
        Assert.True(rig.Orders.IsDue(rig.Deciding.Now));
        rig.Orders.Tick();
        Assert.Single(sibling.Chain);
        rig.Orders.Tick();
        Assert.Single(sibling.Chain);
        RefuseCancel(rig, sibling);
        rig.Pass(3 * UtcNanos.PerSecond);
        rig.Orders.Tick();
        Assert.Equal(2, sibling.Chain.Count);
    }

    [Fact]
    public void Order_of_the_family_that_the_venue_did_not_cancel_is_not_enlarged_until_a_person_has_resolved_the_break()
    {
        GateRig rig = new();
        rig.New(Buy(10, 9), parent: "P");
        Order sibling = rig.LastOrder;
        rig.Report(sibling, ExecType.New);
        Filled(rig, 130, parent: "P");
        RefuseCancel(rig, sibling);
        Assert.Equal(DenyReason.FamilyHalted, rig.Replace(sibling, qty: 11));
        Assert.Equal(DenyReason.None, rig.Replace(sibling, qty: 9));
        rig.Report(sibling, ExecType.Replaced);
        Assert.Equal(DenyReason.FamilyHalted, rig.Replace(sibling, qty: 10));
        Resolve(rig);
        Assert.Equal(DenyReason.None, rig.Replace(sibling, qty: 10));
    }

    [Fact]
    public void Cash_order_without_a_quantity_is_filled_beyond_nothing_also_while_another_order_was()
    {
        GateRig rig = new();
        Filled(rig, 130);
        AccountId account = rig.Deciding.Account("A");
        rig.Emit.Apply(new OrderSubmitted(
            new OrderIntent(
                rig.Books.Orders.NextHandle, ClOrdId.FromTrusted("CASH"),
                WireIds.Make(rig.Deciding.Epoch, rig.Books.Orders.NextHandle), OrderOrigin.Client, rig.Deciding.Source,
                account, default, rig.Venue, rig.Deciding.Symbol("IBM"), Buy(0, 10)),
            rig.Deciding.Now));
        rig.Fill(rig.LastOrder, 5, 10);
        Assert.Equal(5, rig.LastOrder.CumQty.Value);
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    private static Order Filled(GateRig rig, decimal executed, string strategy = "", string? parent = null)
    {
        Assert.Equal(DenyReason.None, rig.New(Buy(100, 10), strategy: strategy, parent: parent));
        Order order = rig.LastOrder;
        rig.Report(order, ExecType.New);
        rig.Fill(order, executed, 10);
        return order;
    }

    private static void RefuseCancel(GateRig rig, Order order) => rig.Orders.Report(new OrderCancelReject
    {
        Venue = rig.Venue,
        ClOrdId = order.WireIdOf(order.Chain[^1]),
        OrigClOrdId = order.WireId,
        Order = order.Handle,
    });

    private static ExecutionReport Trade(GateRig rig, Order order, decimal quantity) => new()
    {
        Venue = rig.Venue,
        ExecType = ExecType.Trade,
        ClOrdId = order.WireIdInForce,
        ExecId = ExecId.FromTrusted("MORE"),
        LastQty = Qty.FromTrusted(quantity),
        LastPx = Px.FromTrusted(10),
        TransactTime = rig.Deciding.Now,
    };

    private static ExecutionReport Bust(in ExecutionReport trade) => trade with
    {
        ExecType = ExecType.TradeCancel,
        ExecId = ExecId.FromTrusted("BUST"),
        ExecRefId = trade.ExecId,
    };

    private static void Resolve(GateRig rig) => Assert.Equal(
        DenyReason.None,
        new Reconciler(rig.Deciding).Change(new ChangeBreak(1, BreakState.Resolved, null, "ann", "seen")));
}
