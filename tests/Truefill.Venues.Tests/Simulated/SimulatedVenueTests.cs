using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class SimulatedVenueTests
{
    [Fact]
    public async Task On_a_running_clock_an_order_fills_by_itself()
    {
        UtcNanos start = Venue.Start;
        await using SimulatedVenue venue = new(
            new SimulatedMarketSettings(),
            new RandomWalkPrices(1, BuiltinMarket.Symbols, start),
            SimulatedClock.Running(TimeProvider.System, start, 10),
            TimeProvider.System);
        await using RunningVenue run = await RunningVenue.Start(venue);

        venue.Send(Venue.Order("a", 100, symbol: "MSFT"));

        await run.Until(r => r.Kind == VenueReportKind.ExecutionReport && r.ExecutionReport.ExecType == ExecType.Trade);
        Assert.Contains(run.Reports, r => r.Kind == VenueReportKind.Mark);
    }

    [Fact]
    public async Task On_a_stepped_clock_nothing_happens_until_it_is_advanced()
    {
        await using SimulatedVenue venue = Stepped();
        await using RunningVenue run = await RunningVenue.Start(venue);

        venue.Send(Venue.Order("a", 1, symbol: "MSFT"));
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(4));
        Assert.DoesNotContain(run.Reports, r => r.Kind == VenueReportKind.ExecutionReport);

        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Contains(run.Reports, r => r.ExecutionReport.ExecType == ExecType.New);

        await venue.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Contains(run.Reports, r => r.ExecutionReport.ExecType == ExecType.Trade);
    }

    [Fact]
    public async Task On_a_stepped_clock_a_question_is_answered_at_once_but_not_before_what_was_sent_earlier()
    {
        await using SimulatedVenue venue = Stepped();
        await using RunningVenue run = await RunningVenue.Start(venue);

        venue.Ask(new VenueQuery(1, QueryKind.OpenOrders, default, default, "", "", default));
        venue.Ask(new VenueQuery(2, QueryKind.Positions, default, default, "", "", default));
        await venue.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal([1, 2], Answers().Select(answer => answer.QueryId));

        venue.Send(Venue.Order("a", 1, price: 1, symbol: "MSFT"));
        venue.Ask(new VenueQuery(3, QueryKind.OpenOrders, default, default, "", "", default));
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(4));
        Assert.Equal(2, Answers().Count());
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal("a", Answers().Last().Orders.Single().ClOrdId.ToString());

        IEnumerable<VenueAnswer> Answers() => run.Reports
            .Where(r => r.Kind == VenueReportKind.Answer).Select(r => r.Answer!);
    }

    [Fact]
    public async Task What_is_sent_before_it_is_connected_provably_did_not_leave()
    {
        await using SimulatedVenue venue = Stepped();

        Assert.Throws<NotSentException>(() => venue.Send(Venue.Order("a", 1)));
    }

    [Fact]
    public async Task A_failure_on_the_market_is_the_callers()
    {
        await using SimulatedVenue venue = Stepped();
        await using RunningVenue run = await RunningVenue.Start(venue);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => venue.OnMarketAsync<int>(_ => throw new InvalidOperationException("mine")));
        Assert.Equal(0, await venue.OnMarketAsync(market => market.OpenOrderCount));
    }

    private static SimulatedVenue Stepped() => new(
        new SimulatedMarketSettings(),
        new RandomWalkPrices(1, BuiltinMarket.Symbols, Venue.Start),
        SimulatedClock.Stepped(Venue.Start),
        TimeProvider.System);
}
