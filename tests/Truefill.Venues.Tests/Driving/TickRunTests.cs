using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Driving;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Driving;

/// <summary>A file of trades drives the venue with a thousand working orders.</summary>
public class TickRunTests
{
    private const int WorkingOrders = 1000;

    [Fact]
    public void As_fast_as_it_goes_no_trade_is_outside_its_print_and_the_books_agree()
    {
        using TickRun run = new(new CsvPrices(new StringReader(Trades(20_000, gapMilliseconds: 1500)), "t.csv"), WorkingOrders, 1);
        SimulatedMarket market = new(new SimulatedMarketSettings(), run, FirstPrint(run));
        market.Connect();

        run.Drive(market);
        run.Compare(market.Books);

        Assert.Empty(run.Violations);
        Assert.Equal(20_000, run.PrintCount);
        Assert.InRange(market.OpenOrderCount, WorkingOrders - 50, WorkingOrders);
        Assert.True(run.TradeCount > 1000, $"{run.TradeCount} trades");
    }

    [Fact]
    public async Task At_its_own_pace_no_trade_is_outside_its_print_and_the_books_agree()
    {
        using TickRun run = new(
            new CsvPrices(new StringReader(Trades(300, gapMilliseconds: 5)), "t.csv", Venue.Start), WorkingOrders, 1);
        await using SimulatedVenue venue = new(
            new SimulatedMarketSettings(), run, SimulatedClock.Running(TimeProvider.System, Venue.Start, 1), TimeProvider.System);
        long startedAt = Environment.TickCount64;
        await using RunningVenue running = await RunningVenue.Start(venue, run);

        // The prices are the venue's thread's alone; how many have come may be read here.
        while (run.PrintCount < 300)
        {
            while (run.TryNextOrder(out VenueCommand order)) venue.Send(in order);
            await Task.Delay(5);
        }

        await venue.OnMarketAsync(market =>
        {
            run.Compare(market.Books);
            return true;
        });
        Assert.Empty(run.Violations);
        // How many orders rest when a print comes is the machine's to say; with the market's own time there are over a thousand.
        Assert.True(run.TradeCount > 10, $"{run.TradeCount} trades");
        Assert.True(Environment.TickCount64 - startedAt >= 1400, "300 prints at 5 ms take a second and a half");
    }

    [Fact]
    public void A_trade_beyond_its_print_is_seen()
    {
        using TickRun run = new(new CsvPrices(new StringReader(Trades(10, gapMilliseconds: 5)), "t.csv"), 1, 1);
        run.TryPeek(out TradePrint print);
        run.Take();

        VenueReport report = new() { Kind = VenueReportKind.ExecutionReport };
        report.ExecutionReport = new ExecutionReport
        {
            Venue = default,
            ExecType = ExecType.Trade,
            SymbolName = print.Symbol,
            Side = Side.Buy,
            LastQty = print.Size + Qty.FromTrusted(1),
            LastPx = print.Price,
        };
        run.Post(in report);

        Assert.Contains("taken of the print", Assert.Single(run.Violations), StringComparison.Ordinal);
    }

    private static Domain.Time.UtcNanos FirstPrint(TickRun run)
    {
        Assert.True(run.TryPeek(out TradePrint first));
        return first.Time;
    }

    private static string Trades(int count, int gapMilliseconds)
    {
        SeededChance chance = new(9);
        StringBuilder csv = new("time_utc,symbol,price,size\n");
        DateTime time = new(2024, 3, 4, 14, 30, 0, DateTimeKind.Utc);
        long cents = 18_150;
        for (int i = 0; i < count; i++)
        {
            time = time.AddMilliseconds(chance.Between(1, 2 * gapMilliseconds - 1));
            cents += chance.Between(-2, 2);
            csv.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss.fff}Z,IBM,{cents / 100m:F4},{chance.Between(1, 900)}\n");
        }

        return csv.ToString();
    }
}
