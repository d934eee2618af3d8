using System.Collections.Generic;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated.Prices;

/// <summary>Where a venue's prices begin, or go on after a restart.</summary>
/// <param name="Time">The venue's time: the first print is due then.</param>
/// <param name="IsNew">The venue has never run before: equal seeds are to give equal prices.</param>
/// <param name="LastPrices">By symbol, what was last printed; of symbols that are not in it nothing is known.</param>
public sealed record PriceStart(UtcNanos Time, bool IsNew, IReadOnlyDictionary<string, Px> LastPrices);
