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
        Desk desk = new();
        Order order = desk.Place();
        ExecutionReport restated = desk.About(order, ExecType.Restated) with { OrderQty = Desk.Q(60) };
        desk.Tick();
        desk.Fill(order, 20);
        desk.Send(restated);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 60, 20, 40);
    }

    [Fact]
    public void An_older_replaced_that_arrives_after_a_newer_restatement_does_not_take_its_terms_back()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(id: "R", quantity: 50);
        ExecutionReport replaced = desk.About(order, ExecType.Replaced, "R") with { OrderQty = Desk.Q(50) };
        desk.Tick();
        desk.Send(desk.About(order, ExecType.Restated) with { OrderQty = Desk.Q(70) });
        desk.Send(replaced);
        Desk.Shows(order, OrdStatus.New, 70, 0, 70);
        Assert.False(order.HasRequestInFlight);
    }

    [Fact]
    public void A_replaced_that_arrives_after_the_fills_it_limits_does_not_hide_their_overfill()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(id: "R", quantity: 60);
        ExecutionReport replaced = desk.About(order, ExecType.Replaced, "R") with { OrderQty = Desk.Q(60) };
        desk.Tick();
        desk.Fill(order, 61);
        desk.Send(replaced);
        Desk.Shows(order, OrdStatus.Filled, 60, 61, 0);
        Assert.Equal(1, order.OverfillQty.Value);
    }

    [Fact]
    public void A_replaced_from_before_the_cancel_that_arrives_after_it_says_how_much_was_ordered()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(id: "R", quantity: 200);
        ExecutionReport replaced = desk.About(order, ExecType.Replaced, "R") with { OrderQty = Desk.Q(200) };
        desk.Tick();
        desk.Fill(order, 150);
        desk.Tick();
        desk.Report(order, ExecType.Canceled, "R");
        Assert.Equal(50, order.OverfillQty.Value);
        desk.Send(replaced);
        Desk.Shows(order, OrdStatus.Canceled, 200, 150, 0);
        Assert.True(order.OverfillQty.IsZero);
    }

    [Fact]
    public void A_suspension_ended_by_nothing_survives_a_fill_that_brings_a_new_order_id()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Report(order, ExecType.Suspended);
        ExecutionReport fill = desk.About(order, ExecType.Trade);
        (fill.OrderId, fill.LastQty, fill.LastPx) = (OrderId.FromTrusted("other"), Desk.Q(10), Desk.P(10));
        desk.Send(fill);
        Assert.Equal(OrdStatus.Suspended, order.OrdStatus);
    }

    [Fact]
    public void Done_for_day_from_before_the_new_day_that_arrives_after_it_ends_nothing()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        ExecutionReport done = desk.About(order, ExecType.DoneForDay);
        desk.Tick();
        desk.Report(order, ExecType.Restated);
        desk.Send(done);
        Assert.Equal(OrdStatus.New, order.OrdStatus);
    }

    [Fact]
    public void Done_for_day_said_again_later_outlasts_a_restatement_from_in_between()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        desk.Report(order, ExecType.DoneForDay);
        desk.Tick();
        ExecutionReport renewed = desk.About(order, ExecType.Restated);
        desk.Tick();
        desk.Report(order, ExecType.DoneForDay);
        desk.Send(renewed);
        Assert.Equal(OrdStatus.DoneForDay, order.OrdStatus);
    }

    [Fact]
    public void A_restatement_older_than_calculated_still_ends_the_day_that_it_renewed()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        desk.Report(order, ExecType.DoneForDay);
        desk.Tick();
        ExecutionReport renewed = desk.About(order, ExecType.Restated);
        desk.Tick();
        desk.Report(order, ExecType.Calculated);
        desk.Send(renewed);
        Assert.Equal(OrdStatus.Calculated, order.OrdStatus);
        Assert.False(order.IsIn(OrdStatus.DoneForDay));
    }

    [Fact]
    public void A_restatement_older_than_calculated_ends_the_day_also_before_its_end_is_heard_of()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        ExecutionReport done = desk.About(order, ExecType.DoneForDay);
        desk.Tick();
        ExecutionReport renewed = desk.About(order, ExecType.Restated);
        desk.Tick();
        desk.Report(order, ExecType.Calculated);
        desk.Send(renewed);
        desk.Send(done);
        Assert.Equal(OrdStatus.Calculated, order.OrdStatus);
        Assert.False(order.IsIn(OrdStatus.DoneForDay));
    }

    [Fact]
    public void The_order_id_of_a_restatement_leads_to_the_order_from_then_on()
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false);
        desk.Send(desk.About(order, ExecType.Restated) with { OrderQty = Desk.Q(60) });
        ExecutionReport fill = desk.About(order, ExecType.Trade);
        (fill.ClOrdId, fill.LastQty, fill.LastPx) = (default, Desk.Q(10), Desk.P(10));
        desk.Send(fill);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 60, 10, 50);
    }

    [Fact]
    public void The_order_id_of_a_status_report_leads_to_the_order_and_changes_no_status()
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false);
        desk.Send(desk.About(order, ExecType.OrderStatus) with { OrdStatus = OrdStatus.New });
        Assert.Equal(OrdStatus.PendingNew, order.OrdStatus);
        ExecutionReport fill = desk.About(order, ExecType.Trade);
        (fill.ClOrdId, fill.LastQty, fill.LastPx) = (default, Desk.Q(10), Desk.P(10));
        desk.Send(fill);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 10, 90);
    }

    [Fact]
    public void Stopped_that_arrives_after_a_fill_holds_when_that_fill_is_busted()
    {
        Desk desk = new();
        Order order = desk.Place();
        ExecutionReport stopped = desk.About(order, ExecType.Stopped);
        desk.Tick();
        desk.Fill(order, 100, exec: "all");
        desk.Send(stopped);
        Assert.Equal(OrdStatus.Filled, order.OrdStatus);
        desk.Bust(order, "all");
        Assert.Equal(OrdStatus.Stopped, order.OrdStatus);
    }

    [Fact]
    public void A_cancel_that_names_an_unanswered_replace_does_not_answer_it()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(id: "R", quantity: 50);
        desk.Report(order, ExecType.Canceled, "R");
        Assert.Equal(RequestState.Overtaken, order.Chain[0].State);
    }

    [Fact]
    public void A_split_before_anything_was_executed_here_counts_for_the_fill_that_comes_late()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        ExecutionReport late = desk.About(order, ExecType.Trade);
        (late.LastQty, late.LastPx) = (Desk.Q(20), Desk.P(10));
        desk.Tick();
        ExecutionReport split = desk.About(order, ExecType.Restated);
        (split.Reason, split.OrderQty, split.CumQty) = (0, Desk.Q(200), Desk.Q(40));
        desk.Send(split);
        desk.Send(late);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 40, 160);
    }

    [Fact]
    public void A_split_with_a_fill_still_to_come_is_the_ratio_of_the_quantities()
    {
        Desk desk = new();
        Order order = desk.Place(life: TimeInForce.GoodTillCancel);
        desk.Fill(order, 10);
        ExecutionReport late = desk.About(order, ExecType.Trade);
        (late.LastQty, late.LastPx) = (Desk.Q(20), Desk.P(10));
        desk.Tick();
        ExecutionReport split = desk.About(order, ExecType.Restated);
        (split.Reason, split.OrderQty, split.CumQty) = (0, Desk.Q(200), Desk.Q(60));
        desk.Send(split);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 20, 180);
        desk.Send(late);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 60, 140);
        desk.Send(split);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 60, 140);
    }

    [Fact]
    public void The_answer_to_a_later_question_does_not_make_a_split_late()
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false, life: TimeInForce.GoodTillCancel);
        ExecutionReport fill = desk.About(order, ExecType.Trade);
        (fill.LastQty, fill.LastPx) = (Desk.Q(20), Desk.P(10));
        desk.Tick();
        ExecutionReport split = desk.About(order, ExecType.Restated);
        (split.Reason, split.OrderQty, split.CumQty) = (0, Desk.Q(200), Desk.Q(40));
        desk.Tick();
        ExecutionReport answer = desk.About(order, ExecType.OrderStatus);
        (answer.OrdStatus, answer.OrderId) = (OrdStatus.PartiallyFilled, OrderId.FromTrusted("V7"));
        desk.Send(answer);
        Assert.True(order.HasOrderId(OrderId.FromTrusted("V7")));
        desk.Send(fill);
        desk.Send(split);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 200, 40, 160);
        Assert.Empty(desk.Violations());
    }

    [Fact]
    public void A_bust_of_a_trade_from_before_a_split_takes_what_the_trade_counts_for_now()
    {
        TestDesk desk = new();
        Order order = desk.Order("A", "s", "S", Side.Buy, 100);
        desk.Executions.Report(desk.Trade("t", 20, 10, at: 1), order);
        OrderTerms split = order.Terms with { OrderQty = TestDesk.Q(200) };
        desk.Books.Apply(new OrderRestated(order.Handle, 0, split, TestDesk.Q(40), new UtcNanos(5 * UtcNanos.PerSecond)));
        Assert.Equal(40, order.CumQty.Value);
        desk.Executions.Report(desk.Bust("b", "t", at: 6), order);
        Assert.True(order.CumQty.IsZero);
    }

    [Fact]
    public void An_observed_order_without_a_strategy_is_the_manual_sub_ledgers()
    {
        Desk desk = new();
        desk.New(Desk.Request() with { Origin = OrderOrigin.Observed });
        Assert.Equal(SubLedgers.Manual, desk.Books.Names.Of(desk.The.Strategy));
    }
}
