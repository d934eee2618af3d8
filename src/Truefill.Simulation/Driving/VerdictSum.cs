using System.Collections.Generic;
using Truefill.Simulation.Comparison;

namespace Truefill.Simulation.Driving;

/// <summary>One verdict on a seed that is run in several variants; a failure names its own.</summary>
internal sealed class VerdictSum(ulong seed)
{
    private readonly List<Divergence> found = [];
    private long steps;
    private int crashes;
    private int checks;
    private int blocks;
    private string hash = "";

    /// <summary>Of what was added; its state hash is the last one's.</summary>
    public SimulationVerdict Whole => new(
        seed, steps, hash, crashes, checks, blocks,
        found.Count == 0 ? null : new SimulationFailure(steps, found, []));

    public void Add(string variant, SimulationVerdict one)
    {
        steps += one.Steps;
        crashes += one.Crashes;
        checks += one.Checks;
        blocks += one.Blocks;
        hash = one.StateHash;
        foreach (Divergence each in one.Failure?.Divergences ?? [])
            found.Add(each with { Key = $"{variant}: {each.Key}" });
    }
}
