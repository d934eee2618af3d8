using System;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Venues.Polling;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Polling;

/// <summary>A submit that the broker does not answer ends with its outcome open, and a look-up settles it.</summary>
public class SubmitLimitTests
{
    private static readonly PollingVenueOptions Impatient = new("POLL")
    {
        PollInterval = TimeSpan.FromMilliseconds(10),
        CallGap = TimeSpan.FromMilliseconds(1),
        IdleInterval = TimeSpan.FromMilliseconds(50),
        CallTimeout = TimeSpan.FromMilliseconds(200),
    };

    private readonly InMemoryBroker broker = new(100);
    private readonly TaskCompletionSource answer = new();

    [Fact]
    public async Task An_order_whose_submit_never_returns_is_found_by_a_look_up_and_followed()
    {
        await using PollingVenue venue = new(broker, Impatient);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.NextSubmitAnsweredAfter = answer.Task;
        venue.Send(Venue.Order("a", 100, 99m));

        VenueAnswer found = await AskUntil(venue, run, AnswerStatus.Complete);
        Assert.Equal(OrdStatus.New, found.Orders.Single().OrdStatus);
        broker.Fill("B1", 100, 98m);
        Assert.Equal(100m, (await run.Until(ExecType.Trade)).LastQty!.Value.Value);
        Assert.DoesNotContain(run.Executions, e => e.ExecType == ExecType.Rejected);
    }

    [Fact]
    public async Task While_the_brokers_submit_still_runs_a_look_up_that_does_not_find_the_order_ends_nothing()
    {
        await using PollingVenue venue = new(broker, Impatient);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.SubmitWaitsFor = answer.Task;
        venue.Send(Venue.Order("a", 100, 99m));
        await Task.Delay(300);
        VenueAnswer early = await Ask(venue, run, 1);
        answer.SetException(new TimeoutException("nobody knows"));
        VenueAnswer late = await AskUntil(venue, run, AnswerStatus.NotFound);

        Assert.Equal(AnswerStatus.Failed, early.Status);
        Assert.Equal("the broker's submit has not returned, so the order may still arrive", early.Detail);
        Assert.Equal(AnswerStatus.NotFound, late.Status);
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_limit_is_as_good_as_one_in_time()
    {
        await using PollingVenue venue = new(broker, Impatient);
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.NextSubmitAnsweredAfter = answer.Task;
        venue.Send(Venue.Order("a", 100));
        await Task.Delay(300);
        Assert.Empty(run.Executions);
        answer.SetResult();

        Assert.Equal("B1", (await run.Until(ExecType.New)).OrderId.ToString());
        await run.Until(ExecType.Trade);
    }

    [Fact]
    public async Task Positions_are_answered_beside_a_submit_that_never_returns()
    {
        // The list has to be there in time on a slow machine too.
        await using PollingVenue venue = new(broker, Impatient with { CallTimeout = TimeSpan.FromSeconds(3) });
        await using RunningVenue run = await RunningVenue.Start(venue);
        broker.SubmitWaitsFor = answer.Task;
        venue.Send(Venue.Order("a", 100, 99m));
        venue.Ask(new VenueQuery(9, QueryKind.Positions, default, default, "", "", default));

        Assert.Equal(AnswerStatus.Complete, (await run.Until(r => r.Answer?.QueryId == 9)).Answer!.Status);
    }

    private static async Task<VenueAnswer> AskUntil(PollingVenue venue, RunningVenue run, AnswerStatus status)
    {
        for (long id = 10; ; id++)
        {
            VenueAnswer given = await Ask(venue, run, id);
            if (given.Status == status || id > 50) return given;
        }
    }

    private static async Task<VenueAnswer> Ask(PollingVenue venue, RunningVenue run, long id)
    {
        venue.Ask(new VenueQuery(id, QueryKind.Order, ClOrdId.FromTrusted("a"), default, "A", "IBM", default));
        return (await run.Until(r => r.Answer?.QueryId == id)).Answer!;
    }
}
