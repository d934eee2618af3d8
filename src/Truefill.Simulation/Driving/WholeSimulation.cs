using Truefill.Simulation.Whole;

namespace Truefill.Simulation.Driving;

/// <summary>For proofs that a wrong engine or disk is found.</summary>
public sealed record WholeOptions
{
    /// <summary>Changes what the engine is given, behind everybody's back.</summary>
    public InputTampering? Tamper { get; init; }

    /// <summary>The disk acknowledges syncs that it does not do.</summary>
    public bool DiskLies { get; init; }
}

/// <summary>
/// The whole engine beside a simulated market: journal on a disk that crashes, gateway, faulty line, operators. First
/// with faults, then without, until orders and positions are the venue's.
/// </summary>
public static class WholeSimulation
{
    /// <summary>Runs one seed. Same seed and steps: same run, same verdict, same state hash.</summary>
    public static SimulationVerdict Run(ulong seed, int steps, WholeOptions? options = null) =>
        new WholeRun(seed, steps, options ?? new WholeOptions()).Play();
}
