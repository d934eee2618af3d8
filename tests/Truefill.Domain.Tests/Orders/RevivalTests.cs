using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Orders;

/// <summary>What was concluded here about how an order ended, the venue may contradict.</summary>
public class RevivalTests
{
    [Theory]
    [InlineData(ExecType.New, OrdStatus.New)]
    [InlineData(ExecType.OrderStatus, OrdStatus.New)]
    [InlineData(ExecType.Restated, OrdStatus.New)]
    [InlineData(ExecType.Suspended, OrdStatus.Suspended)]
    public void A_report_of_an_order_that_a_person_called_rejected_opens_it_again(ExecType type, OrdStatus status)
    {
        (OrderRig rig, Order order) = Concluded(Resolution.Rejected);
        Assert.Equal(0, rig.Books.Orders.OpenCount);
        Assert.Equal(InputOutcome.Applied, rig.Send(Saying(rig, order, type, status)));
        OrderRig.Shows(order, status, 100, 0, 100);
        Assert.Equal(1, rig.Books.Orders.OpenCount);
        Assert.Equal(Resolution.Accepted, rig.Last<RequestResolved>().As);
        Assert.True(order.HasViolated(ReportRule.InvalidRegression));
        Assert.Equal(DenyReason.None, rig.Cancel());
    }

