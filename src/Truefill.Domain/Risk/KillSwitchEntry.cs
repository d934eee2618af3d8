using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>One kill switch as it stands.</summary>
/// <param name="Target">Handle of the venue, account, strategy or symbol; 0 for the global one.</param>
/// <param name="Since">When it came into this state.</param>
public readonly record struct KillSwitchEntry(
    KillScope Scope,
    int Target,
    KillSwitchType Type,
    KillSwitchState State,
    string Reason,
    string By,
    UtcNanos Since);
