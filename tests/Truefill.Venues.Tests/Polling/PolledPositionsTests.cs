using System;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Venues.Polling;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Polling;

/// <summary>A polled broker's positions are compared with the books: they must not be ahead of what was told.</summary>
public class PolledPositionsTests
{
    // Left to itself it would not look at an order again while the test runs.
    private static readonly PollingVenueOptions Lazy = new("POLL")
    {
        PollInterval = TimeSpan.FromMinutes(10),
        CallGap = TimeSpan.FromMilliseconds(1),
        IdleInterval = TimeSpan.FromMinutes(10),
    };

    private static readonly VenueQuery Positions = new(7, QueryKind.Positions, default, default, "", "", default);

    private readonly InMemoryBroker broker = new(100);

    [Fact]
    public async Task What_a_list_of_positions_holds_is_told_before_it()
    {
        await using PollingVenue venue = new(broker, Lazy);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Work(venue, run);
        broker.Fill("B1", 40, 99m);
        venue.Ask(Positions);
        VenueAnswer answer = (await run.Until(r => r.Answer?.QueryId == 7)).Answer!;

        Assert.Equal((AnswerStatus.Complete, 40m), (answer.Status, answer.Positions.Single().Qty.Value));
        Assert.Equal(
            ["Trade", "Answer"],
            run.Reports.Where(r => r.Answer is not null || r.ExecutionReport.ExecType == ExecType.Trade)
                .Select(r => r.Answer is null ? "Trade" : "Answer"));
        Assert.True(venue.Capabilities.HasFlag(VenueCapabilities.TellsBeforeListing));
    }

    [Fact]
    public async Task A_list_that_a_trade_has_overtaken_is_made_again()
    {
        await using PollingVenue venue = new(broker, Lazy);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Work(venue, run);
        broker.WhenListed = () =>
        {
            broker.WhenListed = () => { };
            broker.Fill("B1", 40, 99m);
        };
        venue.Ask(Positions);

        VenueAnswer answer = (await run.Until(r => r.Answer?.QueryId == 7)).Answer!;
        Assert.Equal((AnswerStatus.Complete, 40m), (answer.Status, answer.Positions.Single().Qty.Value));
    }

    [Fact]
    public async Task Where_something_trades_beside_every_list_there_is_none()
    {
        await using PollingVenue venue = new(broker, Lazy);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Work(venue, run);
        broker.WhenListed = () => broker.Fill("B1", 1, 99m);
        venue.Ask(Positions);

        VenueAnswer answer = (await run.Until(r => r.Answer?.QueryId == 7)).Answer!;
        Assert.Equal(AnswerStatus.Failed, answer.Status);
        Assert.Contains("whenever the positions were listed", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_waits_for_the_answer_to_an_order_that_is_under_way()
    {
        await using PollingVenue venue = new(broker, Lazy);
        await using RunningVenue run = await RunningVenue.Start(venue);
        TaskCompletionSource submitted = new();
        broker.SubmitWaitsFor = submitted.Task;
        venue.Send(Venue.Order("a", 100));
        broker.WhenListed = () => submitted.TrySetResult();
        venue.Ask(Positions);

        VenueAnswer answer = (await run.Until(r => r.Answer?.QueryId == 7)).Answer!;
        Assert.Equal((AnswerStatus.Complete, 100m), (answer.Status, answer.Positions.Single().Qty.Value));
        Assert.Contains(run.Executions, e => e.ExecType == ExecType.Trade);
    }

    private static async Task Work(PollingVenue venue, RunningVenue run)
    {
        venue.Send(Venue.Order("a", 100, 99m));
        await run.Until(ExecType.New);
    }
}
