using System;
using System.Collections.Generic;
using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Ordeal;

/// <summary>What a run of comparisons came to.</summary>
/// <param name="Compared">Comparisons made.</param>
/// <param name="Conclusive">Those that ended in a match or a break.</param>
/// <param name="Planted">Differences of one lot that were put into the books.</param>
/// <param name="Corrected">Comparisons that led to corrections.</param>
/// <param name="Phantoms">Orders that the books held canceled, and were found to live at the venue.</param>
/// <param name="Missed">Orders that the venue forgot, and were found to be in the books alone.</param>
/// <param name="Orphaned">Breaks of orders that somebody else entered.</param>
/// <param name="Untold">Breaks of orders of which a trade was withheld.</param>
public sealed record ComparisonVerdict(
    SimulationVerdict Run, int Compared, int Conclusive, int Planted, int Corrected, int Phantoms, int Missed,
    int Orphaned, int Untold);

/// <summary>
/// Positions are compared again and again with a venue whose lists lag, are cut short, empty, failed or lost, while
/// trading goes on: no break that is none, none missed, every execution counted once.
/// </summary>
public static class ReconciliationRounds
{
    public static IReadOnlyList<ComparisonMode> Modes { get; } = Enum.GetValues<ComparisonMode>();

    /// <param name="tamper">For proofs that a wrong engine is found: changes what it is given.</param>
    public static ComparisonVerdict Run(
        ulong seed, int rounds, ComparisonMode mode, InputTampering? tamper = null) =>
        new ComparisonRun(seed, rounds, mode, tamper).Play();

    /// <summary>Runs a seed in every mode, the rounds shared out; a failure names its mode.</summary>
    public static SimulationVerdict Run(ulong seed, int rounds)
    {
        VerdictSum sum = new(seed);
        foreach (ComparisonMode mode in Modes)
            sum.Add(mode.ToString(), Run(seed, (rounds + (int)mode) / Modes.Count, mode).Run);
        return sum.Whole;
    }
}
