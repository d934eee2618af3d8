using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Support;

namespace Truefill.Domain.Tests.Orders;

/// <summary>
/// What went wrong in other systems, as far as orders are concerned; the reports are public, the words are ours.
/// </summary>
public class IncidentTests
{
    /// <summary>
    /// QuantConnect/Lean.Brokerages.Alpaca pull 61: acknowledgement and fill replayed twice after the end.
    /// </summary>
    [Fact]
    public void A_replayed_acknowledgement_neither_reopens_the_order_nor_forgets_its_fill()
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: 967, isAccepted: false);
        rig.Report(order, ExecType.PendingNew);
        ExecutionReport acknowledged = rig.About(order, ExecType.New);
        rig.Send(acknowledged);
        rig.Fill(order, 967, exec: "B");
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(InputOutcome.Ignored, rig.Send(acknowledged));
            Assert.Equal(InputOutcome.Duplicate, rig.Fill(order, 967, exec: "B"));
        }

        OrderRig.Shows(order, OrdStatus.Filled, 967, 967, 0);
        Assert.Single(rig.Facts.OfType<OrderExecuted>());
    }

    /// <summary>Alpaca: a fill without order id and client id, and without a quantity.</summary>
    [Fact]
    public void A_fill_that_names_nothing_is_set_aside()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        ExecutionReport report = new() { Venue = rig.Venue, ExecType = ExecType.Trade, SymbolName = "IBM" };
        Assert.Equal(InputOutcome.DeadLettered, rig.Send(report));
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    /// <summary>Alpaca: the stream leaves the order's quantity out.</summary>
    [Fact]
    public void What_is_left_comes_from_our_own_order_quantity()
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: 200);
        rig.Fill(order, 170);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 200, 170, 30);
    }

    /// <summary>deepentropy/ibx issue 108: Filled sent twice, the second time with an average price of 0.</summary>
    [Fact]
    public void A_known_average_price_is_never_overwritten_with_zero()
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: 124);
        rig.Fill(order, 100, 119.60m);
        rig.Fill(order, 24, 119.59m);
        Px average = order.AvgPx;
        ExecutionReport status = rig.About(order, ExecType.OrderStatus);
        (status.OrdStatus, status.CumQty, status.LeavesQty, status.AvgPx) =
            (OrdStatus.Filled, OrderRig.Q(124), Qty.Zero, Px.Zero);
        Assert.Equal(InputOutcome.Ignored, rig.Send(status));
        Assert.Equal(average, order.AvgPx);
    }

    /// <summary>
    /// QuantConnect/Lean.Brokerages.InteractiveBrokers issue 189: a fill of an order that the process had lost.
    /// </summary>
    [Fact]
    public void A_fill_of_a_lost_order_is_booked_outside_and_raised()
    {
        OrderRig rig = new();
        ExecutionReport report = new()
        {
            Venue = rig.Venue,
            ExecType = ExecType.Trade,
            OrderId = OrderId.FromTrusted("229"),
            ExecId = ExecId.FromTrusted("e1"),
            SymbolName = "VRT",
            Side = Side.Buy,
            LastQty = OrderRig.Q(53),
            LastPx = OrderRig.P(126.43m),
        };
        Assert.Equal(InputOutcome.Applied, rig.Send(report));
        Assert.Equal("TradeBooked ReportViolated", rig.FactsSinceLast());
        Assert.Equal(InputOutcome.Duplicate, rig.Send(report));
    }

    /// <summary>ib_async: the fill arrives before the order is said to be working.</summary>
    [Fact]
    public void A_fill_before_the_acknowledgement_counts_and_says_that_the_venue_has_the_order()
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: 20_000, isAccepted: false);
        rig.Report(order, ExecType.PendingNew);
        rig.Fill(order, 20_000, 1.12245m);
        OrderRig.Shows(order, OrdStatus.Filled, 20_000, 20_000, 0);
        Assert.False(order.IsNewInFlight);
        Assert.Equal(InputOutcome.Ignored, rig.Report(order, ExecType.New));
        Assert.Equal(OrderId.FromTrusted("O1"), order.OrderId);
    }

    /// <summary>Interactive Brokers: a spread is sold at a credit.</summary>
    [Fact]
    public void An_average_price_may_be_negative()
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: 1);
        rig.Fill(order, 1, -2.75m);
        Assert.Equal(-2.75m, order.AvgPx.Value);
    }

    /// <summary>NautilusTrader: an execution of an order held as rejected.</summary>
    [Fact]
    public void An_execution_of_a_rejected_order_is_money_and_does_not_make_it_work_again()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        rig.Report(order, ExecType.Rejected);
        rig.Fill(order, 40);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 40, 0);
        Assert.False(order.IsOpen);
        Assert.Equal([ReportRule.LateExecution], rig.Violations());
    }

    /// <summary>
    /// QuantConnect/Lean.Brokerages.TradeStation pull 87: acknowledged twice, the second time after the fill.
    /// </summary>
    [Fact]
    public void A_second_acknowledgement_changes_nothing()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Fill(order, 40);
        Assert.Equal(InputOutcome.Ignored, rig.Report(order, ExecType.New));
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 40, 60);
        Assert.Empty(rig.Violations());
    }

    /// <summary>
    /// nautechsystems/nautilus_trader issue 3770: the order's status says filled, then the trade itself arrives.
    /// </summary>
    [Fact]
    public void A_status_that_says_filled_is_not_a_fill()
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: 20);
        ExecutionReport status = rig.About(order, ExecType.OrderStatus);
        (status.OrdStatus, status.CumQty) = (OrdStatus.Filled, OrderRig.Q(20));
        rig.Send(status);
        rig.Fill(order, 20, 0.94m);
        OrderRig.Shows(order, OrdStatus.Filled, 20, 20, 0);
        Assert.Equal(Qty.Zero, order.OverfillQty);
    }

    /// <summary>
    /// nautechsystems/nautilus_trader issue 1587: fills, one of them of 0, while a cancel is pending.
    /// </summary>
    [Fact]
    public void A_fill_while_pending_cancel_counts_unless_it_is_of_nothing()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Cancel();
        rig.Report(order, ExecType.PendingCancel, "C");
        Assert.Equal(InputOutcome.DeadLettered, rig.Fill(order, 0));
        Assert.Equal(InputOutcome.Applied, rig.Fill(order, 30));
        OrderRig.Shows(order, OrdStatus.PendingCancel, 100, 30, 70);
    }

    /// <summary>OpenByteInc/QuantDinger issue 231: after a restart the whole order was booked again.</summary>
    [Fact]
    public void What_was_booked_before_a_restart_is_still_booked_after_it()
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: 0.1m);
        rig.Fill(order, 0.1m, 685.48m);
        Order loaded = StateBytes.OrdersOf(StateBytes.Of(rig.Books.Orders))[order.Handle];
        OrderRig.Shows(loaded, OrdStatus.Filled, 0.1m, 0.1m, 0);
    }

    /// <summary>FXCM: the completion comes as a second report of the same execution.</summary>
    [Fact]
    public void The_completion_of_a_trade_is_not_another_trade()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Report(order, ExecType.Stopped);
        rig.Fill(order, 100, exec: "f");
        Assert.Equal(InputOutcome.Duplicate, rig.Fill(order, 100, exec: "f"));
        OrderRig.Shows(order, OrdStatus.Filled, 100, 100, 0);
    }

    /// <summary>Sinotrade/Shioaji issue 234: reduced, then the remainder canceled, reported twice.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(1, 0)]
    public void Reduced_and_then_canceled_leaves_nothing_however_often_it_is_said(decimal quantity, decimal reduced)
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: quantity);
        if (reduced > 0)
        {
            ExecutionReport restated = rig.About(order, ExecType.Restated);
            restated.OrderQty = OrderRig.Q(quantity - reduced);
            rig.Send(restated);
        }

        ExecutionReport canceled = rig.About(order, ExecType.Canceled);
        Assert.Equal(InputOutcome.Applied, rig.Send(canceled));
        Assert.Equal(InputOutcome.Ignored, rig.Send(canceled));
        OrderRig.Shows(order, OrdStatus.Canceled, quantity - reduced, 0, 0);
    }

    /// <summary>
    /// Sinotrade/shioaji-pro-app issue 120: the venue's answer says canceled, its own listing says working.
    /// </summary>
    [Fact]
    public void A_cancel_is_in_flight_until_the_venue_reports_the_order_canceled()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Cancel();
        ExecutionReport status = rig.About(order, ExecType.OrderStatus);
        status.OrdStatus = OrdStatus.New;
        rig.Send(status);
        Assert.True(order.HasRequestInFlight && order.IsOpen);
        Assert.Equal(DenyReason.RequestInFlight, rig.Cancel(id: "C2"));
    }

    /// <summary>Sinotrade/Shioaji issue 235: a cancel that cannot be carried out leaves the order as it is.</summary>
    [Fact]
    public void A_failed_cancel_leaves_the_order_as_it_was()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Cancel();
        rig.Refuse(order, "C");
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
        Assert.Equal(DenyReason.None, rig.Cancel(id: "C2"));
    }
}