    [Fact]
    public void So_does_its_trade_and_the_rest_counts_as_open()
    {
        (OrderRig rig, Order order) = Concluded(Resolution.Rejected);
        rig.Fill(order, 30);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 30, 70);
        Assert.True(order.HasViolated(ReportRule.LateExecution));
    }

    [Theory]
    [InlineData(TimeInForce.Day, ExecType.DoneForDay, 0)]
    [InlineData(TimeInForce.Day, ExecType.Calculated, 0)]
    [InlineData(TimeInForce.GoodTillCancel, ExecType.DoneForDay, 70)]
    public void The_end_of_its_day_counts_also_for_a_trade_of_before_that_comes_after_it(
        TimeInForce life, ExecType end, int leaves)
    {
        (OrderRig rig, Order order) = Concluded(Resolution.Rejected, life);
        Assert.Equal(InputOutcome.Applied, rig.Report(order, end));
        rig.Fill(order, 30);
        OrderRig.Shows(order, (OrdStatus)end, 100, 30, leaves);
    }

    [Fact]
    public void So_does_the_answer_to_a_question_that_was_asked_before()
    {
        (OrderRig rig, Order order) = Concluded(Resolution.Rejected);
        VenueAsked asked = new(1, rig.Venue, QueryKind.Order, order.Handle, default, default, OrderRig.Start);
        ExecutionReport status = Saying(rig, order, ExecType.OrderStatus, OrdStatus.New);
        Assert.NotNull(rig.Orders.TakeStatus(in status, in asked, OrderRig.Start));
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
        Assert.Equal("O1", order.OrderId.ToString());
    }

    [Fact]
    public void So_does_a_report_of_one_that_was_proved_not_to_have_left()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        Assert.True(rig.Orders.NotSent(new SendFailed(order.Handle, order.WireId, AbortReason.NotSent)));
        OrderRig.Shows(order, OrdStatus.Canceled, 100, 0, 0);
        rig.Report(order, ExecType.New);
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Theory]
    [InlineData(ExecType.Canceled, OrdStatus.Canceled)]
    [InlineData(ExecType.Expired, OrdStatus.Expired)]
    public void How_it_ended_by_the_venues_word_counts_and_the_late_acceptance_does_not(ExecType type, OrdStatus status)
    {
        (OrderRig rig, Order order) = Concluded(Resolution.Rejected);
        Assert.Equal(InputOutcome.Applied, rig.Report(order, type));
        rig.Report(order, ExecType.New);
        OrderRig.Shows(order, status, 100, 0, 0);
    }

    [Theory]
    [InlineData(Resolution.Canceled, OrdStatus.Canceled)]
    [InlineData(Resolution.Filled, OrdStatus.Filled)]
    public void An_acceptance_does_not_contradict_that_it_was_canceled_or_filled_later(Resolution said, OrdStatus status)
    {
        (OrderRig rig, Order order) = Concluded(said);
        rig.Report(order, ExecType.New);
        OrderRig.Shows(order, status, 100, 0, 0);
    }

    [Theory]
    [InlineData(Resolution.Canceled, ExecType.Canceled, OrdStatus.Canceled)]
    [InlineData(Resolution.Rejected, ExecType.Rejected, OrdStatus.Rejected)]
    public void The_venues_own_word_of_the_same_end_ends_it_for_good(Resolution said, ExecType type, OrdStatus status)
    {
        (OrderRig rig, Order order) = Concluded(said);
        Assert.Equal(InputOutcome.Applied, rig.Report(order, type));
        Assert.Equal(InputOutcome.Ignored, rig.Report(order, type));
        Assert.Equal(InputOutcome.Ignored, rig.Report(order, ExecType.New));
        OrderRig.Shows(order, status, 100, 0, 0);
        Assert.False(order.IsEndConcluded);
    }

    [Fact]
    public void Another_end_by_the_venues_word_replaces_the_one_that_was_concluded()
    {
        (OrderRig rig, Order order) = Concluded(Resolution.Canceled);
        Assert.Equal(InputOutcome.Applied, rig.Report(order, ExecType.Expired));
        OrderRig.Shows(order, OrdStatus.Expired, 100, 0, 0);
    }

    [Theory]
    [InlineData(TimeInForce.GoodTillCancel, OrdStatus.PartiallyFilled, 70)]
    [InlineData(TimeInForce.Day, OrdStatus.PartiallyFilled, 0)]
    public void A_trade_of_an_order_that_is_done_for_the_day_shows_that_it_lives_where_there_is_another_day(
        TimeInForce life, OrdStatus status, int leaves)
    {
        (OrderRig rig, Order order) = Concluded(Resolution.Rejected, life);
        ExecutionReport trade = Saying(rig, order, ExecType.Trade, OrdStatus.DoneForDay);
        (trade.ExecId, trade.LastQty, trade.LastPx) = (ExecId.FromTrusted("E1"), OrderRig.Q(30), OrderRig.P(10));
        Assert.Equal(InputOutcome.Applied, rig.Send(trade));
        OrderRig.Shows(order, status, 100, 30, leaves);
    }

    [Fact]
    public void A_cancel_reject_that_says_that_it_works_opens_it_again()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        Assert.Equal(DenyReason.None, rig.Cancel());
        rig.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, rig.Deciding.Now));
        ResolveOrder command = new()
        {
            ClOrdId = order.ClOrdId,
            As = Resolution.Rejected,
            By = "ann",
            Reason = "asked the desk",
        };
        Assert.Equal(DenyReason.None, rig.Orders.Resolve(command, out _));
        OrderCancelReject reject = new()
        {
            Venue = order.Venue,
            ClOrdId = order.WireIdOf(order.Request(OrderRig.Id("C"))!),
            OrigClOrdId = order.WireId,
            OrdStatus = OrdStatus.New,
        };
        Assert.Equal(InputOutcome.Applied, rig.Orders.Report(reject));
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void What_the_venue_itself_refused_stays_refused()
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        rig.Report(order, ExecType.Rejected);
        rig.Report(order, ExecType.New);
        rig.Fill(order, 30);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 30, 0);
    }

    [Fact]
    public void A_trade_from_before_does_not_open_one_that_had_been_accepted()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Fill(order, 30);
        rig.Emit.Apply(new RequestResolved(
            order.Handle, order.ClOrdId, Resolution.Rejected, "ann", "not in the list", rig.Deciding.Now));
        rig.Fill(order, 20);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 50, 0);
    }

    private static (OrderRig Rig, Order Order) Concluded(Resolution how, TimeInForce life = TimeInForce.Day)
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false, life: life);
        rig.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, rig.Deciding.Now));
        ResolveOrder command = new() { ClOrdId = order.ClOrdId, As = how, By = "ann", Reason = "asked the desk" };
        Assert.Equal(DenyReason.None, rig.Orders.Resolve(command, out _));
        return (rig, order);
    }

    private static ExecutionReport Saying(OrderRig rig, Order order, ExecType type, OrdStatus status)
    {
        ExecutionReport report = rig.About(order, type);
        report.OrdStatus = status;
        report.OrderId = OrderId.FromTrusted("O1");
        return report;
    }
}
