using System.Collections.Generic;

namespace Truefill.Server.Configuration.Options;

/// <summary>The effective configuration. Immutable; a reload makes a new one.</summary>
public sealed record TruefillOptions
{
    public required TradingMode Mode { get; init; }

    public required string StateDir { get; init; }

    /// <summary>A state directory with another id is refused; null: any.</summary>
    public required string? StateId { get; init; }

    public required IReadOnlyList<string> Urls { get; init; }

    public required Durability Durability { get; init; }

    public required EngineOptions Engine { get; init; }

    /// <summary>Empty: any account name is taken as it comes, in USD, fifo.</summary>
    public required IReadOnlyList<AccountOptions> Accounts { get; init; }

    public required IReadOnlyList<InstrumentOptions> Instruments { get; init; }

    public required IReadOnlyList<CalendarOptions> Calendars { get; init; }

    public required IReadOnlyList<FxRateOptions> Fx { get; init; }

    public required SnapshotOptions Snapshots { get; init; }

    public required ReconciliationOptions Reconciliation { get; init; }

    /// <summary>Null: no risk block, every control is off. Live refuses to start then.</summary>
    public required RiskOptions? Risk { get; init; }

    public required IReadOnlyList<VenueOptions> Venues { get; init; }

    public required FixGatewayOptions? FixGateway { get; init; }

    public required StreamsOptions Streams { get; init; }

    public required RecorderOptions Recorder { get; init; }

    public required StorageOptions Storage { get; init; }

    public required ApiOptions Api { get; init; }

    public required AlertOptions Alerts { get; init; }

    public required IReadOnlyList<NotificationOptions> Notifications { get; init; }

    public required IReadOnlyList<HookOptions> Hooks { get; init; }

    public required RateLimitsOptions RateLimits { get; init; }

    public required CacheOptions Cache { get; init; }

    public required MetricsOptions Metrics { get; init; }

    public required LogOptions Logs { get; init; }

    /// <summary>SHA-256 in hex of all values in canonical form. Secrets count as redacted: <see
    /// cref="SecretsHash"/>.</summary>
    public string ConfigHash { get; init; } = "";

    /// <summary>SHA-256 in hex of the secrets alone. Never shown or sent: it only tells that one changed.</summary>
    public string SecretsHash { get; init; } = "";
}
