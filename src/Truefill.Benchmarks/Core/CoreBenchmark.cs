using System;
using System.Collections.Generic;
using Truefill.Benchmarks.Loads;
using Truefill.Server.Hosting;

namespace Truefill.Benchmarks.Core;

/// <summary>
/// Fills through the core with a million live orders: dedupe, order, position, both records encoded, positions
/// published, the replica fed. Rounds of ours and of the plain way take turns; the best of each counts.
/// </summary>
internal sealed class CoreBenchmark : IBenchmark
{
    public string Group => "core";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        FillLoadSize size = new(run.Size(1_000_000, 1000), Symbols: run.Size(100, 5));
        int reports = run.Size(2_000_000, 2048);
        run.Progress(FormattableString.Invariant($"core: {size.Orders} orders, {run.Rounds} rounds of {reports}"));
        PlainRun.Practise();
        CoreRun.Practise();
        PlainRun plain = new(size);
        plain.EnterOrders();
        using CoreRun core = new(size);
        core.EnterOrders();
        core.Reserve((reports + 512) * (run.Rounds + 1));
        Warm(core, plain, Math.Min(reports, 100_000));
        GC.Collect();
        LargePages.Gather();

        double best = 0;
        double bestPlain = 0;
        for (int round = 0; round < run.Rounds; round++)
        {
            bestPlain = Math.Max(bestPlain, reports / plain.Fill(reports).TotalSeconds);
            best = Math.Max(best, reports / core.Fill(reports).TotalSeconds);
            run.Progress($"core: round {round + 1}: ours {best:#,0}/s, plain {bestPlain:#,0}/s");
        }

        long done = (long)reports * run.Rounds;
        core.Hash();
        yield return new Figure("core.fill", best, "fills/s")
        {
            Reference = "string-keyed dictionaries, an object per thing, no journal, no replica",
            ReferenceValue = bestPlain,
            AllocatedBytesPerOp = core.AllocatedBytes / (double)done,
            Floors = [Bound.RatioAtLeast(3), Bound.AtLeast(3_000_000)],
            Goals = [Bound.RatioAtLeast(3), Bound.AtLeast(6_000_000)],
        };
        yield return new Figure("core.allocated", core.AllocatedBytes / (double)done, "B/fill")
        {
            Floors = [Bound.AtMost(0)],
            Goals = [Bound.AtMost(0)],
        };
        yield return new Figure("core.collections", core.Collections, "in " + done.ToString("#,0", null) + " fills")
        {
            Floors = [Bound.AtMost(0)],
            Goals = [Bound.AtMost(0)],
        };
    }

    // The tiered compiler is done a while after the last new method; what it allocates is not the core's.
    private static void Warm(CoreRun core, PlainRun plain, int reports)
    {
        for (int i = 0; i < 4; i++)
        {
            plain.Fill(reports / 4);
            core.Fill(reports / 4);
            System.Threading.Thread.Sleep(150);
        }

        core.ResetCounters();
    }
}
