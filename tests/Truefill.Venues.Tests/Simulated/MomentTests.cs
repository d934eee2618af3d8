using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Log;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

/// <summary>A venue's time and prices go on after a restart, also where it had nothing to report.</summary>
public sealed class MomentTests : IDisposable
{
    private static readonly BuiltinSymbol[] Symbols =
        [.. BuiltinMarket.Symbols.Where(symbol => symbol.Instrument.Symbol is "IBM" or "MSFT" or "TXF")];

    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.venue");

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task After_a_day_without_orders_and_a_restart_time_goes_on_and_the_next_print_is_the_mark()
    {
        UtcNanos stopped;
        UtcNanos marked;
        await using (SimulatedVenue before = Open())
        {
            await using RunningVenue run = await RunningVenue.Start(before);
            await before.AdvanceAsync(TimeSpan.FromDays(1));
            stopped = before.Clock.Now;
            marked = MarksOf(run).Max(mark => mark.At);
        }

        await using SimulatedVenue after = Open();
        Assert.True(after.Clock.Now >= stopped);
        await using RunningVenue again = await RunningVenue.Start(after);
        await after.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.True(MarksOf(again).First().At > marked);
    }

    [Fact]
    public async Task Killed_right_after_time_was_moved_it_does_not_go_back()
    {
        string copy = path + ".killed";
        UtcNanos moved;
        await using (SimulatedVenue before = Open())
        {
            await using RunningVenue run = await RunningVenue.Start(before);
            await before.AdvanceAsync(TimeSpan.FromDays(1));
            moved = before.Clock.Now;
            File.Copy(path, copy);
        }

        File.Move(copy, path, overwrite: true);
        await using SimulatedVenue after = Open();
        Assert.Equal(moved, after.Clock.Now);
    }

    [Fact]
    public async Task Prices_walk_on_from_where_they_were()
    {
        Dictionary<string, Px> last;
        await using (SimulatedVenue before = Open())
        {
            await using RunningVenue run = await RunningVenue.Start(before);
            await before.AdvanceAsync(TimeSpan.FromHours(1));
            last = MarksOf(run).GroupBy(mark => mark.Symbol).ToDictionary(marks => marks.Key, marks => marks.Last().Price);
        }

        PriceStart? given = null;
        await using SimulatedVenue after = Open(from => given = from);
        Assert.False(given!.IsNew);
        Assert.Equal(Symbols.Length, given.LastPrices.Count);
        using RandomWalkPrices walk = Walk(given);
        foreach (BuiltinSymbol symbol in Symbols)
        {
            TradePrint first = FirstOf(walk, symbol.Instrument.Symbol);
            decimal ticks = (first.Price.Value - last[first.Symbol].Value) / symbol.Instrument.Tick.Value;
            Assert.InRange(ticks, -100, 100);
        }
    }

    [Fact]
    public async Task A_venue_that_never_ran_is_new()
    {
        PriceStart? given = null;
        await using SimulatedVenue venue = Open(from => given = from);
        Assert.True(given is { IsNew: true, LastPrices.Count: 0 });
    }

    [Fact]
    public async Task Time_and_prices_are_in_a_shortened_log()
    {
        UtcNanos stopped;
        await using (SimulatedVenue before = Open())
        {
            await using RunningVenue run = await RunningVenue.Start(before);
            await before.AdvanceAsync(TimeSpan.FromHours(1));
            stopped = before.Clock.Now;
            await before.OnMarketAsync(market =>
            {
                FileVenueLog.Replace(path + ".short", market.WriteSnapshot);
                return true;
            });
        }

        File.Move(path + ".short", path, overwrite: true);
        PriceStart? given = null;
        await using SimulatedVenue after = Open(from => given = from);
        Assert.Equal(stopped, after.Clock.Now);
        Assert.Equal(Symbols.Length, given!.LastPrices.Count);
    }

    [Fact]
    public void A_moment_that_does_not_read_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new Venue(["""{"moment_ns":"soon"}"""]));

    private SimulatedVenue Open(Action<PriceStart>? given = null) => SimulatedVenue.Open(
        new SimulatedMarketSettings
        {
            Instruments = [.. Symbols.Select(symbol => symbol.Instrument)],
            MarkInterval = TimeSpan.FromSeconds(10),
        },
        from =>
        {
            given?.Invoke(from);
            return Walk(from);
        },
        SimulatedClock.Stepped(UtcNanos.Of(TimeProvider.System.GetUtcNow())),
        TimeProvider.System,
        path);

    private static RandomWalkPrices Walk(PriceStart from) =>
        new((ulong)from.Time.Value, Symbols, from.Time, from.LastPrices);

    private static TradePrint FirstOf(RandomWalkPrices prices, string symbol)
    {
        while (true)
        {
            Assert.True(prices.TryPeek(out TradePrint print));
            if (print.Symbol == symbol) return print;
            prices.Take();
        }
    }

    private static IEnumerable<Domain.Positions.Commands.SetMark> MarksOf(RunningVenue run) =>
        run.Reports.Where(report => report.Kind == VenueReportKind.Mark).Select(report => report.Mark!);
}
