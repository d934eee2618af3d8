namespace Truefill.Server.Alerts;

/// <summary>
/// What can ask for attention. Each has a page of its name in docs/runbooks, and, where Prometheus sees it too, a rule.
/// </summary>
public enum AlertKind
{
    /// <summary>The journal cannot be written: the engine has stopped.</summary>
    JournalFailed = 1,

    /// <summary>Free space is low; below the second threshold new orders are refused.</summary>
    StorageLow,

    /// <summary>The last start took longer than it may; trading waits for a person.</summary>
    RecoverySlow,

    /// <summary>Trading is held for another reason.</summary>
    TradingHeld,

    /// <summary>A venue's session is down.</summary>
    VenueDown,

    /// <summary>A venue is silent while an answer of it is due.</summary>
    CallbackSilence,

    /// <summary>An order was sent long ago and nothing came back.</summary>
    SubmissionStalled,

    /// <summary>What became of a request is not known.</summary>
    OrderUnknown,

    /// <summary>A venue filled more than was ordered.</summary>
    Overfill,

    /// <summary>Something received could not be applied, and nobody has dealt with it.</summary>
    DeadLetters,

    /// <summary>A caller is refused again and again for being too fast.</summary>
    RateLimitSaturated,

    /// <summary>Something that the service depends on is degraded or failed.</summary>
    DependencyDown,

    /// <summary>A kill switch is engaged.</summary>
    KillSwitch,

    /// <summary>The books and the broker differ.</summary>
    ReconciliationBreak,

    /// <summary>A stream is behind by more than it may.</summary>
    ConsumerLag,

    /// <summary>A position has less live protection than it should.</summary>
    ProtectionGap,

    /// <summary>Engine time and the wall clock are apart, or the machine was suspended.</summary>
    ClockJump,
}
