using System;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>One session of a configuration file.</summary>
public sealed record FixSessionSettings
{
    public required FixSessionOptions Options { get; init; }

    /// <summary>Of the counterparty, for an initiator; the address to listen at, for an acceptor, null for
    /// all.</summary>
    public string? Host { get; init; }

    /// <summary>To connect to or to listen at.</summary>
    public required int Port { get; init; }

    /// <summary>The folder for a <see cref="FileMessageStore"/>; null when the numbers need not outlive the
    /// process.</summary>
    public string? StoreFolder { get; init; }

    public string? LogFolder { get; init; }

    /// <summary>The first delay before an initiator tries again.</summary>
    public TimeSpan ReconnectInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Keys that mean nothing here, as they stood: a host's own, or another engine's.</summary>
    public required IReadOnlyDictionary<string, string> Others { get; init; }
}
