using Truefill.Domain.Names;

namespace Truefill.Domain.Venues;

/// <summary>A venue is configured.</summary>
/// <param name="ReadOnly">It keeps books only and can be sent nothing.</param>
/// <param name="RequestTimeout">Nanoseconds after which an unanswered request is unknown; 0: never by time.</param>
/// <param name="ComparesOnStart">Trading opens there only after a comparison with the books.</param>
public readonly record struct VenueDefined(
    VenueId Venue,
    bool ReadOnly,
    VenueCapabilities Capabilities = VenueCapabilities.OrderEntry,
    long RequestTimeout = 0,
    bool ComparesOnStart = false);
