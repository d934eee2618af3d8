using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>One unit of From is worth Rate units of To.</summary>
public readonly record struct FxRateSet(Currency From, Currency To, Px Rate, UtcNanos At);
