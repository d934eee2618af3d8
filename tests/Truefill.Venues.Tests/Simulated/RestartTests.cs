using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Faults;
using Truefill.Venues.Simulated.Log;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class RestartTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 15).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void After_a_restart_orders_books_and_executions_are_the_same(ulong seed)
    {
        Lines log = new();
        SimulatedMarketSettings settings = new()
        {
            Log = log,
            Fees = new TradingFees(0.005m, 1, 0.0001m),
            Faults = new FaultSettings { Bust = 0.1m, Correct = 0.1m, Forget = 0.02m, Drop = 0.1m },
        };
        Venue before = new RandomDay(seed, settings).Run(400).Venue;
        Venue after = new(log.All);

        Assert.Equal(before.Market.OpenOrderCount, after.Market.OpenOrderCount);
        Assert.Equal(Accounts(before), Accounts(after));
        Assert.Equal(Open(before), Open(after));
        Assert.Equal(Executions(before), Executions(after));
    }

    [Fact]
    public void Ids_go_on_and_are_not_given_twice()
    {
        Lines log = new();
        Venue before = new(new SimulatedMarketSettings { Log = log });
        before.Send(0, Venue.Order("a", 100, 181m));
        before.Print(10, 181m, 40);
        Venue after = new(log.All);
        after.Send(20, Venue.Order("a", 100, 181m));
        after.Print(30, 181m, 500);

        Assert.Equal("Rejected Trade", after.Reports.Story);
        Assert.Empty(before.Reports.Executions.Select(e => e.ExecId).Intersect(after.Reports.Executions.Select(e => e.ExecId)));
        Assert.Equal(60m, after.Reports.Last.LastQty!.Value.Value);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_shortened_log_restores_the_same_orders_and_books_and_says_that_the_past_is_gone(ulong seed)
    {
        SimulatedMarketSettings settings = new() { Fees = new TradingFees(0.005m, 1, 0.0001m) };
        Venue before = new RandomDay(seed, settings).Run(400).Venue;
        Lines log = new();
        before.Market.WriteSnapshot(log);
        Venue after = new(log.All);

        Assert.Equal(before.Market.OpenOrderCount, after.Market.OpenOrderCount);
        Assert.Equal(Accounts(before), Accounts(after));
        Assert.Equal(Open(before), Open(after));
        Assert.Equal(AnswerStatus.Partial, after.Ask(QueryKind.Executions).Status);
        Assert.Equal(AnswerStatus.Partial, after.Ask(QueryKind.Order, "never").Status);
    }

    [Fact]
    public void A_holding_from_a_shortened_log_is_listed_before_its_symbol_trades_again()
    {
        Venue before = new();
        before.Send(0, Venue.Order("a", 100, 181m));
        before.Print(10, 180m, 100);
        Lines log = new();
        before.Market.WriteSnapshot(log);
        VenuePosition position = Assert.Single(new Venue(log.All).Ask(QueryKind.Positions).Positions);

        Assert.Equal(("A", "IBM", 100m), (position.Account, position.Symbol, position.Qty.Value));
    }

    [Fact]
    public void A_log_is_replaced_as_a_whole()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.venue");
        try
        {
            File.WriteAllText(path, "old\n");
            FileVenueLog.Replace(path, log => log.Append("new"u8));
            Assert.Equal("new\n", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_day_order_whose_session_ended_meanwhile_expires_at_the_restart()
    {
        Lines log = new();
        Venue before = new(new SimulatedMarketSettings { Log = log });
        before.Send(0, Venue.Order("day", 100, 181m));
        before.Send(0, Venue.Order("gtc", 100, 181m, tif: TimeInForce.GoodTillCancel));
        before.Wait(10);
        ReportList reports = new();
        SimulatedMarket after = new(new SimulatedMarketSettings(), reports, Venue.At(24 * 3_600_000));
        after.Restore(log.All);
        after.Connect();

        Assert.Equal("Expired", reports.Story);
        Assert.Equal("day", reports.Last.ClOrdId.ToString());
        Assert.Equal(1, after.OpenOrderCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65 << 20)]
    public async Task A_file_with_a_last_line_cut_in_the_middle_restores_what_is_whole_however_long_it_is(int spaces)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.venue");
        try
        {
            using (FileVenueLog log = FileVenueLog.Open(path))
            {
                Venue before = new(new SimulatedMarketSettings { Log = log });
                before.Send(0, Venue.Order("a", 100, 181m));
                before.Wait(10);
            }

            // Behind the last line, which makes the file one that is shortened when it is opened.
            if (spaces > 0) await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).TrimEnd('\n') + new string(' ', spaces) + "\n");
            await File.AppendAllTextAsync(path, """{"msg":"ExecutionRep""");
            await using SimulatedVenue venue = SimulatedVenue.Open(
                new SimulatedMarketSettings(),
                _ => new CsvPrices(new StringReader("time_utc,symbol,price,size\n"), "none"),
                SimulatedClock.Stepped(Venue.At(20)),
                TimeProvider.System,
                path);
            await using RunningVenue run = await RunningVenue.Start(venue);

            Assert.Equal(1, await venue.OnMarketAsync(market => market.OpenOrderCount));
            Assert.EndsWith("\n", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_triggered_stop_stays_triggered(bool isShortened)
    {
        Lines log = new();
        Venue before = new(new SimulatedMarketSettings { Log = log });
        before.Send(0, Venue.Order("a", 100, price: 181m, stop: 182m));
        before.Send(0, Venue.Order("waits", 100, price: 190m, stop: 189m));
        before.Print(10, 182m, 500);
        if (isShortened)
        {
            log.All.Clear();
            before.Market.WriteSnapshot(log);
        }

        Venue after = new(log.All);
        after.Print(20, 181m, 500);
        Assert.Equal("a 100", string.Join(',', after.Reports.Trades.Select(t => $"{t.ClOrdId} {t.LastQty}")));
    }

    [Fact]
    public void A_stop_whose_only_trade_was_taken_back_stays_triggered()
    {
        Lines log = new();
        Venue before = new(new SimulatedMarketSettings { Log = log });
        before.Send(0, Venue.Order("a", 100, price: 182m, stop: 182m));
        before.Print(10, 182m, 500);
        before.Print(20, 182m, 40);
        Assert.True(before.Market.Bust(before.Reports.Last.ExecId));

        Venue after = new(log.All);
        after.Print(30, 181m, 500);
        Assert.Equal(100m, Assert.Single(after.Reports.Trades).LastQty!.Value.Value);
    }

    [Fact]
    public void A_trigger_is_written_down_without_taking_a_number_of_a_report()
    {
        Assert.Equal(NumbersOf(new SimulatedMarketSettings()), NumbersOf(new SimulatedMarketSettings { Log = new Lines() }));

        static long[] NumbersOf(SimulatedMarketSettings settings)
        {
            Venue venue = new(settings);
            venue.Send(0, Venue.Order("a", 100, stop: 182m));
            venue.Print(10, 182m, 500);
            venue.Print(20, 182m, 500);
            return [.. venue.Reports.Executions.Select(e => e.VenueSeq)];
        }
    }

    [Fact]
    public void What_is_no_log_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new Venue(["""{"exec_type":"Sold"}"""]));

    private static string[] Accounts(Venue venue) => [.. venue.Market.Books.Accounts.SelectMany(a => a.Holdings
        .Select(h => $"{a.Name} {h.Symbol} {h.Qty} {h.AvgPx}").Concat(a.Cash.Select(c => $"{a.Name} {c.Key} {c.Value}")))];

    private static string[] Open(Venue venue) => [.. AskReliably(venue, QueryKind.OpenOrders).Orders
        .Select(o => $"{o.ClOrdId} {o.OrderId} {o.CumQty} {o.LeavesQty} {o.AvgPx} {o.Price} {o.StopPx} {o.OrdStatus}")
        .Order(StringComparer.Ordinal)];

    private static string[] Executions(Venue venue)
    {
        venue.Reports.Clear();
        AskReliably(venue, QueryKind.Executions);
        return [.. venue.Reports.Executions.Where(e => e.PossDup)
            .Select(e => $"{e.ExecType} {e.ExecId} {e.ExecRefId} {e.LastQty} {e.LastPx} {e.CumQty} {e.TransactTime} {e.Fee}")
            .Distinct().Order(StringComparer.Ordinal)];
    }

    private static VenueAnswer AskReliably(Venue venue, QueryKind kind)
    {
        VenueAnswer? complete = null;
        for (int i = 0; i < 20; i++)
            if (venue.TryAsk(kind) is { Status: AnswerStatus.Complete } answer) complete = answer;
        Assert.NotNull(complete);
        return complete;
    }

    private sealed class Lines : IVenueLog
    {
        public List<string> All { get; } = [];

        public void Append(ReadOnlySpan<byte> line) => All.Add(Encoding.UTF8.GetString(line));
    }
}
