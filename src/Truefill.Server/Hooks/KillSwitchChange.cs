using Truefill.Domain.Risk;
using Truefill.Domain.Time;

namespace Truefill.Server.Hooks;

/// <summary>A kill switch as it stands from now on.</summary>
/// <param name="Seq">Sequence in the journal.</param>
/// <param name="Target">The venue, account, strategy or symbol; empty for the global one.</param>
/// <param name="State"><see cref="KillSwitchState.Off"/>: it was reset.</param>
/// <param name="By">Who did it.</param>
public sealed record KillSwitchChange(
    ulong Seq,
    UtcNanos At,
    KillScope Scope,
    string Target,
    KillSwitchType Type,
    KillSwitchState State,
    string Reason,
    string By);
