using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hooks;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Logging;
using Truefill.Server.Venues;

namespace Truefill.Server.Service;

/// <summary>What a run of the service is to do, worked out from the configuration and the command line.</summary>
public sealed record LiveLoopOptions
{
    public required string StateDirectory { get; init; }

    /// <summary>Null: whatever the directory's is.</summary>
    public string? StateId { get; init; }

    /// <summary>Addresses to listen on, for example <c>http://127.0.0.1:8080</c>; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    public ApiPlan Api { get; init; } = new();

    /// <summary>Shown everywhere.</summary>
    public TradingMode Mode { get; init; }

    public JournalDurability Durability { get; init; } = JournalDurability.Sync;

    /// <summary>Size of new journal segments; smaller ones only in tests.</summary>
    public long SegmentBytes { get; init; } = JournalOptions.DefaultSegmentBytes;

    /// <summary><c>--start cold</c>: orders that were held and never sent are dropped.</summary>
    public bool Cold { get; init; }

    /// <summary><c>--cancel-open</c>: a clean stop cancels what works at the venues first.</summary>
    public bool CancelOpen { get; init; }

    /// <summary><c>engine.wait: spin</c>.</summary>
    public bool Spin { get; init; }

    /// <summary><c>engine.cpu</c>; null: any.</summary>
    public int? Cpu { get; init; }

    /// <summary>Where engine time comes from; others only in tests.</summary>
    public MachineClocks Clocks { get; init; } = MachineClocks.System;

    /// <summary>Free bytes below which a warning is given.</summary>
    public long WarnFree { get; init; } = 10L << 30;

    /// <summary>Free bytes below which new orders are refused.</summary>
    public long StopOrdersFree { get; init; } = 2L << 30;

    public string Build { get; init; } = "dev";

    public string ConfigHash { get; init; } = "";

    /// <summary>
    /// Accounts, instruments, venues and rates of the configuration, in the order in which they are put in.
    /// </summary>
    public IReadOnlyList<Input> Definitions { get; init; } = [];

    /// <summary>
    /// The definitions and the venues are all there are: a venue or an account of an earlier run that is not among them
    /// takes no new orders any more.
    /// </summary>
    public bool DefinesAll { get; init; }

    /// <summary>
    /// Makes the venues for a state directory that is locked by then; the service disposes of their adapters. They are
    /// defined before <see cref="Definitions"/> are put in.
    /// </summary>
    public Func<string, IReadOnlyList<VenueSetup>> Venues { get; init; } = static _ => [];

    /// <summary>
    /// Looks at the files that venues are to read, before anything is opened. Throws a
    /// <see cref="ServiceSettingException"/> that names the key of one that cannot be read.
    /// </summary>
    public Action CheckVenues { get; init; } = static () => { };

    /// <summary>FIX order entry for clients; null: there is none.</summary>
    public FixGatewayOptions? FixGateway { get; init; }

    /// <summary>When each day everything is compared with the venues and a report kept; null: never.</summary>
    public ZonedTime? Nightly { get; init; }

    /// <summary>What the gateway shows to clients, who then have to encrypt; null: plain TCP.</summary>
    public X509Certificate2? FixGatewayCertificate { get; init; }

    /// <summary>Who signs the certificates that the gateway's clients have to show; null: none is asked for.</summary>
    public X509Certificate2Collection? FixGatewayClients { get; init; }

    /// <summary>Reads the configuration again, on request and at SIGHUP; null: nothing does.</summary>
    public ConfigurationReload? Reload { get; init; }

    /// <summary>
    /// The order event log is kept up to date; a run without it catches up at the next start that has it.
    /// </summary>
    public bool FollowEvents { get; init; } = true;

    /// <summary>Who is told of kill switches, reconnects and positions.</summary>
    public HookPlan Hooks { get; init; } = new();

    /// <summary>Where log lines go; null: nowhere. Closed with the service.</summary>
    public EventLog? Log { get; init; }

    /// <summary>Takes a line about something that went wrong beside the engine.</summary>
    public Action<string>? Report { get; init; }

    /// <summary>A small trader sends orders through the public API.</summary>
    public bool Demo { get; init; }
}
