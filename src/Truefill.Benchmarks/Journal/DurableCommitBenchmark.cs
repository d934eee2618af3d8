using System.Collections.Generic;
using System.Diagnostics;
using Truefill.Benchmarks.Loads;

namespace Truefill.Benchmarks.Journal;

/// <summary>
/// One order at a time with nobody else there: from the call until the answer is back, which is after its block is
/// durable and the replica has it. Syncs of the bare disk take turns with it.
/// </summary>
internal sealed class DurableCommitBenchmark : IBenchmark
{
    private const int Turn = 50;

    public string Group => "journal";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        int count = run.Size(2000, 50);
        double best = double.MaxValue;
        double bestSync = 0;
        using ServedEngine engine = new(run, spin: false);
        using SyncReference sync = new(run);
        FillLoad load = new(new FillLoadSize(100));
        engine.Start(load);
        int order = load.Size.Orders;
        for (int round = 0; round < run.Rounds; round++)
        {
            List<long> ours = [];
            List<long> bare = [];
            while (ours.Count < count)
            {
                sync.Measure(Turn, bare);
                for (int i = 0; i < Turn; i++)
                {
                    long start = Stopwatch.GetTimestamp();
                    engine.Host.AskAsync(load.Order(++order)).GetAwaiter().GetResult();
                    ours.Add(Stopwatch.GetTimestamp() - start);
                }
            }

            double median = Percentiles.Us([.. ours], 50);
            double syncMedian = Percentiles.Us([.. bare], 50);
            if (bestSync > 0 && median / syncMedian >= best / bestSync) continue;
            (best, bestSync) = (median, syncMedian);
        }

        DurableThroughputBenchmark.CheckState(engine);
        yield return new Figure("journal.commit", best, "us, median")
        {
            Reference = "pwrite of 512 B and fdatasync, median",
            ReferenceValue = bestSync,
            Floors = [Bound.RatioAtMost(1.5)],
            Goals = [Bound.RatioAtMost(1.25)],
        };
    }
}
