using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Venues.Polling;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Polling;

public class PollingVenueTests
{
    private static readonly PollingVenueOptions Fast = new("POLL")
    {
        PollInterval = TimeSpan.FromMilliseconds(10),
        CallGap = TimeSpan.FromMilliseconds(1),
        IdleInterval = TimeSpan.FromMilliseconds(50),
    };

    private readonly InMemoryBroker broker = new(100);

    [Fact]
    public async Task Fills_are_told_from_the_change_of_the_filled_quantity()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Send(Venue.Order("a", 100, 99m));
        await run.Until(ExecType.New);
        broker.Fill("B1", 40, 98m);
        ExecutionReport first = await run.Until(ExecType.Trade);
        broker.Fill("B1", 60, 99m);
        ExecutionReport second = await run.Until(ExecType.Trade, 2);

        Assert.Equal(("B1-40", 40m, 98m, OrdStatus.PartiallyFilled), (first.ExecId.ToString(), first.LastQty!.Value.Value, first.LastPx!.Value.Value, first.OrdStatus!.Value));
        Assert.Equal(("B1-100", 60m, 99m, OrdStatus.Filled), (second.ExecId.ToString(), second.LastQty!.Value.Value, second.LastPx!.Value.Value, second.OrdStatus!.Value));
    }

    [Fact]
    public async Task What_provably_did_not_leave_is_said_at_once()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.FailsBeforeSubmit = new NotSentException("no route");

        Assert.Equal("no route", Assert.Throws<NotSentException>(() => venue.Send(Venue.Order("a", 100))).Message);
    }

    [Fact]
    public async Task A_refusal_is_a_reject_with_the_brokers_words()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.FailsBeforeSubmit = new RefusedByBrokerException("no margin");
        venue.Send(Venue.Order("a", 100));

        Assert.Equal("no margin", (await run.Until(ExecType.Rejected)).Text);
    }

    [Fact]
    public async Task Any_other_error_leaves_the_outcome_open_and_a_look_up_finds_the_order_and_its_trades()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.FailsAfterSubmit = new HttpRequestException("the answer was lost");
        venue.Send(Venue.Order("a", 100));
        await Task.Delay(60);
        Assert.Empty(run.Executions);

        venue.Ask(new VenueQuery(1, QueryKind.Order, ClOrdId.FromTrusted("a"), default, "", "", default));
        VenueReport answer = await run.Until(r => r.Answer?.QueryId == 1);
        Assert.Equal((AnswerStatus.Complete, OrdStatus.Filled), (answer.Answer!.Status, answer.Answer.Orders.Single().OrdStatus));
        Assert.Equal(100m, (await run.Until(ExecType.Trade)).LastQty!.Value.Value);
        Assert.Equal(1, broker.OrderCount);
    }

    [Fact]
    public async Task A_cancel_waits_for_the_acknowledgement_of_its_order()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        TaskCompletionSource submitted = new();
        broker.SubmitWaitsFor = submitted.Task;
        VenueCommand order = Venue.Order("a", 100, 99m);
        venue.Send(in order);
        venue.Send(Venue.Cancellation("c", in order));
        await Task.Delay(30);
        submitted.SetResult();

        ExecutionReport canceled = await run.Until(ExecType.Canceled);
        Assert.Equal(("c", "a"), (canceled.ClOrdId.ToString(), canceled.OrigClOrdId.ToString()));
    }

    [Fact]
    public async Task A_cancel_of_an_order_whose_answer_was_lost_goes_out_once_a_look_up_finds_it()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        VenueCommand order = await LoseTheAnswer(venue);
        venue.Send(Venue.Cancellation("c", in order));
        venue.Ask(new VenueQuery(1, QueryKind.Order, ClOrdId.FromTrusted("a"), default, "A", "IBM", default));
        ExecutionReport canceled = await run.Until(ExecType.Canceled);

        Assert.Equal(("c", "a"), (canceled.ClOrdId.ToString(), canceled.OrigClOrdId.ToString()));
    }

    [Fact]
    public async Task A_cancel_of_an_order_that_never_arrived_is_refused_once_a_look_up_does_not_find_it()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.FailsBeforeSubmit = new HttpRequestException("nobody knows");
        VenueCommand order = Venue.Order("a", 100, 99m);
        venue.Send(in order);
        await run.Until(_ => broker.FailsBeforeSubmit is null);
        await Task.Delay(60);
        venue.Send(Venue.Cancellation("c", in order));
        venue.Ask(new VenueQuery(1, QueryKind.Order, ClOrdId.FromTrusted("a"), default, "A", "IBM", default));
        VenueReport refused = await run.Until(r => r.Kind == VenueReportKind.OrderCancelReject);

        Assert.Equal(("c", 1), (refused.CancelReject.ClOrdId.ToString(), refused.CancelReject.Reason));
        Assert.Equal(AnswerStatus.NotFound, (await run.Until(r => r.Answer?.QueryId == 1)).Answer!.Status);
    }

    private async Task<VenueCommand> LoseTheAnswer(PollingVenue venue)
    {
        broker.FailsAfterSubmit = new HttpRequestException("the answer was lost");
        VenueCommand order = Venue.Order("a", 100, 99m);
        venue.Send(in order);
        await Eventually.Holds(() => broker.OrderCount > 0, "the broker has the order");
        await Task.Delay(60);
        return order;
    }

    [Fact]
    public async Task A_cancel_after_a_restart_goes_by_the_brokers_id()
    {
        await broker.SubmitAsync(new PollingOrder("a", "A", "IBM", Venue.Order("a", 100, 99m).Terms), default);
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Send(Venue.Cancellation("c", Venue.Order("a", 100, 99m)) with { OrderId = OrderId.FromTrusted("B1") });

        Assert.Equal("c", (await run.Until(ExecType.Canceled)).ClOrdId.ToString());
    }

    [Fact]
    public async Task A_cancel_that_comes_too_late_is_refused_after_the_trade()
    {
        await using PollingVenue venue = new(broker, Fast with { PollInterval = TimeSpan.FromMilliseconds(200) });
        await using RunningVenue run = await RunningVenue.Start(venue);
        VenueCommand order = Venue.Order("a", 100, 99m);
        venue.Send(in order);
        await run.Until(ExecType.New);
        broker.Fill("B1", 100, 99m);
        venue.Send(Venue.Cancellation("c", in order));

        await run.Until(r => r.Kind == VenueReportKind.OrderCancelReject && r.CancelReject.ClOrdId.ToString() == "c");
        await run.Until(ExecType.Trade);
        Assert.DoesNotContain(run.Executions, e => e.ExecType == ExecType.Canceled);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_closes_the_session_and_its_return_opens_it()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.FailsPolls = new HttpRequestException("down");
        VenueReport closed = await run.Until(r => r.Kind == VenueReportKind.SessionClosed);
        Assert.Equal("down", closed.Detail);
        Assert.Throws<NotSentException>(() => venue.Send(Venue.Order("a", 100)));

        broker.FailsPolls = null;
        await run.Until(_ => run.Reports.Count(r => r.Kind == VenueReportKind.SessionOpened) == 2);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_tried_again_ever_more_slowly_and_that_is_told()
    {
        PollingVenueOptions certain = Fast with { BackoffMax = TimeSpan.FromMilliseconds(160), Jitter = 0.5, Chance = () => 0.5 };
        await using PollingVenue venue = new(broker, certain);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.FailsPolls = new HttpRequestException("down");
        await run.Until(_ => run.Retries.Count >= 6);

        Assert.Equal([15, 30, 60, 120, 120, 120], run.Retries.Take(6).Select(retry => retry.Delay.TotalMilliseconds));
        Assert.Equal([1, 2, 3, 4, 5, 6], run.Retries.Take(6).Select(retry => retry.Attempt));
        Assert.All(run.Retries, retry => Assert.Equal("down", retry.Reason));
    }

    [Fact]
    public async Task An_order_that_the_broker_does_not_know_any_more_is_not_asked_about_for_ever_and_is_once_it_is_found()
    {
        await using PollingVenue venue = new(broker, Fast with { BackoffMax = TimeSpan.FromMilliseconds(10) });
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Send(Venue.Order("a", 100, 99m));
        await run.Until(ExecType.New);
        broker.Show("B1", null);
        await Eventually.Holds(() => broker.TimesUnknown("B1") >= 60, "it is asked about as often as it shall be");
        await Task.Delay(300);
        Assert.Equal(60, broker.TimesUnknown("B1"));
        Assert.Single(run.Reports, r => r.Kind == VenueReportKind.Malformed);

        broker.ShowAsItIs("B1");
        venue.Ask(new VenueQuery(1, QueryKind.Order, ClOrdId.FromTrusted("a"), default, "", "", default));
        await run.Until(r => r.Answer?.QueryId == 1);
        broker.Fill("B1", 100, 98m);
        Assert.Equal(100m, (await run.Until(ExecType.Trade)).LastQty!.Value.Value);
    }

    [Fact]
    public async Task What_makes_no_sense_is_handed_in_once_and_books_nothing()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Send(Venue.Order("a", 100, 99m));
        await run.Until(ExecType.New);
        broker.Show("B1", new PollingOrderStatus(PollingState.Working, Qty.FromTrusted(40)));

        VenueReport report = await run.Until(r => r.Kind == VenueReportKind.Malformed);
        await Task.Delay(60);
        Assert.Contains("order B1 (a): filled 40 at an average price of nothing", report.Detail, StringComparison.Ordinal);
        Assert.Single(run.Reports, r => r.Kind == VenueReportKind.Malformed);
        Assert.DoesNotContain(run.Executions, e => e.ExecType == ExecType.Trade);
    }

    [Fact]
    public async Task An_order_that_is_called_filled_before_it_is_makes_no_sense_and_is_asked_on()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Send(Venue.Order("a", 100, 99m));
        await run.Until(ExecType.New);
        broker.Show("B1", new PollingOrderStatus(PollingState.Filled, Qty.FromTrusted(40), Px.FromTrusted(98)));
        VenueReport report = await run.Until(r => r.Kind == VenueReportKind.Malformed);
        broker.Show("B1", new PollingOrderStatus(PollingState.Filled, Qty.FromTrusted(100), Px.FromTrusted(98)));
        ExecutionReport rest = await run.Until(ExecType.Trade, 2);

        Assert.Contains("filled, with 40 of 100", report.Detail, StringComparison.Ordinal);
        Assert.Equal((60m, OrdStatus.Filled), (rest.LastQty!.Value.Value, rest.OrdStatus!.Value));
    }

    [Fact]
    public async Task A_question_after_a_restart_has_the_order_followed_and_only_what_is_new_is_told()
    {
        await PlaceBefore(filled: 40, at: 10m);
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Ask(Placed(40, 10m));
        await run.Until(r => r.Answer?.QueryId == 1);
        broker.Fill("B1", 60, 20m);
        ExecutionReport rest = await run.Until(ExecType.Trade);

        Assert.Equal(
            ("B1-100", 60m, 20m, OrdStatus.Filled),
            (rest.ExecId.ToString(), rest.LastQty!.Value.Value, rest.LastPx!.Value.Value, rest.OrdStatus!.Value));
        Assert.Equal(
            ("a", "A", "IBM", Side.Buy), (rest.ClOrdId.ToString(), rest.AccountName, rest.SymbolName, rest.Side));
        Assert.Single(run.Executions);
    }

    [Fact]
    public async Task An_order_is_followed_after_a_restart_also_where_the_question_itself_fails()
    {
        await PlaceBefore(filled: 0, at: 0m);

        // So rarely polled that the error meets the question.
        await using PollingVenue venue = new(broker, Fast with { PollInterval = TimeSpan.FromSeconds(1) });
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.FailsNextPoll = new HttpRequestException("not now");
        venue.Ask(Placed(0, 0m));
        Assert.Equal(AnswerStatus.Failed, (await run.Until(r => r.Answer?.QueryId == 1)).Answer!.Status);
        broker.Fill("B1", 100, 20m);

        Assert.Equal(100m, (await run.Until(ExecType.Trade)).LastQty!.Value.Value);
    }

    [Fact]
    public async Task What_an_order_did_before_it_ended_is_told_before_the_answer_that_it_has()
    {
        await PlaceBefore(filled: 40, at: 10m);
        await broker.CancelAsync("B1", default);
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Ask(Placed(0, 0m));
        await run.Until(r => r.Answer?.QueryId == 1);

        Assert.Equal(
            ["Trade", "Canceled", "Answer"],
            run.Reports.Where(r => r.Kind is VenueReportKind.ExecutionReport or VenueReportKind.Answer)
                .Select(r => r.Answer is null ? r.ExecutionReport.ExecType.ToString() : "Answer"));
    }

    [Fact]
    public async Task An_answer_that_is_older_than_a_poll_takes_nothing_back()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        VenueCommand order = Venue.Order("a", 100, 99m);
        venue.Send(in order);
        await run.Until(ExecType.New);
        TaskCompletionSource answered = new();
        broker.NextAnswerWaitsFor = answered.Task;
        venue.Ask(Placed(0, 0m));
        await run.Until(_ => broker.NextAnswerWaitsFor is null);
        broker.Fill("B1", 40, 99m);
        await run.Until(ExecType.Trade);
        answered.SetResult();
        await run.Until(r => r.Answer?.QueryId == 1);

        Assert.DoesNotContain(run.Reports, r => r.Kind == VenueReportKind.Malformed);
        Assert.Single(run.Executions, e => e.ExecType == ExecType.Trade);
    }

    [Fact]
    public async Task What_trades_after_a_restart_and_a_cancel_has_its_own_price()
    {
        await PlaceBefore(filled: 40, at: 10m);
        broker.Fill("B1", 20, 10m);
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Send(Venue.Cancellation("c", Venue.Order("a", 100, 99m)) with
        {
            OrderId = OrderId.FromTrusted("B1"),
            CumQty = Qty.FromTrusted(40),
            AvgPx = Px.FromTrusted(10),
        });
        ExecutionReport trade = await run.Until(ExecType.Trade);

        Assert.Equal((20m, 10m), (trade.LastQty!.Value.Value, trade.LastPx!.Value.Value));
        await run.Until(ExecType.Canceled);
    }

    private async Task PlaceBefore(decimal filled, decimal at)
    {
        await broker.SubmitAsync(new PollingOrder("a", "A", "IBM", Venue.Order("a", 100, 99m).Terms), default);
        if (filled > 0) broker.Fill("B1", filled, at);
    }

    // As the engine asks, by what the books hold.
    private static VenueQuery Placed(decimal cumQty, decimal avgPx) => new(
        1, QueryKind.Order, ClOrdId.FromTrusted("a"), OrderId.FromTrusted("B1"), "A", "IBM", default, Side.Buy,
        Venue.Order("a", 100, 99m).Terms, Qty.FromTrusted(cumQty), Px.FromTrusted(avgPx));

    [Fact]
    public async Task A_look_up_waits_for_the_answer_to_the_order_itself()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        TaskCompletionSource submitted = new();
        broker.SubmitWaitsFor = submitted.Task;
        venue.Send(Venue.Order("a", 100, 99m));
        venue.Ask(new VenueQuery(1, QueryKind.Order, ClOrdId.FromTrusted("a"), default, "A", "IBM", default));
        await Task.Delay(60);
        Assert.DoesNotContain(run.Reports, r => r.Kind == VenueReportKind.Answer);
        submitted.SetResult();

        Assert.Equal(AnswerStatus.Complete, (await run.Until(r => r.Answer?.QueryId == 1)).Answer!.Status);
    }

    [Fact]
    public async Task A_look_up_of_an_order_that_is_not_answered_in_time_has_failed()
    {
        await using PollingVenue venue = new(broker, Fast with { CallTimeout = TimeSpan.FromMilliseconds(50) });
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.SubmitWaitsFor = new TaskCompletionSource().Task;
        venue.Send(Venue.Order("a", 100, 99m));
        venue.Ask(new VenueQuery(1, QueryKind.Order, ClOrdId.FromTrusted("a"), default, "A", "IBM", default));

        Assert.Equal(AnswerStatus.Failed, (await run.Until(r => r.Answer?.QueryId == 1)).Answer!.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task An_order_that_the_broker_gives_no_id_is_open_and_holds_up_no_other(string? id)
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.GivesId = (true, id);
        venue.Send(Venue.Order("a", 100, 99m));
        await run.Until(_ => !broker.GivesId.IsSet);
        venue.Send(Venue.Order("b", 100, 99m));
        await run.Until(ExecType.New);
        broker.Fill("B2", 100, 99m);

        Assert.Equal("b", (await run.Until(ExecType.Trade)).ClOrdId.ToString());
        Assert.Single(run.Executions, e => e.ExecType == ExecType.New);
    }

    [Fact]
    public async Task A_broker_that_refuses_to_tell_of_one_order_is_there_all_the_same()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Send(Venue.Order("a", 100, 99m));
        await run.Until(ExecType.New);
        broker.RefusesToTell = "B1";
        VenueReport report = await run.Until(r => r.Kind == VenueReportKind.Malformed);
        await Task.Delay(100);

        Assert.Contains(
            "order B1 (a): the broker refuses to tell of it: archived", report.Detail, StringComparison.Ordinal);
        Assert.Single(run.Reports, r => r.Kind == VenueReportKind.Malformed);
        Assert.DoesNotContain(run.Reports, r => r.Kind == VenueReportKind.SessionClosed);
        Assert.Empty(run.Retries);
    }

    [Fact]
    public async Task What_it_cannot_do_it_does_not_claim_and_does_not_send()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);

        Assert.False(venue.Capabilities.HasFlag(VenueCapabilities.Replace));
        Assert.True(venue.Capabilities.HasFlag(VenueCapabilities.QueryByWireId | VenueCapabilities.Cancel));
        Assert.Throws<NotSentException>(() => venue.Send(Venue.Replacement("r", Venue.Order("a", 100), 50, null)));
    }
}
