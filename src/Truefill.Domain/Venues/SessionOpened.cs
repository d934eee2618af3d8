using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>A venue's session is logged on and may take requests.</summary>
public readonly record struct SessionOpened(VenueId Venue, UtcNanos At);
