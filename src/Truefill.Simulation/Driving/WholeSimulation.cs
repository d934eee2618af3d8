using Truefill.Simulation.Whole;

namespace Truefill.Simulation.Driving;

/// <summary>
/// The whole engine beside a simulated market: journal on a disk that crashes, gateway, faulty line, operators. First
/// with faults, then without, until orders and positions are the venue's.
/// </summary>
public static class WholeSimulation
{
    /// <summary>Runs one seed. Same seed and steps: same run, same verdict, same state hash.</summary>
    public static SimulationVerdict Run(ulong seed, int steps) => new WholeRun(seed, steps).Play();
}
