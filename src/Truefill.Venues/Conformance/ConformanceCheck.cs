using System;
using System.Threading.Tasks;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>One thing that a venue has to do right.</summary>
/// <param name="Name">A sentence in snake case.</param>
/// <param name="Needs">Is run only on venues that claim all of these.</param>
public sealed record ConformanceCheck(string Name, VenueCapabilities Needs, Func<ConformanceRun, Task> Body)
{
    /// <summary>Is run only on venues that claim a type and a life for these.</summary>
    public OrderNeeds Orders { get; init; }

    /// <summary>The member of the target that the check needs and that is not set; null: it can be run.</summary>
    public Func<ConformanceTarget, string?> Lacks { get; init; } = static _ => null;
}

/// <summary>How a check ended.</summary>
public enum ConformanceOutcome
{
    Passed,

    /// <summary>The venue does not claim what the check is about, or the target cannot make it happen.</summary>
    NotClaimed,
    Failed,
}

/// <param name="Detail">Why it failed, or was not run.</param>
public sealed record ConformanceResult(string Name, ConformanceOutcome Outcome, string? Detail = null);
