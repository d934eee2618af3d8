using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
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
        await using Run run = await Run.Start(venue);

        venue.Send(Venue.Order("a", 100, symbol: "MSFT"));

        await run.Until(r => r.Kind == VenueReportKind.ExecutionReport && r.ExecutionReport.ExecType == ExecType.Trade);
        Assert.Contains(run.Reports, r => r.Kind == VenueReportKind.Mark);
    }

    [Fact]
    public async Task On_a_stepped_clock_nothing_happens_until_it_is_advanced()
    {
        UtcNanos start = Venue.Start;
        await using SimulatedVenue venue = new(
            new SimulatedMarketSettings(),
            new RandomWalkPrices(1, BuiltinMarket.Symbols, start),
            SimulatedClock.Stepped(start),
            TimeProvider.System);
        await using Run run = await Run.Start(venue);

        venue.Send(Venue.Order("a", 1, symbol: "MSFT"));
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(4));
        Assert.DoesNotContain(run.Reports, r => r.Kind == VenueReportKind.ExecutionReport);

        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Contains(run.Reports, r => r.ExecutionReport.ExecType == ExecType.New);

        await venue.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Contains(run.Reports, r => r.ExecutionReport.ExecType == ExecType.Trade);
    }

    [Fact]
    public async Task What_is_sent_before_it_is_connected_provably_did_not_leave()
    {
        await using SimulatedVenue venue = new(
            new SimulatedMarketSettings(),
            new RandomWalkPrices(1, BuiltinMarket.Symbols, Venue.Start),
            SimulatedClock.Stepped(Venue.Start),
            TimeProvider.System);

        Assert.Throws<NotSentException>(() => venue.Send(Venue.Order("a", 1)));
    }

    [Fact]
    public async Task A_failure_on_the_market_is_the_callers()
    {
        await using SimulatedVenue venue = new(
            new SimulatedMarketSettings(),
            new RandomWalkPrices(1, BuiltinMarket.Symbols, Venue.Start),
            SimulatedClock.Stepped(Venue.Start),
            TimeProvider.System);
        await using Run run = await Run.Start(venue);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => venue.OnMarketAsync<int>(_ => throw new InvalidOperationException("mine")));
        Assert.Equal(0, await venue.OnMarketAsync(market => market.OpenOrderCount));
    }

    private sealed class Run : IVenueSink, IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private Task running = Task.CompletedTask;

        public ConcurrentQueue<VenueReport> Reports { get; } = new();

        public static async Task<Run> Start(IVenue venue)
        {
            Run run = new();
            run.running = Task.Run(() => venue.RunAsync(run, run.stop.Token));
            await run.Until(r => r.Kind == VenueReportKind.SessionOpened);
            return run;
        }

        public void Post(in VenueReport report) => Reports.Enqueue(report);

        public async Task Until(Func<VenueReport, bool> seen)
        {
            for (int i = 0; !Reports.Any(seen); i++)
            {
                Assert.True(i < 2000, "it did not come within 20 s");
                await Task.Delay(10);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running;
            Assert.Equal(VenueReportKind.SessionClosed, Reports.Last().Kind);
            stop.Dispose();
        }
    }
}
