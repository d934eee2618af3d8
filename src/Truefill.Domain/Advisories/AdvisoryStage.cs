namespace Truefill.Domain.Advisories;

/// <summary>
/// How far an advisory has come. Before the execution, on the way, and the results; spelled as the source document
/// spells them. Numbers are frozen.
/// </summary>
public enum AdvisoryStage : byte
{
    Proposed = 1,
    Approved = 2,
    Declined = 3,

    /// <summary>The order is decided; the venue has not answered, or it waits here for its venue.</summary>
    Submitted = 4,

    /// <summary>The venue has the order and nothing is filled.</summary>
    Pending = 5,

    /// <summary>On the way: a part is filled. As a result: only a part was, and it is kept.</summary>
    PartiallyFilled = 6,

    /// <summary>Filled within the timeout, its last nanosecond included.</summary>
    Filled = 7,

    /// <summary>Filled after the timeout and within the grace: valid, with stop-loss and take-profit.</summary>
    ExecutedFullLate = 8,

    /// <summary>Canceled before any fill.</summary>
    Cancelled = 9,

    /// <summary>Provably not sent, or rejected by the venue.</summary>
    Failed = 10,

    /// <summary>No fill in time; what became of the order may be unknown.</summary>
    FailedTimeout = 11,

    /// <summary>A check before the submission failed: nothing was sent.</summary>
    Rejected = 12,
}
