using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>A kill switch was engaged, weakened to a warning, or reset.</summary>
/// <param name="Target">Handle of the venue, account, strategy or symbol; 0 for the global one.</param>
public readonly record struct KillSwitchSet(
    KillScope Scope,
    int Target,
    KillSwitchType Type,
    KillSwitchState State,
    string Reason,
    string By,
    UtcNanos At);
