using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>No order goes to a venue until a person resumes trading there; cancels and questions still do.</summary>
/// <param name="Venue">None: at no venue.</param>
public readonly record struct TradingHeld(VenueId Venue, string Reason, UtcNanos At);
