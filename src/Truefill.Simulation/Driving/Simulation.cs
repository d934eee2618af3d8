using System;
using Truefill.Journal;

namespace Truefill.Simulation.Driving;

/// <summary>The whole engine under a faulty world, held against the independent model.</summary>
public static class Simulation
{
    /// <summary>Runs one seed. Same seed, steps and options: same run, same verdict, same state hash.</summary>
    public static SimulationVerdict Run(ulong seed, int steps, SimulationOptions? options = null)
    {
        SimulationOptions chosen = options ?? new SimulationOptions();
        SimulationVerdict verdict = new SimulationRun(seed, steps, chosen, trace: null).Play();
        if (verdict.IsOk) return verdict;

        // Once more: the step and the inputs that led to it.
        SimulationVerdict closer = Watch(seed, steps, chosen);
        return closer.IsOk ? verdict : closer;
    }

    /// <summary>Runs one seed and hands out its journal, which ends where engine and model go apart.</summary>
    /// <param name="committed">Told each block as it becomes durable, in order.</param>
    public static SimulationVerdict Record(ulong seed, int steps, Action<BlockBuilder> committed) =>
        Watch(seed, steps, new SimulationOptions { Committed = committed });

    // Looks after every input.
    private static SimulationVerdict Watch(ulong seed, int steps, SimulationOptions options) =>
        new SimulationRun(
            seed, steps, options with { CompareEvery = 1, PositionsEvery = 1 }, new InputTrace()).Play();
}
