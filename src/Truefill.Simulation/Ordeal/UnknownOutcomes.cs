using System;
using System.Collections.Generic;
using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Ordeal;

/// <summary>
/// The line to the venue is cut at each point of a request's life, and comes back in each way that lines do. In the end
/// no order lives twice, every execution is booked, and the position is the venue's.
/// </summary>
public static class UnknownOutcomes
{
    public static IReadOnlyList<CutPoint> Points { get; } = Enum.GetValues<CutPoint>();

    public static IReadOnlyList<ReconnectPolicy> Policies { get; } = Enum.GetValues<ReconnectPolicy>();

    /// <summary>Runs one seed at one point. <see cref="SimulationVerdict.Checks"/> is 1 if the line was cut.</summary>
    /// <param name="tamper">For proofs that a wrong engine is found: changes what it is given.</param>
    public static SimulationVerdict Run(
        ulong seed, CutPoint point, ReconnectPolicy policy, InputTampering? tamper = null) =>
        new OrdealRun(seed, point, policy, tamper).Play();

    /// <summary>Runs a seed at every point with every policy; a failure names its point and policy.</summary>
    public static SimulationVerdict Run(ulong seed)
    {
        VerdictSum sum = new(seed);
        foreach (CutPoint point in Points)
            foreach (ReconnectPolicy policy in Policies)
                sum.Add($"{point}, {policy}", Run(seed, point, policy));
        return sum.Whole;
    }
}
