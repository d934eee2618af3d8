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
        VerdictSum sum = new(seed);
        for (OrderFates fates = OrderFates.None; fates <= OrderFates.All; fates++)
            sum.Add(fates.ToString(), Run(seed, fates));
        return sum.Whole;
    }

    /// <summary>Runs one seed with orders of these fates. Same seed and fates: same run, same state hash.</summary>
    /// <param name="tamper">For proofs that a wrong engine is found: changes what it is given.</param>
    public static SimulationVerdict Run(ulong seed, OrderFates fates, InputTampering? tamper = null) =>
        new WarmStartRun(seed, fates, tamper).Play();
}
