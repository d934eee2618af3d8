using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Benchmarks;

/// <summary>What a run found.</summary>
/// <param name="Hiccups">The worse of the control before and the control after.</param>
public sealed record BenchmarkReport(
    Machine Machine, IReadOnlyDictionary<string, string> Settings, Hiccups Hiccups, IReadOnlyList<Figure> Figures)
{
    public bool HoldsFloors => Figures.All(figure => figure.HoldsFloor);

    /// <param name="group">One word of the command, or <c>all</c>.</param>
    public static BenchmarkReport Measure(string group, BenchmarkRun run)
    {
        TimeSpan control = TimeSpan.FromSeconds(Math.Max(0.2, 2 * run.Scale));
        run.Progress("hiccup control");
        Hiccups before = Hiccups.Measure(control);
        List<Figure> figures = [];
        foreach (IBenchmark benchmark in AllBenchmarks.List)
        {
            if (group != "all" && benchmark.Group != group) continue;
            foreach (Figure figure in benchmark.Run(run))
            {
                figures.Add(figure);
                run.Progress($"{figure.Name}: {figure.Value:#,0.##} {figure.Unit}");
            }
        }

        Hiccups after = Hiccups.Measure(control);
        return new BenchmarkReport(
            Machine.Here(), SettingsOf(run), before.WorstUs >= after.WorstUs ? before : after, figures);
    }

    private static SortedDictionary<string, string> SettingsOf(BenchmarkRun run) => new(StringComparer.Ordinal)
    {
        ["durability"] = "sync",
        ["rounds"] = FormattableString.Invariant($"best of {run.Rounds}"),
        ["scale"] = FormattableString.Invariant($"{run.Scale}"),
        ["switched_off"] = "core: inbox and journal; journal.bytes: disk; recovery: sync while writing; "
            + "core, journal, recovery, latency, fix: risk gate, HTTP, followers; gate: inbox and journal",
        ["wait"] = "block; latency: spin",
    };
}
