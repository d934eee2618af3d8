using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Restarts;

/// <summary>
/// The process is killed and started again over its state directory, with orders in every stage of their life. In the
/// end orders and positions are the venue's, and only what was held has been sent.
/// </summary>
public static class WarmStarts
{
    /// <summary>Runs one seed with orders of these fates. Same seed and fates: same run, same state hash.</summary>
    /// <param name="tamper">For proofs that a wrong engine is found: changes what it is given.</param>
    public static SimulationVerdict Run(ulong seed, OrderFates fates, InputTampering? tamper = null) =>
        new WarmStartRun(seed, fates, tamper).Play();
}
