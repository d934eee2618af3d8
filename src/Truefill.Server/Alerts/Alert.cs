using System.Collections.Generic;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Alerts;

/// <summary>Where an alert is in its life.</summary>
public enum AlertState
{
    /// <summary>It holds, and nobody has said that he knows.</summary>
    Raised,

    /// <summary>It holds, and a named person knows.</summary>
    Acknowledged,

    /// <summary>It holds no more.</summary>
    Cleared,
}

/// <summary>One thing that asks for attention, from when it began to when it ended.</summary>
/// <param name="Id">The engine's epoch and a number in it.</param>
/// <param name="Subject">What it is about: a venue, a key; empty where the kind says all.</param>
public sealed record Alert(
    string Id, AlertKind Kind, string Subject, Severity Severity, string Text, AlertState State, UtcNanos RaisedAt)
{
    public UtcNanos AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public string? AcknowledgeReason { get; init; }

    public UtcNanos ClearedAt { get; init; }

    /// <summary>Counts up with every change of any alert.</summary>
    public long Version { get; init; }

    /// <summary>What it stands for as it was last seen, where that is many; null: it stands for itself.</summary>
    internal IReadOnlySet<long>? Members { get; init; }

    /// <summary>Those of them that it stood for when it was acknowledged, and ever since.</summary>
    internal IReadOnlySet<long>? Known { get; init; }

    public bool IsOpen => State != AlertState.Cleared;
}
