using System.Collections.Generic;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Restarts;

/// <summary>
/// The process is killed and started again over its state directory, with orders in every stage of their life. In the
/// end orders and positions are the venue's, and only what was held has been sent.
/// </summary>
public static class WarmStarts
{
    /// <summary>Runs a seed with every combination of fates; a failure names its own.</summary>
    public static SimulationVerdict Run(ulong seed)
    {
        List<Divergence> found = [];
        long steps = 0;
        int crashes = 0;
        int checks = 0;
        int blocks = 0;
        string hash = "";
        for (OrderFates fates = OrderFates.None; fates <= OrderFates.All; fates++)
        {
            SimulationVerdict one = Run(seed, fates);
            steps += one.Steps;
            crashes += one.Crashes;
            checks += one.Checks;
            blocks += one.Blocks;
            hash = one.StateHash;
            foreach (Divergence each in one.Failure?.Divergences ?? [])
                found.Add(each with { Key = $"{fates}: {each.Key}" });
        }

        SimulationFailure? failure = found.Count == 0 ? null : new SimulationFailure(steps, found, []);
        return new SimulationVerdict(seed, steps, hash, crashes, checks, blocks, failure);
    }

    /// <summary>Runs one seed with orders of these fates. Same seed and fates: same run, same state hash.</summary>
    /// <param name="tamper">For proofs that a wrong engine is found: changes what it is given.</param>
    public static SimulationVerdict Run(ulong seed, OrderFates fates, InputTampering? tamper = null) =>
        new WarmStartRun(seed, fates, tamper).Play();
}
