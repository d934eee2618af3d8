namespace Truefill.Domain.Risk.Commands;

/// <summary>Engages, weakens or resets a kill switch.</summary>
/// <param name="Target">Name of the venue, account, strategy or symbol; empty for the global one.</param>
/// <param name="Type">Null: the scope's own.</param>
/// <param name="By">Who; a reset needs a person.</param>
public sealed record SetKillSwitch(
    KillScope Scope,
    string Target,
    KillSwitchType? Type,
    KillSwitchState State,
    string Reason,
    string By);
