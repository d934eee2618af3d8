using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.FixSessions;
using Truefill.Server.Following;
using Truefill.Server.Health;
using Truefill.Server.Hooks;
using Truefill.Server.Hosting;
using Truefill.Server.Logging;
using Truefill.Server.Venues;

namespace Truefill.Server.Http;

/// <summary>What the HTTP API is given by the service that it belongs to.</summary>
public sealed record ApiContext
{
    /// <summary>Recovered, and started before the first request is let in.</summary>
    public required EngineHost Engine { get; init; }

    /// <summary>Shown on every page.</summary>
    public TradingMode Mode { get; init; }

    public string Build { get; init; } = "dev";

    /// <summary>
    /// Addresses that the service listens on; their host names may be asked for, beside the loopback's.
    /// </summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Who may reach the API, and what of it there is.</summary>
    public ApiPlan Plan { get; init; } = new();

    public IAccess Access { get; init; } = new OpenAccess();

    /// <summary>Reads dead letters that are not executions as JSON; null: there is no such source.</summary>
    public IRawReplay? RawReplay { get; init; }

    /// <summary>The venues with the kill latch before them; null: there are none.</summary>
    public VenueHub? Venues { get; init; }

    /// <summary>What the service depends on beside its journal and venues, for /health.</summary>
    public IReadOnlyList<IHealthSource> HealthSources { get; init; } = [];

    /// <summary>One of the health sources, which has an alert of its own; null: the clock is not watched.</summary>
    internal ClockWatch? Clock { get; init; }

    /// <summary>What reads the journal, or a stream, at its own pace.</summary>
    public IReadOnlyList<IJournalFollower> Followers { get; init; } = [];

    /// <summary>Who is told of the live loop; null: nobody is.</summary>
    public HookBoard? Hooks { get; init; }

    /// <summary>Where log lines go; null: nowhere.</summary>
    public EventLog? Log { get; init; }

    /// <summary>Where a line goes that is no event, where there is no log; null: nowhere.</summary>
    public Action<string>? Report { get; init; }

    /// <summary>FIX sessions to venues, and of clients.</summary>
    public IReadOnlyList<FixSessionEntry> FixSessions { get; init; } = [];

    /// <summary>How long reading the journal took at this start.</summary>
    public TimeSpan RecoveryTime { get; init; }

    /// <summary>Ends the hold of the whole engine, in a person's name and for a reason; null: nothing can.</summary>
    public Func<string, string, Task>? Resume { get; init; }

    /// <summary>Reads the configuration again; null: there is none to read.</summary>
    public Service.ConfigurationReload? Reload { get; init; }

    /// <summary>Monotonic time for limits and ages.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Bounds of the event stream; smaller ones only in tests.</summary>
    public Streaming.StreamOptions Stream { get; init; } = new();
}
