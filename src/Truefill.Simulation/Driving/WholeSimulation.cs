using System;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Whole;

namespace Truefill.Simulation.Driving;

/// <summary>For proofs that a wrong engine or disk is found.</summary>
public sealed record WholeOptions
{
    /// <summary>Changes what the engine is given, behind everybody's back.</summary>
    public InputTampering? Tamper { get; init; }

    /// <summary>What the comparison with the model sees instead of the books.</summary>
    public Func<IObservedState, IObservedState>? Lie { get; init; }

    /// <summary>The disk acknowledges syncs that it does not do.</summary>
    public bool DiskLies { get; init; }
}

/// <summary>
/// The whole engine between a simulated market and the independent model: journal on a disk that crashes, gateway,
/// faulty line, operators. First with faults, then without, until orders and positions are the venue's. All along they
/// have to be what the model makes of the same inputs.
/// </summary>
public static class WholeSimulation
{
    /// <summary>Runs one seed. Same seed and steps: same run, same verdict, same state hash.</summary>
    public static SimulationVerdict Run(ulong seed, int steps, WholeOptions? options = null)
    {
        WholeOptions chosen = options ?? new WholeOptions();
        SimulationVerdict verdict = new WholeRun(seed, steps, chosen, trace: null).Play();
        if (verdict.IsOk) return verdict;

        // Once more, looking after every block: the step and the inputs that led to it.
        SimulationVerdict closer = new WholeRun(seed, steps, chosen, new InputTrace()).Play();
        return closer.IsOk ? verdict : closer;
    }
}
