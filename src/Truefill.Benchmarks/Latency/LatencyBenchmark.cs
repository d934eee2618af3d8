using System.Collections.Generic;
using System.Diagnostics;
using Truefill.Benchmarks.Journal;
using Truefill.Benchmarks.Loads;
using Truefill.Engine.Inputs;

namespace Truefill.Benchmarks.Latency;

/// <summary>
/// A hundred thousand reports a second at fixed instants, whatever became of the ones before; latency counts from the
/// instant at which a report was due. Applied: the position is published to readers in the process. Durable: its block
/// is synced and the replica has it. The control is the same schedule with nothing behind it.
/// </summary>
internal sealed class LatencyBenchmark : IBenchmark
{
    private const int PerSecond = 100_000;

    public string Group => "latency";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        int reports = run.Size(300_000, 2000);
        List<LatencyRound> rounds = [];
        using ServedEngine engine = new(run, spin: true);
        using SyncReference sync = new(run);
        FillLoad load = new(new FillLoadSize(run.Size(100_000, 500), Repeated: 0, Late: 0));
        LatencyProbe probe = new(reports);
        engine.Host.Applied.Subscribe(probe);
        engine.Host.Advanced += probe.OnDurable;
        engine.Start(load);
        for (int round = 0; round <= run.Rounds; round++)
        {
            double controlP99 = Percentiles.Us(Control(reports), 99);
            List<long> syncs = [];
            sync.Measure(200, syncs);
            probe.Begin();
            long[] due = Post(engine, load, reports);
            engine.WaitUntilDurable();
            if (round > 0) rounds.Add(probe.Round(due, controlP99, Percentiles.Us([.. syncs], 50)));
        }

        DurableThroughputBenchmark.CheckState(engine);
        rounds.Sort((a, b) => a.AppliedP50.CompareTo(b.AppliedP50));
        yield return new Figure("latency.applied_p50", rounds[0].AppliedP50, "us")
        {
            Floors = [Bound.AtMost(1)],
            Goals = [Bound.AtMost(0.5)],
        };
        rounds.Sort((a, b) => (a.AppliedP99 / a.ControlP99).CompareTo(b.AppliedP99 / b.ControlP99));
        yield return new Figure("latency.applied_p99", rounds[0].AppliedP99, "us")
        {
            Reference = "the schedule with nothing behind it, p99",
            ReferenceValue = rounds[0].ControlP99,
            Floors = [Bound.RatioAtMost(3)],
            Goals = [Bound.RatioAtMost(3), Bound.AtMost(2)],
        };
        rounds.Sort((a, b) => (a.DurableP50 / a.SyncP50).CompareTo(b.DurableP50 / b.SyncP50));
        yield return new Figure("latency.durable_p50", rounds[0].DurableP50, "us")
        {
            Reference = "pwrite of 512 B and fdatasync, median",
            ReferenceValue = rounds[0].SyncP50,
            Floors = [Bound.RatioAtMost(2)],
            Goals = [Bound.RatioAtMost(1.6)],
        };
    }

    private static long[] Post(ServedEngine engine, FillLoad load, int reports)
    {
        long[] due = Schedule(reports);
        Input input = default;
        for (int i = 0; i < reports; i++)
        {
            load.Next(ref input);
            while (Stopwatch.GetTimestamp() < due[i])
            {
                // Due in less than the time of a sleep.
            }

            engine.Host.Post(in input);
        }

        return due;
    }

    private static long[] Control(int reports)
    {
        long[] ticks = Schedule(reports);
        for (int i = 0; i < reports; i++)
        {
            long now;
            while ((now = Stopwatch.GetTimestamp()) < ticks[i])
            {
                // The same wait as with the engine.
            }

            ticks[i] = now - ticks[i];
        }

        return ticks;
    }

    private static long[] Schedule(int reports)
    {
        long step = Stopwatch.Frequency / PerSecond;
        long[] due = new long[reports];
        long start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
        for (int i = 0; i < reports; i++) due[i] = start + (i * step);
        return due;
    }
}
