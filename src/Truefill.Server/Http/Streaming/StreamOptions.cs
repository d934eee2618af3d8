using System;

namespace Truefill.Server.Http.Streaming;

/// <summary>Bounds and pace of the event stream.</summary>
public sealed record StreamOptions
{
    /// <summary>Events kept in memory for everybody; who falls further behind reads the journal.</summary>
    public int EventsMax { get; init; } = 16384;

    /// <summary>Bytes of those events.</summary>
    public int BytesMax { get; init; } = 16 << 20;

    /// <summary>
    /// A heartbeat comes this often, also while the journal is read again: a reader can tell a quiet stream from a dead
    /// one, and knows how far it is behind.
    /// </summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>PnL is sent at most this often, and only when something has changed.</summary>
    public TimeSpan PnlInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Who asks for snapshots gets what has changed since the last one at most this often.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Every so often a snapshot holds all positions, whether they have changed or not.</summary>
    public TimeSpan SnapshotComplete { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A write that a client does not take within this time ends its stream; it resumes where it was.
    /// </summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Events are kept this long after the last client left, for its return.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(60);

    public int ClientsMax { get; init; } = 256;

    /// <summary>Of those, how many stay free for callers with the role risk or above, as on the Unix socket.</summary>
    public int ClientsReserved { get; init; } = 32;

    /// <summary>How many one caller below that role may have.</summary>
    public int ClientsPerCaller { get; init; } = 64;

    /// <summary>
    /// Replays of the journal at a time, those included that nobody waits for any more; each has a replica of its own.
    /// </summary>
    public int ResyncsMax { get; init; } = 2;
}
