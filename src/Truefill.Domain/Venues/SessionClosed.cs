using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>A venue's session ended, by our wish or not.</summary>
public readonly record struct SessionClosed(VenueId Venue, string Reason, UtcNanos At);
