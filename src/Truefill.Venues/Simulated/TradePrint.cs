using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated;

/// <summary>A trade between others that the market printed: what our orders can take part in.</summary>
/// <param name="Size">Positive.</param>
public readonly record struct TradePrint(UtcNanos Time, string Symbol, Px Price, Qty Size);
