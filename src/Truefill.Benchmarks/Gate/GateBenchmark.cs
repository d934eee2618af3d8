using System.Collections.Generic;
using Truefill.Benchmarks.Loads;

namespace Truefill.Benchmarks.Gate;

/// <summary>
/// One evaluation of the pre-trade gate in live mode with every control on, in five scopes, against a hundred thousand
/// working orders. Only buying power is not asked for: the load's venue cannot say it.
/// </summary>
internal sealed class GateBenchmark : IBenchmark
{
    public string Group => "gate";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        // A thousand orders are the least in which every account has every symbol on one side.
        FillLoadSize size = new(run.Size(100_000, 2000));
        int checks = run.Size(200_000, 1000);
        using GateRun gate = new(size);
        gate.Open();
        gate.Pass(checks / 4);
        gate.Refuse(checks / 4);
        List<GateRound> rounds = [];
        for (int round = 0; round < run.Rounds; round++)
        {
            double control = Percentiles.Us(GateRun.Control(checks), 99);
            long[] passed = gate.Pass(checks);
            double allocated = gate.AllocatedBytes / (double)checks;
            long[] refused = gate.Refuse(checks / 4);
            rounds.Add(new GateRound(
                Percentiles.Us(passed, 50),
                Percentiles.Us(passed, 99),
                Percentiles.Us(refused, 99),
                control,
                allocated));
        }

        gate.CheckState();
        rounds.Sort((a, b) => a.PassedP99.CompareTo(b.PassedP99));
        GateRound best = rounds[0];
        yield return new Figure("gate.p50", best.PassedP50, "us") { AllocatedBytesPerOp = best.AllocatedBytes };
        yield return Against(best, "gate.p99", best.PassedP99) with { AllocatedBytesPerOp = best.AllocatedBytes };
        rounds.Sort((a, b) => a.RefusedP99.CompareTo(b.RefusedP99));
        yield return Against(rounds[0], "gate.refused_p99", rounds[0].RefusedP99);
    }

    private static Figure Against(GateRound round, string name, double value) => new(name, value, "us")
    {
        Reference = "two readings of the clock, p99",
        ReferenceValue = round.ControlP99,
        Floors = [Bound.AtMost(5)],
        Goals = [Bound.AtMost(2.5)],
    };

    /// <summary>Microseconds.</summary>
    private sealed record GateRound(
        double PassedP50, double PassedP99, double RefusedP99, double ControlP99, double AllocatedBytes);
}
