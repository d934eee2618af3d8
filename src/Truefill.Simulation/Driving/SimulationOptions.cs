using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Driving;

/// <summary>
/// How a run is watched, and what is done to the engine in it. Nothing of it changes the story but crashes and faults.
/// </summary>
public sealed record SimulationOptions
{
    /// <summary>
    /// Touched orders and the counters are compared after so many inputs; a divergence found this way is searched for
    /// again at 1.
    /// </summary>
    public int CompareEvery { get; init; } = 64;

    /// <summary>
    /// Touched positions are compared after so many inputs: the model adds all their trades up from the first one.
    /// </summary>
    public int PositionsEvery { get; init; } = 800;

    /// <summary>Everything is compared, and replayed state with live state, after so many inputs.</summary>
    public int EverythingEvery { get; init; } = 2500;

    /// <summary>One block in so many is lost with its engine; 0: none.</summary>
    public int LosesOneBlockIn { get; init; } = 150;

    /// <summary>One crash in so many restarts from the journal's beginning; else from the newest checkpoint.</summary>
    public int RestartsFromBeginningOneIn { get; init; } = 8;

    /// <summary>At the end of one seed in so many the whole journal is decided again; 0: never.</summary>
    public int RedecidesOneSeedIn { get; init; } = 16;

    /// <summary>These faults instead of the seed's own choice.</summary>
    public FaultKind[]? Faults { get; init; }

    /// <summary>For proofs that a wrong engine is found: what the comparison sees instead of the books.</summary>
    public Func<IObservedState, IObservedState>? Lie { get; init; }

    /// <summary>
    /// For proofs that a wrong engine is found: changes what the engine is given, behind the model's back.
    /// </summary>
    public InputTampering? Tamper { get; init; }

    /// <summary>Told each block of the journal as it becomes durable, in order; null: nobody is.</summary>
    public Action<BlockBuilder>? Committed { get; init; }

    /// <summary>Told the number of inputs now and then.</summary>
    public Action<long>? Progress { get; init; }
}

/// <param name="input">As the engine will get it.</param>
/// <param name="books">The engine's own, before it.</param>
/// <param name="step">Number of the input in the run.</param>
public delegate void InputTampering(ref Input input, Books books, long step);

/// <summary>What a run came to.</summary>
/// <param name="Steps">Inputs that engine and model both took.</param>
/// <param name="StateHash">Of the engine's books at the end: the same for the same seed, steps and options.</param>
/// <param name="Failure">Null: no divergence.</param>
public sealed record SimulationVerdict(
    ulong Seed, long Steps, string StateHash, int Crashes, int Checks, int Blocks, SimulationFailure? Failure)
{
    public bool IsOk => Failure is null;

    /// <summary>Restarts that went on from a checkpoint.</summary>
    public int Resumed { get; init; }

    /// <summary>Restarts that were refused, because a bit of the journal had changed.</summary>
    public int Refused { get; init; }

    /// <summary>Processes that ended at a call that the disk refused.</summary>
    public int DiskFailures { get; init; }

    /// <summary>Starts that ended before they were done.</summary>
    public int BrokenStarts { get; init; }

    public override string ToString() => Failure is null
        ? $"seed {Seed}: ok, {Steps} steps, {Crashes} crashes, state {StateHash[..16]}"
        : $"seed {Seed}: {Failure}";
}

/// <summary>Where engine and model went apart.</summary>
/// <param name="Step">Number of the input after which it showed, from 0.</param>
/// <param name="Divergences">All that differed there; the first is the one to look at.</param>
/// <param name="Inputs">The last ones that touched the same key, as text, oldest first.</param>
public sealed record SimulationFailure(
    long Step, IReadOnlyList<Divergence> Divergences, IReadOnlyList<string> Inputs)
{
    public Divergence First => Divergences[0];

    public override string ToString() =>
        $"step {Step}: {string.Join("; ", Divergences)}"
        + string.Concat(System.Linq.Enumerable.Select(Inputs, i => "\n  " + i));
}
