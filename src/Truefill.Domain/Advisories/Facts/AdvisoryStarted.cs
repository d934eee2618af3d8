using Truefill.Domain.Risk;
using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>The execution of an approved advisory began; what follows at once says how far it got.</summary>
/// <param name="KillSwitch">The strongest kill switch over it at that moment.</param>
public readonly record struct AdvisoryStarted(int Number, KillSwitchState KillSwitch, string By, UtcNanos At);
