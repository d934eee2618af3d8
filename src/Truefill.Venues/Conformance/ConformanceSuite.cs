using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Truefill.Venues.Conformance;

/// <summary>
/// What every venue has to do right, by what it claims. Run it from a test framework, a check at a time, or all at once
/// from a program; see docs/writing-a-venue.md.
/// </summary>
public static class ConformanceSuite
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        .. SessionChecks.All, .. OrderChecks.All, .. AmendmentChecks.All, .. ReplaceChecks.All, .. LookUpChecks.All,
        .. QueryChecks.All, .. RestartChecks.All, .. FaultChecks.All,
    ];

    public static IEnumerable<string> Names => Checks.Select(check => check.Name);

    /// <summary>Runs one check. Whatever the adapter throws is how the check failed.</summary>
    /// <exception cref="ArgumentException">There is no check of that name.</exception>
    public static async Task<ConformanceResult> RunAsync(ConformanceTarget target, string name)
    {
        ArgumentNullException.ThrowIfNull(target);
        ConformanceCheck check = Checks.FirstOrDefault(one => one.Name == name)
            ?? throw new ArgumentException($"there is no check '{name}'", nameof(name));
        return await new ConformanceCase(target, check).RunAsync();
    }

    /// <summary>Runs all checks, one after another; each is judged by itself.</summary>
    public static async Task<IReadOnlyList<ConformanceResult>> RunAllAsync(ConformanceTarget target)
    {
        List<ConformanceResult> results = [];
        foreach (string name in Names) results.Add(await RunAsync(target, name));
        return results;
    }
}
