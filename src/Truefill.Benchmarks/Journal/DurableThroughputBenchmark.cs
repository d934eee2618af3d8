using System;
using System.Collections.Generic;
using System.Diagnostics;
using Truefill.Benchmarks.Loads;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;

namespace Truefill.Benchmarks.Journal;

/// <summary>
/// Reports per second through inbox, core, journal with sync, and replica, raw bytes kept; from the first post until
/// the last one is durable and readable. Beside it Redis, when its programs are there: it also syncs before it answers,
/// and also lets many answers share a sync.
/// </summary>
internal sealed class DurableThroughputBenchmark : IBenchmark
{
    public string Group => "journal";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        int orders = run.Size(100_000, 500);
        int reports = run.Size(1_000_000, 2000);
        double best = 0;
        using (ServedEngine engine = new(run, spin: false))
        {
            FillLoad load = new(new FillLoadSize(orders));
            engine.Start(load);
            for (int round = 0; round <= run.Rounds; round++)
            {
                double rate = Pump(engine, load, reports);
                if (round > 0) best = Math.Max(best, rate);
            }

            CheckState(engine);
        }

        yield return new Figure("journal.durable", best, "reports/s")
        {
            Reference = RedisReference.Description,
            ReferenceValue = RedisReference.Measure(run),
            Floors = [Bound.RatioAtLeast(3.5), Bound.AtLeast(1_500_000)],
            Goals = [Bound.RatioAtLeast(3.5), Bound.AtLeast(3_500_000)],
        };
    }

    private static double Pump(ServedEngine engine, FillLoad load, int reports)
    {
        Input input = new() { Raw = RawReport.Sample };
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < reports; i++)
        {
            load.Next(ref input);
            engine.Host.Post(in input);
        }

        engine.WaitUntilDurable();
        return reports / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Stops the engine; what its replica replayed must be what it decided.</summary>
    internal static void CheckState(ServedEngine engine)
    {
        string live = StateHash.Text(engine.Host.Stop("bench") ?? throw new InvalidOperationException(
            "the engine failed", engine.Host.Failure));
        string replayed = StateHash.Text(engine.Host.Read(replica => StateHash.Of(replica.Books)));
        if (live != replayed) throw new InvalidOperationException($"live state {live}, replica {replayed}");
    }
}
