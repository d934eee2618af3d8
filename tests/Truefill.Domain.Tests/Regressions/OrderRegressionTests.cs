using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Tests.Positions;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Regressions;

/// <summary>What the simulation found in orders, one story each.</summary>
public sealed class OrderRegressionTests
{
    [Fact]
    public void A_restatement_that_arrives_after_a_later_fill_still_changes_the_quantity()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        ExecutionReport restated = rig.About(order, ExecType.Restated) with { OrderQty = OrderRig.Q(60) };
        rig.Tick();
        rig.Fill(order, 20);
        rig.Send(restated);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 60, 20, 40);
    }

    [Fact]
    public void An_older_replaced_that_arrives_after_a_newer_restatement_does_not_take_its_terms_back()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(id: "R", quantity: 50);
        ExecutionReport replaced = rig.About(order, ExecType.Replaced, "R") with { OrderQty = OrderRig.Q(50) };
        rig.Tick();
        rig.Send(rig.About(order, ExecType.Restated) with { OrderQty = OrderRig.Q(70) });
        rig.Send(replaced);
        OrderRig.Shows(order, OrdStatus.New, 70, 0, 70);
        Assert.False(order.HasRequestInFlight);
    }

    [Fact]
    public void A_replaced_that_arrives_after_the_fills_it_limits_does_not_hide_their_overfill()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(id: "R", quantity: 60);
        ExecutionReport replaced = rig.About(order, ExecType.Replaced, "R") with { OrderQty = OrderRig.Q(60) };
        rig.Tick();
        rig.Fill(order, 61);
        rig.Send(replaced);
        OrderRig.Shows(order, OrdStatus.Filled, 60, 61, 0);
        Assert.Equal(1, order.OverfillQty.Value);
    }

    [Fact]
    public void A_replaced_from_before_the_cancel_that_arrives_after_it_says_how_much_was_ordered()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(id: "R", quantity: 200);
        ExecutionReport replaced = rig.About(order, ExecType.Replaced, "R") with { OrderQty = OrderRig.Q(200) };
        rig.Tick();
        rig.Fill(order, 150);
        rig.Tick();
        rig.Report(order, ExecType.Canceled, "R");
        Assert.Equal(50, order.OverfillQty.Value);
        rig.Send(replaced);
        OrderRig.Shows(order, OrdStatus.Canceled, 200, 150, 0);
        Assert.True(order.OverfillQty.IsZero);
    }

    [Fact]
    public void A_suspension_ended_by_nothing_survives_a_fill_that_brings_a_new_order_id()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Report(order, ExecType.Suspended);
        ExecutionReport fill = rig.About(order, ExecType.Trade);
        (fill.OrderId, fill.LastQty, fill.LastPx) = (OrderId.FromTrusted("other"), OrderRig.Q(10), OrderRig.P(10));
        rig.Send(fill);
        Assert.Equal(OrdStatus.Suspended, order.OrdStatus);
    }

    [Fact]
    public void Done_for_day_from_before_the_new_day_that_arrives_after_it_ends_nothing()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        ExecutionReport done = rig.About(order, ExecType.DoneForDay);
        rig.Tick();
        rig.Report(order, ExecType.Restated);
        rig.Send(done);
        Assert.Equal(OrdStatus.New, order.OrdStatus);
    }

    [Fact]
    public void Done_for_day_said_again_later_outlasts_a_restatement_from_in_between()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        rig.Report(order, ExecType.DoneForDay);
        rig.Tick();
        ExecutionReport renewed = rig.About(order, ExecType.Restated);
        rig.Tick();
        rig.Report(order, ExecType.DoneForDay);
        rig.Send(renewed);
        Assert.Equal(OrdStatus.DoneForDay, order.OrdStatus);
    }

    [Fact]
    public void A_restatement_older_than_calculated_still_ends_the_day_that_it_renewed()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        rig.Report(order, ExecType.DoneForDay);
        rig.Tick();
        ExecutionReport renewed = rig.About(order, ExecType.Restated);
        rig.Tick();
        rig.Report(order, ExecType.Calculated);
        rig.Send(renewed);
        Assert.Equal(OrdStatus.Calculated, order.OrdStatus);
        Assert.False(order.IsIn(OrdStatus.DoneForDay));
    }

    [Fact]
    public void A_restatement_older_than_calculated_ends_the_day_also_before_its_end_is_heard_of()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        ExecutionReport done = rig.About(order, ExecType.DoneForDay);
        rig.Tick();
        ExecutionReport renewed = rig.About(order, ExecType.Restated);
        rig.Tick();
        rig.Report(order, ExecType.Calculated);
        rig.Send(renewed);
        rig.Send(done);
        Assert.Equal(OrdStatus.Calculated, order.OrdStatus);
        Assert.False(order.IsIn(OrdStatus.DoneForDay));
    }

    [Fact]
    public void The_order_id_of_a_restatement_leads_to_the_order_from_then_on()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        rig.Send(rig.About(order, ExecType.Restated) with { OrderQty = OrderRig.Q(60) });
        ExecutionReport fill = rig.About(order, ExecType.Trade);
        (fill.ClOrdId, fill.LastQty, fill.LastPx) = (default, OrderRig.Q(10), OrderRig.P(10));
        rig.Send(fill);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 60, 10, 50);
    }

    [Fact]
    public void The_order_id_of_a_status_report_leads_to_the_order_and_changes_no_status()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        rig.Send(rig.About(order, ExecType.OrderStatus) with { OrdStatus = OrdStatus.New });
        Assert.Equal(OrdStatus.PendingNew, order.OrdStatus);
        ExecutionReport fill = rig.About(order, ExecType.Trade);
        (fill.ClOrdId, fill.LastQty, fill.LastPx) = (default, OrderRig.Q(10), OrderRig.P(10));
        rig.Send(fill);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 10, 90);
    }

    [Fact]
    public void Stopped_that_arrives_after_a_fill_holds_when_that_fill_is_busted()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        ExecutionReport stopped = rig.About(order, ExecType.Stopped);
        rig.Tick();
        rig.Fill(order, 100, exec: "all");
        rig.Send(stopped);
        Assert.Equal(OrdStatus.Filled, order.OrdStatus);
        rig.Bust(order, "all");
        Assert.Equal(OrdStatus.Stopped, order.OrdStatus);
    }

    [Fact]
    public void A_cancel_that_names_an_unanswered_replace_does_not_answer_it()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(id: "R", quantity: 50);
        rig.Report(order, ExecType.Canceled, "R");
        Assert.Equal(RequestState.Overtaken, order.Chain[0].State);
    }

    [Fact]
    public void A_split_before_anything_was_executed_here_counts_for_the_fill_that_comes_late()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        ExecutionReport late = rig.About(order, ExecType.Trade);
        (late.LastQty, late.LastPx) = (OrderRig.Q(20), OrderRig.P(10));
        rig.Tick();
        ExecutionReport split = rig.About(order, ExecType.Restated);
        (split.Reason, split.OrderQty, split.CumQty) = (0, OrderRig.Q(200), OrderRig.Q(40));
        rig.Send(split);
        rig.Send(late);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 40, 160);
    }

    [Fact]
    public void A_split_with_a_fill_still_to_come_is_the_ratio_of_the_quantities()
    {
        OrderRig rig = new();
        Order order = rig.Place(life: TimeInForce.GoodTillCancel);
        rig.Fill(order, 10);
        ExecutionReport late = rig.About(order, ExecType.Trade);
        (late.LastQty, late.LastPx) = (OrderRig.Q(20), OrderRig.P(10));
        rig.Tick();
        ExecutionReport split = rig.About(order, ExecType.Restated);
        (split.Reason, split.OrderQty, split.CumQty) = (0, OrderRig.Q(200), OrderRig.Q(60));
        rig.Send(split);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 20, 180);
        rig.Send(late);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 60, 140);
        rig.Send(split);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 60, 140);
    }

    [Fact]
    public void The_answer_to_a_later_question_does_not_make_a_split_late()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false, life: TimeInForce.GoodTillCancel);
        ExecutionReport fill = rig.About(order, ExecType.Trade);
        (fill.LastQty, fill.LastPx) = (OrderRig.Q(20), OrderRig.P(10));
        rig.Tick();
        ExecutionReport split = rig.About(order, ExecType.Restated);
        (split.Reason, split.OrderQty, split.CumQty) = (0, OrderRig.Q(200), OrderRig.Q(40));
        rig.Tick();
        ExecutionReport answer = rig.About(order, ExecType.OrderStatus);
        (answer.OrdStatus, answer.OrderId) = (OrdStatus.PartiallyFilled, OrderId.FromTrusted("V7"));
        rig.Send(answer);
        Assert.True(order.HasOrderId(OrderId.FromTrusted("V7")));
        rig.Send(fill);
        rig.Send(split);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 40, 160);
        Assert.Empty(rig.Violations());
    }

    [Fact]
    public void A_bust_of_a_trade_from_before_a_split_takes_what_the_trade_counts_for_now()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "s", "S", Side.Buy, 100);
        rig.Executions.Report(rig.Trade("t", 20, 10, at: 1), order);
        OrderTerms split = order.Terms with { OrderQty = LedgerRig.Q(200) };
        rig.Books.Apply(
            new OrderRestated(order.Handle, 0, split, LedgerRig.Q(40), new UtcNanos(5 * UtcNanos.PerSecond)));
        Assert.Equal(40, order.CumQty.Value);
        rig.Executions.Report(rig.Bust("b", "t", at: 6), order);
        Assert.True(order.CumQty.IsZero);
    }

    [Fact]
    public void An_observed_order_without_a_strategy_is_the_manual_sub_ledgers()
    {
        OrderRig rig = new();
        rig.New(OrderRig.Request() with { Origin = OrderOrigin.Observed });
        Assert.Equal(SubLedgers.Manual, rig.Books.Names.Of(rig.The.Strategy));
    }
}
