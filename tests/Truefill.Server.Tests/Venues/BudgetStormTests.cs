using System;
using System.Linq;
using Truefill.Domain.Orders;

namespace Truefill.Server.Tests.Venues;

/// <summary>One hour of simulated time against 25 messages in 5 s, 5 of them for the kill switch.</summary>
public sealed class BudgetStormTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // What an outage before the kill left unknown: its question, given up after 10 s, asked again up to 64 s later.
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(150);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void In_an_hour_of_storm_no_window_holds_more_than_the_budget_and_a_kill_ends_in_its_bound(int seed)
    {
        BudgetStorm storm = new(seed);
        TimeSpan killAt = TimeSpan.FromMinutes(20 + (7 * seed));
        while (storm.Elapsed < killAt) storm.Step();

        int open = storm.Books.Orders.OpenCount;
        Assert.True(open > 40, $"only {open} orders are open");
        TimeSpan bound = BudgetStorm.BoundOf(open);
        storm.DropsLine = false;
        storm.Kill();
        while (storm.KillsWaiting > 0)
        {
            storm.Step();
            Assert.True(storm.Elapsed - killAt <= bound, $"{storm.KillsWaiting} of {open} cancels wait after {bound}");
        }

        while (storm.Books.Orders.Open.Any(order => order.Origin == OrderOrigin.Client))
        {
            storm.Step();
            Assert.True(
                storm.Elapsed - killAt <= bound + Unknown, $"{storm.Books.Orders.OpenCount} of {open} are still open");
        }

        Assert.Equal(0, storm.NewSinceKill);
        storm.Reset();
        storm.DropsLine = true;
        while (storm.Elapsed < Hour) storm.Step();

        Assert.True(storm.Most.All <= BudgetStorm.Count, $"{storm.Most.All} left in one window");
        Assert.True(storm.Most.Usual <= BudgetStorm.Count - BudgetStorm.Reserve, $"{storm.Most.Usual} took the reserve");
        Assert.True(storm.Drops > 20, $"{storm.Drops} drops");
        Assert.True(storm.LostAnswers > 50, $"{storm.LostAnswers} answers lost");
        Assert.True(storm.WaitedMost > 30, $"at most {storm.WaitedMost} waited");
        Assert.True(storm.Sent > 5_000, $"{storm.Sent} messages");
    }
}
