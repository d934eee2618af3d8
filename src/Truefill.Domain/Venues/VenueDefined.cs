using Truefill.Domain.Names;

namespace Truefill.Domain.Venues;

/// <summary>A venue is configured. Read-only ones keep books and can be sent nothing.</summary>
public readonly record struct VenueDefined(VenueId Venue, bool ReadOnly);
