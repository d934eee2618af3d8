using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>A difference between books and venue, with its life.</summary>
/// <param name="Latest">The difference as it was last found.</param>
/// <param name="OpenedAt">When it was first found.</param>
/// <param name="Reason">What was last said about it; empty: nothing.</param>
public readonly record struct PositionBreak(
    BreakOpened Latest, BreakState State, string Owner, string By, string Reason, UtcNanos OpenedAt);
