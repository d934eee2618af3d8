using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>
/// What every venue has to do right, by what it claims. Run it from a test framework, a check at a time, or all at once
/// from a program; see docs/writing-a-venue.md.
/// </summary>
public static class ConformanceSuite
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        .. SessionChecks.All, .. OrderChecks.All, .. AmendmentChecks.All, .. QueryChecks.All, .. FaultChecks.All,
    ];

    public static IEnumerable<string> Names => Checks.Select(check => check.Name);

    /// <summary>Runs one check.</summary>
    /// <exception cref="ArgumentException">There is no check of that name.</exception>
    public static async Task<ConformanceResult> RunAsync(ConformanceTarget target, string name)
    {
        ConformanceCheck check = Checks.FirstOrDefault(one => one.Name == name)
            ?? throw new ArgumentException($"there is no check '{name}'", nameof(name));
        await using ConformanceRun run = new(target, name);
        VenueCapabilities missing = check.Needs & ~run.Venue.Capabilities;
        if (missing != VenueCapabilities.None)
            return new ConformanceResult(name, ConformanceOutcome.NotClaimed, missing.ToString());
        if (check.Lacks(target) is { } lacking)
            return new ConformanceResult(name, ConformanceOutcome.NotClaimed, $"the target has no {lacking}");
        try
        {
            await check.Body(run);
            run.CheckExecutions();
            return new ConformanceResult(name, ConformanceOutcome.Passed);
        }
        catch (Exception e) when (e is ConformanceException or NotSentException)
        {
            return new ConformanceResult(name, ConformanceOutcome.Failed, e.Message);
        }
    }

    /// <summary>Runs all checks, one after another.</summary>
    public static async Task<IReadOnlyList<ConformanceResult>> RunAllAsync(ConformanceTarget target)
    {
        List<ConformanceResult> results = [];
        foreach (string name in Names) results.Add(await RunAsync(target, name));
        return results;
    }
}
