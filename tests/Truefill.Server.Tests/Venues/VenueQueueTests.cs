using System;
using System.Diagnostics;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Venues;

public sealed class VenueQueueTests
{
    private TimeSpan now = TimeSpan.FromSeconds(100);

    [Fact]
    public void A_question_waits_for_the_budget_and_keeps_what_only_a_kill_switch_may_take()
    {
        VenueQueue queue = Queue(count: 2, reserve: 1);
        Assert.True(queue.Admits(Question(1)));
        Assert.False(queue.Admits(Question(2)));
        Assert.False(queue.TryTake(out ReleasedQuery _));
        Assert.InRange(queue.Pause(), TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(5.1));
        now += TimeSpan.FromSeconds(5);
        Assert.True(queue.TryTake(out ReleasedQuery taken));
        Assert.Equal(2, taken.Query.Id);
        Assert.Equal(0, queue.Count);
    }

    [Theory]
    [InlineData(9.9, true)]
    [InlineData(10, false)]
    public void A_question_that_the_engine_has_given_up_is_dropped_and_takes_no_budget(double seconds, bool goes)
    {
        VenueQueue queue = Queue(count: 1, reserve: 0);
        Assert.True(queue.Admits(Question(1)));
        Assert.False(queue.Admits(Question(2)));
        now += TimeSpan.FromSeconds(seconds);
        Assert.Equal(goes, queue.TryTake(out ReleasedQuery _));
        Assert.Equal(0, queue.Count);
        Assert.Equal(!goes, queue.Admits(Question(3)));
    }

    private VenueQueue Queue(int count, int reserve) => new(
        new RateBudget(count, TimeSpan.FromSeconds(5), reserve, () => (long)(now.TotalSeconds * Stopwatch.Frequency)),
        new KillLatch());

    private static ReleasedQuery Question(long id) => new(
        default, new VenueQuery(id, QueryKind.Positions, default, default, "", "", default));
}
