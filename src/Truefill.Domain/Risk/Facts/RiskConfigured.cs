using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>The limits of a configuration have been taken over.</summary>
/// <param name="ConfigHash">SHA-256 of the configuration as it was read.</param>
/// <param name="IsLive">Real money: what cannot be computed refuses.</param>
public readonly record struct RiskConfigured(string ConfigHash, bool IsLive, UtcNanos At);
