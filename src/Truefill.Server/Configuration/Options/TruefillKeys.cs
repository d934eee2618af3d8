using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>The keys of the first level.</summary>
internal static class TruefillKeys
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    public static ValueType<TradingMode> Mode { get; } = PlainTypes.Choice(
        ("simulation", TradingMode.Simulation), ("paper", TradingMode.Paper), ("live", TradingMode.Live));

    public static TruefillOptions Read(Section s) => KnownCalendars.Complete(new TruefillOptions
    {
        Mode = s.Get("mode", Mode, TradingMode.Simulation,
            "`simulation` takes simulated venues, `paper` also real ones with `environment: paper`, "
            + "`live` real money."),
        StateDir = s.Get("state_dir", PlainTypes.Text, "./state",
            "The directory with the journal and all that follows from it."),
        StateId = s.OptionalText("state_id", PlainTypes.Id, "If stated, a state directory with another id is refused."),
        Urls = s.List("urls", PlainTypes.Text, [DefaultUrl], "Where the HTTP API listens."),
        Durability =
            s.Get("durability", PlainTypes.Choice(("sync", Durability.Sync), ("os", Durability.Os)), Durability.Sync,
            "What an answer waits for: the disk, or only the page cache (a power cut then loses answers)."),
        Engine = s.Child("engine", EngineOptions.Read),
        Accounts = s.Items("accounts", AccountOptions.Read) ?? [],
        Instruments = s.Items("instruments", InstrumentOptions.Read) ?? [],
        Calendars = s.Names("calendars", "<name>", CalendarOptions.Read),
        Fx = FxRateOptions.ReadAll(s),
        Snapshots = s.Child("snapshots", SnapshotOptions.Read),
        Reconciliation = s.Child("reconciliation", ReconciliationOptions.Read),
        Risk = s.OptionalChild("risk", RiskOptions.Read),
        Venues = s.Items("venues", VenueOptions.Read) ?? [],
        FixGateway = s.OptionalChild("fix_gateway", FixGatewayOptions.Read),
        Streams = s.Child("streams", StreamsOptions.Read),
        Recorder = s.Child("recorder", RecorderOptions.Read),
        Storage = s.Child("storage", StorageOptions.Read),
        Api = s.Child("api", ApiOptions.Read),
        Alerts = s.Child("alerts", AlertOptions.Read),
        Notifications = s.Items("notifications", NotificationOptions.Read) ?? [],
        Hooks = s.Items("hooks", HookOptions.Read) ?? [],
        RateLimits = s.Child("rate_limits", RateLimitsOptions.Read),
        Cache = s.Child("cache", CacheOptions.Read),
        Metrics = s.Child("metrics", MetricsOptions.Read),
        Logs = s.Child("logs", LogOptions.Read),
    });
}
