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
        (Desk desk, Order order) = Concluded(Resolution.Rejected);
        Assert.Equal(0, desk.Books.Orders.OpenCount);
        Assert.Equal(InputOutcome.Applied, desk.Send(Saying(desk, order, type, status)));
        Desk.Shows(order, status, 100, 0, 100);
        Assert.Equal(1, desk.Books.Orders.OpenCount);
        Assert.Equal(Resolution.Accepted, desk.Last<RequestResolved>().As);
        Assert.True(order.HasViolated(ReportRule.InvalidRegression));
        Assert.Equal(DenyReason.None, desk.Cancel());
    }

    [Fact]
    public void So_does_its_trade_and_the_rest_counts_as_open()
    {
        (Desk desk, Order order) = Concluded(Resolution.Rejected);
        desk.Fill(order, 30);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 30, 70);
        Assert.True(order.HasViolated(ReportRule.LateExecution));
    }

    [Theory]
    [InlineData(TimeInForce.Day, ExecType.DoneForDay, 0)]
    [InlineData(TimeInForce.Day, ExecType.Calculated, 0)]
    [InlineData(TimeInForce.GoodTillCancel, ExecType.DoneForDay, 70)]
    public void The_end_of_its_day_counts_also_for_a_trade_of_before_that_comes_after_it(
        TimeInForce life, ExecType end, int leaves)
    {
        (Desk desk, Order order) = Concluded(Resolution.Rejected, life);
        Assert.Equal(InputOutcome.Applied, desk.Report(order, end));
        desk.Fill(order, 30);
        Desk.Shows(order, (OrdStatus)end, 100, 30, leaves);
    }

    [Fact]
    public void So_does_the_answer_to_a_question_that_was_asked_before()
    {
        (Desk desk, Order order) = Concluded(Resolution.Rejected);
        VenueAsked asked = new(1, desk.Venue, QueryKind.Order, order.Handle, default, default, Desk.Start);
        ExecutionReport status = Saying(desk, order, ExecType.OrderStatus, OrdStatus.New);
        Assert.True(desk.Orders.TakeStatus(in status, in asked, Desk.Start));
        Desk.Shows(order, OrdStatus.New, 100, 0, 100);
        Assert.Equal("O1", order.OrderId.ToString());
    }

    [Fact]
    public void So_does_a_report_of_one_that_was_proved_not_to_have_left()
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false);
        Assert.True(desk.Orders.NotSent(new SendFailed(order.Handle, order.WireId, AbortReason.NotSent)));
        Desk.Shows(order, OrdStatus.Canceled, 100, 0, 0);
        desk.Report(order, ExecType.New);
        Desk.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Theory]
    [InlineData(ExecType.Canceled, OrdStatus.Canceled)]
    [InlineData(ExecType.Expired, OrdStatus.Expired)]
    public void How_it_ended_by_the_venues_word_counts_and_the_late_acceptance_does_not(ExecType type, OrdStatus status)
    {
        (Desk desk, Order order) = Concluded(Resolution.Rejected);
        Assert.Equal(InputOutcome.Applied, desk.Report(order, type));
        desk.Report(order, ExecType.New);
        Desk.Shows(order, status, 100, 0, 0);
    }

    [Theory]
    [InlineData(Resolution.Canceled, OrdStatus.Canceled)]
    [InlineData(Resolution.Filled, OrdStatus.Filled)]
    public void An_acceptance_does_not_contradict_that_it_was_canceled_or_filled_later(Resolution said, OrdStatus status)
    {
        (Desk desk, Order order) = Concluded(said);
        desk.Report(order, ExecType.New);
        Desk.Shows(order, status, 100, 0, 0);
    }

    [Theory]
    [InlineData(Resolution.Canceled, ExecType.Canceled, OrdStatus.Canceled)]
    [InlineData(Resolution.Rejected, ExecType.Rejected, OrdStatus.Rejected)]
    public void The_venues_own_word_of_the_same_end_ends_it_for_good(Resolution said, ExecType type, OrdStatus status)
    {
        (Desk desk, Order order) = Concluded(said);
        Assert.Equal(InputOutcome.Applied, desk.Report(order, type));
        Assert.Equal(InputOutcome.Ignored, desk.Report(order, type));
        Assert.Equal(InputOutcome.Ignored, desk.Report(order, ExecType.New));
        Desk.Shows(order, status, 100, 0, 0);
        Assert.False(order.IsEndConcluded);
    }

    [Fact]
    public void Another_end_by_the_venues_word_replaces_the_one_that_was_concluded()
    {
        (Desk desk, Order order) = Concluded(Resolution.Canceled);
        Assert.Equal(InputOutcome.Applied, desk.Report(order, ExecType.Expired));
        Desk.Shows(order, OrdStatus.Expired, 100, 0, 0);
    }

    [Theory]
    [InlineData(TimeInForce.GoodTillCancel, OrdStatus.PartiallyFilled, 70)]
    [InlineData(TimeInForce.Day, OrdStatus.PartiallyFilled, 0)]
    public void A_trade_of_an_order_that_is_done_for_the_day_shows_that_it_lives_where_there_is_another_day(
        TimeInForce life, OrdStatus status, int leaves)
    {
        (Desk desk, Order order) = Concluded(Resolution.Rejected, life);
        ExecutionReport trade = Saying(desk, order, ExecType.Trade, OrdStatus.DoneForDay);
        (trade.ExecId, trade.LastQty, trade.LastPx) = (ExecId.FromTrusted("E1"), Desk.Q(30), Desk.P(10));
        Assert.Equal(InputOutcome.Applied, desk.Send(trade));
        Desk.Shows(order, status, 100, 30, leaves);
    }

    [Fact]
    public void A_cancel_reject_that_says_that_it_works_opens_it_again()
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false);
        Assert.Equal(DenyReason.None, desk.Cancel());
        desk.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, desk.Deciding.Now));
        ResolveOrder command = new()
        {
            ClOrdId = order.ClOrdId,
            As = Resolution.Rejected,
            By = "ann",
            Reason = "asked the desk",
        };
        Assert.Equal(DenyReason.None, desk.Orders.Resolve(command, out _));
        OrderCancelReject reject = new()
        {
            Venue = order.Venue,
            ClOrdId = order.WireIdOf(order.Request(Desk.Id("C"))!),
            OrigClOrdId = order.WireId,
            OrdStatus = OrdStatus.New,
        };
        Assert.Equal(InputOutcome.Applied, desk.Orders.Report(reject));
        Desk.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void What_the_venue_itself_refused_stays_refused()
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false);
        desk.Report(order, ExecType.Rejected);
        desk.Report(order, ExecType.New);
        desk.Fill(order, 30);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 30, 0);
    }

    [Fact]
    public void A_trade_from_before_does_not_open_one_that_had_been_accepted()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Fill(order, 30);
        desk.Emit.Apply(new RequestResolved(
            order.Handle, order.ClOrdId, Resolution.Rejected, "ann", "not in the list", desk.Deciding.Now));
        desk.Fill(order, 20);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 50, 0);
    }

    private static (Desk Desk, Order Order) Concluded(Resolution how, TimeInForce life = TimeInForce.Day)
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false, life: life);
        desk.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, desk.Deciding.Now));
        ResolveOrder command = new() { ClOrdId = order.ClOrdId, As = how, By = "ann", Reason = "asked the desk" };
        Assert.Equal(DenyReason.None, desk.Orders.Resolve(command, out _));
        return (desk, order);
    }

    private static ExecutionReport Saying(Desk desk, Order order, ExecType type, OrdStatus status)
    {
        ExecutionReport report = desk.About(order, type);
        report.OrdStatus = status;
        report.OrderId = OrderId.FromTrusted("O1");
        return report;
    }
}
