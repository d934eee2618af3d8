using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>A second look did not show what the first one had: the first was old, or has been put right.</summary>
public readonly record struct OrderAgreed(VenueId Venue, OrderSight Order, UtcNanos At);
