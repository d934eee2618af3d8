using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Venues;

/// <summary>A venue is configured.</summary>
/// <param name="ReadOnly">It keeps books only and can be sent nothing.</param>
/// <param name="RequestTimeout">Nanoseconds after which an unanswered request is unknown; 0: never by time.</param>
/// <param name="ComparesOnStart">Trading opens there only after a comparison with the books.</param>
/// <param name="CompareEvery">Nanoseconds between comparisons of positions; 0: only when asked.</param>
/// <param name="QtyTolerance">Differences up to this are none.</param>
/// <param name="CorrectsPositions">A difference is booked as a correction, else only shown.</param>
/// <param name="Orphans">What becomes of an order there that nobody here entered.</param>
public readonly record struct VenueDefined(
    VenueId Venue,
    bool ReadOnly,
    VenueCapabilities Capabilities = VenueCapabilities.OrderEntry,
    long RequestTimeout = 0,
    bool ComparesOnStart = false,
    long CompareEvery = 0,
    Qty QtyTolerance = default,
    bool CorrectsPositions = false,
    OrphanPolicy Orphans = OrphanPolicy.Adopt);
