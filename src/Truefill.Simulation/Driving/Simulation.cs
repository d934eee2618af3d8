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

        // Once more, looking after every input: the step and the inputs that led to it.
        InputTrace trace = new();
        SimulationOptions watchful = chosen with { CompareEvery = 1, PositionsEvery = 1 };
        SimulationVerdict closer = new SimulationRun(seed, steps, watchful, trace).Play();
        return closer.IsOk ? verdict : closer;
    }
}
