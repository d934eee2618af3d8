using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>An account's day has begun; its losses are counted from here.</summary>
/// <param name="Day">Days since 1970 by the account's own days.</param>
/// <param name="Baseline">Realised and open PnL at its beginning, in the account's currency.</param>
public readonly record struct RiskDayStarted(AccountId Account, long Day, decimal Baseline, UtcNanos At);
