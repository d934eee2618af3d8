using System.Collections.Generic;
using Truefill.Server.Hosting;

namespace Truefill.Server.Http;

/// <summary>What the HTTP API is given by the service that it belongs to.</summary>
public sealed record ApiContext
{
    /// <summary>Recovered, and started before the first request is let in.</summary>
    public required EngineHost Engine { get; init; }

    /// <summary><c>simulation</c>, <c>paper</c> or <c>live</c>: shown on every page.</summary>
    public string Mode { get; init; } = "simulation";

    public string Build { get; init; } = "dev";

    /// <summary>
    /// Addresses that the service listens on; their host names may be asked for, beside the loopback's.
    /// </summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Further host names that may be asked for, for example behind a proxy.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public IAccess Access { get; init; } = new OpenAccess();

    /// <summary>Replays dead letters that are not executions as JSON; null: there is no such source.</summary>
    public IRawReplay? RawReplay { get; init; }

    /// <summary>Bounds of the event stream; smaller ones only in tests.</summary>
    public Streaming.StreamOptions Stream { get; init; } = new();
}
