using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Venues;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Server.Tests.Venues;

public sealed class SimulatedVenueFactoryTests : IDisposable
{
    private readonly string log = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.venue");

    public void Dispose() => File.Delete(log);

    [Fact]
    public async Task What_is_configured_is_what_trades()
    {
        const string Yaml =
            """
            instruments:
              - { symbol: TXF, tick: 5, lot: 2, multiplier: 200, currency: TWD }
            venues:
              - { id: SIM, type: simulated, clock: simulated, latency: 7ms, fees: { per_share: 0.5 } }
            """;
        await using SimulatedVenue venue = Create(Yaml);
        await using Run run = await Run.Start(venue);
        venue.Send(Order("off tick", "TXF", 2, 22_851));
        venue.Send(Order("off lot", "TXF", 3, null));
        venue.Send(Order("good", "TXF", 2, null));
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(6));
        Assert.Empty(run.Executions);

        await venue.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(["off tick Rejected", "off lot Rejected", "good New"], run.Executions.Take(3).Select(Line));
        ExecutionReport trade = run.Executions.Last();
        Assert.Equal("good Trade", Line(trade));
        Assert.Equal(0, trade.LastPx!.Value.Value % 5);
        Assert.Equal("1 TWD", run.Executions.Where(e => e.Fee is not null)
            .Aggregate(default(Money), (sum, e) => sum + e.Fee!.Value.Amount).ToString());
    }

    [Fact]
    public async Task After_a_restart_it_is_the_same_venue()
    {
        const string Yaml = "venues: [ { id: SIM, type: simulated, clock: simulated } ]";
        await using (SimulatedVenue before = Create(Yaml))
        {
            await using Run run = await Run.Start(before);
            before.Send(Order("resting", "IBM", 100, 1));
            before.Send(Order("trading", "IBM", 100, null));
            await before.AdvanceAsync(TimeSpan.FromSeconds(30));
        }

        await using SimulatedVenue after = Create(Yaml);
        await using Run again = await Run.Start(after);

        Assert.Equal(1, await after.OnMarketAsync(market => market.OpenOrderCount));
        Assert.Equal(100m, await after.OnMarketAsync(market => market.Books.Account("A").PositionOf("IBM").Value));
    }

    [Fact]
    public async Task A_venue_whose_time_had_run_ahead_goes_on_from_there_after_a_restart()
    {
        const string Yaml = "venues: [ { id: SIM, type: simulated, clock: simulated } ]";
        UtcNanos heard;
        await using (SimulatedVenue before = Create(Yaml))
        {
            await using Run run = await Run.Start(before);
            await before.AdvanceAsync(TimeSpan.FromHours(1));
            before.Send(Order("resting", "IBM", 100, 1));
            await before.AdvanceAsync(TimeSpan.FromSeconds(1));
            heard = run.Executions.Last().TransactTime;
        }

        await using SimulatedVenue after = Create(Yaml);
        Assert.True(after.Clock.Now >= heard);
        await using Run again = await Run.Start(after);
        after.Send(Order("trading", "IBM", 100, null));
        await after.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(100m, await after.OnMarketAsync(market => market.Books.Account("A").PositionOf("IBM").Value));
    }

    [Fact]
    public async Task After_a_restart_prices_go_on_from_where_they_were_on_another_path()
    {
        const string Yaml = "venues: [ { id: SIM, type: simulated, clock: simulated } ]";
        (decimal[] first, decimal[] again, decimal[] fresh) = ([], [], []);
        await using (SimulatedVenue before = Create(Yaml)) first = await Printed(before, TimeSpan.FromMinutes(20));
        await using (SimulatedVenue after = Create(Yaml)) again = await Printed(after, TimeSpan.FromMinutes(20));
        File.Delete(log);
        await using (SimulatedVenue anew = Create(Yaml)) fresh = await Printed(anew, TimeSpan.FromMinutes(20));

        Assert.InRange(again[0], first[^1] - 0.5m, first[^1] + 0.5m);
        Assert.NotEqual(Steps(first), Steps(again));
        Assert.Equal(first, fresh);

        static decimal[] Steps(decimal[] prices) => [.. prices.Zip(prices.Skip(1), (a, b) => b - a)];
    }

    [Fact]
    public async Task Faults_and_a_script_are_taken_from_the_configuration()
    {
        string script = log + ".script";
        await File.WriteAllTextAsync(script, """{"new": ["reject by the book"]}""");
        try
        {
            await using SimulatedVenue venue = Create(
                $"venues: [ {{ id: SIM, type: simulated, clock: simulated, script: {script}, faults: {{ drop: 1 }} }} ]");
            await using Run run = await Run.Start(venue);
            venue.Send(Order("scripted", "IBM", 100, 1));
            await venue.AdvanceAsync(TimeSpan.FromSeconds(1));

            Assert.Empty(run.Executions);
            Assert.Contains("by the book", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Theory]
    [InlineData("", 1_000_000, null)]
    [InlineData(", cash: 5000", 5000, 5000)]
    public async Task What_can_be_spent_is_bounded_where_cash_is_configured(string cash, int starts, int? power)
    {
        await using SimulatedVenue venue = Create($"venues: [ {{ id: SIM, type: simulated, clock: simulated{cash} }} ]");
        await using Run run = await Run.Start(venue);
        venue.Ask(new VenueQuery(1, QueryKind.Balances, default, default, "A", "", default));
        await venue.AdvanceAsync(TimeSpan.FromSeconds(1));

        VenueBalance balance = Assert.Single(Assert.Single(run.Answers).Balances);
        Assert.Equal((starts, (decimal?)power), (balance.Cash.Amount, balance.BuyingPower));
    }

    // The marks of one symbol, a second apart.
    private static async Task<decimal[]> Printed(SimulatedVenue venue, TimeSpan time)
    {
        await using Run run = await Run.Start(venue);
        await venue.AdvanceAsync(time);
        return [.. run.Marks.Where(mark => mark.Symbol == "AAPL").Select(mark => mark.Price.Value)];
    }

    private static string Line(ExecutionReport e) => $"{e.ClOrdId} {e.ExecType}";

    private static VenueCommand Order(string id, string symbol, decimal qty, decimal? price) => new(
        VenueCommandKind.New, default, ClOrdId.FromTrusted(id), default, default, "A", symbol,
        new OrderTerms(
            Side.Buy,
            price is null ? OrdType.Market : OrdType.Limit,
            TimeInForce.GoodTillCancel,
            Qty.FromTrusted(qty),
            price is { } limit ? Px.FromTrusted(limit) : null),
        Qty.Zero);

    private SimulatedVenue Create(string yaml)
    {
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest { Yaml = yaml });
        Assert.Empty(result.Errors);
        TruefillOptions options = result.Options!;
        return SimulatedVenueFactory.Create(options.Venues[0], options, log, TimeProvider.System);
    }

    private sealed class Run : IVenueSink, IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly ConcurrentQueue<ExecutionReport> executions = new();
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task running = Task.CompletedTask;

        public ConcurrentQueue<VenueAnswer> Answers { get; } = new();

        public ConcurrentQueue<SetMark> Marks { get; } = new();

        public ExecutionReport[] Executions => [.. executions];

        public static async Task<Run> Start(IVenue venue)
        {
            Run run = new();
            run.running = Task.Run(() => venue.RunAsync(run, run.stop.Token));
            await run.opened.Task.WaitAsync(Eventually.Patience);
            return run;
        }

        public void Post(in VenueReport report)
        {
            if (report.Kind == VenueReportKind.SessionOpened) opened.TrySetResult();
            if (report.Mark is { } mark) Marks.Enqueue(mark);
            if (report.Answer is { } answer) Answers.Enqueue(answer);
            if (report.Kind == VenueReportKind.ExecutionReport) executions.Enqueue(report.ExecutionReport);
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running;
            stop.Dispose();
        }
    }
}
