using System.Collections.Generic;

namespace Truefill.Server.Health;

/// <summary>How well a component does. Ordered: the worse is the greater.</summary>
public enum HealthStatus
{
    Operational = 0,

    /// <summary>It works, and somebody should look.</summary>
    Degraded,

    /// <summary>It does not work, or must not be relied upon.</summary>
    Failed,
}

/// <summary>One component of <c>/health</c>.</summary>
/// <param name="Name">Such as <c>risk_manager</c> or <c>dependency:journal</c>.</param>
/// <param name="Detail">What is wrong; null where nothing is.</param>
public sealed record ComponentHealth(string Name, HealthStatus Status, string? Detail = null)
{
    /// <summary>Numbers, texts, flags and lists of texts, in this order.</summary>
    public IReadOnlyList<(string Name, object? Value)> Metrics { get; init; } = [];
}

/// <summary>Something that the service depends on. Asked from any thread; answers at once from what it knows.</summary>
public interface IHealthSource
{
    ComponentHealth Read();
}
