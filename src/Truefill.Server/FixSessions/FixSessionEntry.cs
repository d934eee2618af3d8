using System;
using Truefill.Fix;

namespace Truefill.Server.FixSessions;

/// <summary>A FIX session of the running service.</summary>
/// <param name="Id">The venue's id, or the client's CompID.</param>
/// <param name="Folder">Where its store and its log are.</param>
/// <param name="Options">What is agreed.</param>
/// <param name="Connection">The line; null: it does not run.</param>
/// <param name="Log">What is counted.</param>
public sealed record FixSessionEntry(
    string Id, string Folder, FixSessionOptions Options, Func<FixConnection?> Connection, FixSessionLog Log)
{
    /// <summary>Where an initiator connects to.</summary>
    public string? Remote { get; init; }

    /// <summary>Between two attempts of an initiator to connect.</summary>
    public TimeSpan? ReconnectDelay { get; init; }

    /// <summary>Reports that wait for a client to be logged on.</summary>
    public Func<int>? Waiting { get; init; }
}
