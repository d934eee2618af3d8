using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>A configured venue and whether its session is logged on.</summary>
/// <param name="ReadOnly">Keeps books only; nothing is ever sent.</param>
/// <param name="Since">When the session was last opened or closed.</param>
public readonly record struct Session(VenueId Venue, bool ReadOnly, bool IsOpen, UtcNanos Since);
