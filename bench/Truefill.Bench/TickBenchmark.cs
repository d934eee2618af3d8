using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Books;
using Truefill.Venues.Simulated.Driving;
using Truefill.Venues.Simulated.Prices;

namespace Truefill.Bench;

/// <summary>
/// A file of real trades drives the simulated venue with a thousand working orders, and its reports drive the engine:
/// every trade within its print, three books that agree, and how long the engine's steps took.
/// </summary>
internal sealed class TickBenchmark : IVenueSink
{
    private const int WorkingOrders = 1000;
    private const string VenueName = "SIM";

    private readonly ExecutionEngine engine = new(new Domain.Books(), default);
    private readonly Effects effects = new();
    private readonly BlockBuilder block = new(1 << 20, 1 << 20);
    private readonly List<long> stepTicks = new(1 << 20);
    private ulong nextSeq = 1;
    private Input input;

    private TickBenchmark() => OpenBlock();

    public static int Run(string path)
    {
        TickBenchmark bench = new();
        using TickRun run = new(CsvPrices.Open(path), WorkingOrders, 1) { Listener = bench };
        if (!run.TryPeek(out TradePrint first)) return 1;
        SimulatedMarket market = new(new SimulatedMarketSettings { VenueId = VenueName }, run, first.Time);
        market.Connect();
        bench.Drive(run, market);
        run.Compare(market.Books);
        List<string> wrong = [.. run.Violations, .. bench.Differences(market.Books)];
        foreach (string each in wrong) Console.WriteLine(each);
        Console.WriteLine(Line("prints, orders, trades", $"{run.PrintCount:N0}, {run.OrderCount:N0}, {run.TradeCount:N0}"));
        bench.stepTicks.Sort();
        Console.WriteLine(Line("engine step p50", $"{bench.Micros(0.5m),12:F2} us"));
        Console.WriteLine(Line("engine step p99.9", $"{bench.Micros(0.999m),12:F2} us"));
        return wrong.Count == 0 ? 0 : 1;
    }

    /// <summary>How many reports a second the venue makes, with made-up prices and nobody behind it.</summary>
    public static void VenueAlone()
    {
        const int Rounds = 5;
        const int Prints = 400_000;
        UtcNanos start = new(1_700_000_000L * UtcNanos.PerSecond);
        BuiltinSymbol symbol = BuiltinMarket.Symbols[0] with { UnitsMax = 200 };
        foreach (bool keepsRaw in (bool[])[true, false])
        {
            double best = 0;
            for (int round = 0; round < Rounds; round++)
            {
                using TickRun run = new(new RandomWalkPrices(1, [symbol], start), WorkingOrders, 1);
                SimulatedMarket market = new(new SimulatedMarketSettings { KeepsRaw = keepsRaw }, run, start);
                market.Connect();
                long started = Stopwatch.GetTimestamp();
                run.Drive(market, Prints);
                best = Math.Max(best, run.ReportCount / Stopwatch.GetElapsedTime(started).TotalSeconds);
            }

            Console.WriteLine(Line(keepsRaw ? "venue alone, with raw text" : "venue alone", $"{best,12:N0} reports/s"));
        }
    }

    public void Post(in VenueReport report)
    {
        if (report.Kind != VenueReportKind.ExecutionReport) return;
        input = new Input
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue:" + VenueName,
            ReceivedAt = report.ReceivedAt,
            Raw = report.Raw,
            Report = report.ExecutionReport,
        };
        input.Report.Venue = new Domain.Names.VenueId(1);
        Step(report.ReceivedAt);
    }

    private void Drive(TickRun run, SimulatedMarket market)
    {
        Step(InputKind.DefineVenue, new DefineVenue(VenueName, ReadOnly: true), market.Now);
        while (run.TryPeek(out TradePrint print))
        {
            run.Take();
            market.Print(in print);
            while (run.TryNextOrder(out VenueCommand order))
            {
                Step(InputKind.NewOrderSingle, Observed(in order), market.Now);
                market.Send(in order, market.Now);
            }
        }
    }

    private static NewOrderSingle Observed(in VenueCommand order) => new()
    {
        ClOrdId = order.WireId,
        Symbol = order.Symbol,
        Terms = order.Terms,
        Account = order.Account,
        Venue = VenueName,
        Origin = OrderOrigin.Observed,
    };

    private IEnumerable<string> Differences(VenueBooks venue)
    {
        Dictionary<string, Qty> ours = [];
        foreach (Domain.Positions.Position position in engine.Books.Positions.All)
        {
            string symbol = engine.Books.Names.Symbols[position.Key.Symbol.Value];
            ours[symbol] = ours.GetValueOrDefault(symbol) + position.Qty;
        }

        foreach (VenueAccount account in venue.Accounts)
        {
            foreach (Holding holding in account.Holdings)
                if (ours.GetValueOrDefault(holding.Symbol) is var qty && qty != holding.Qty)
                    yield return $"{holding.Symbol}: {qty} in the engine, {holding.Qty} at the venue";
        }
    }

    private void Step(InputKind kind, object body, UtcNanos now)
    {
        input = new Input { Kind = kind, Source = "bench", ReceivedAt = now, Body = body };
        Step(now);
    }

    private void Step(UtcNanos now)
    {
        if (block.Count > 10_000)
        {
            nextSeq = block.NextSeq;
            OpenBlock();
        }

        long started = Stopwatch.GetTimestamp();
        engine.Step(new ReadOnlySpan<Input>(in input), now, effects);
        stepTicks.Add(Stopwatch.GetTimestamp() - started);
        effects.Clear();
    }

    private void OpenBlock()
    {
        block.Reset(nextSeq);
        engine.Open(block);
    }

    private decimal Micros(decimal quantile) =>
        stepTicks[(int)(quantile * (stepTicks.Count - 1))] * 1_000_000m / Stopwatch.Frequency;

    private static string Line(string name, string value) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-44} {value}");
}
