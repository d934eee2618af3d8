using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>A named person approved or declined an advisory.</summary>
/// <param name="SnapshotHash">Of what was approved: only that may be executed.</param>
/// <param name="Reason">In their words; may be empty for an approval.</param>
public readonly record struct AdvisoryDecided(
    int Number,
    bool IsApproved,
    string SnapshotHash,
    string By,
    string Reason,
    UtcNanos At);
