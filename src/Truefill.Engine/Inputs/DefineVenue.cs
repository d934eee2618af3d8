using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Engine.Inputs;

/// <summary>A venue of the configuration.</summary>
/// <param name="RequestTimeout">Nanoseconds after which an unanswered request is unknown; 0: never by time.</param>
/// <param name="ComparesOnStart">Trading opens there only after a comparison with the books.</param>
/// <param name="CompareEvery">Nanoseconds between comparisons of positions; 0: only when asked.</param>
/// <param name="QtyTolerance">Differences up to this are none.</param>
/// <param name="CorrectsPositions">A difference is booked as a correction, else only shown.</param>
/// <param name="Orphans">What becomes of an order there that nobody here entered.</param>
public sealed record DefineVenue(
    string Venue,
    bool ReadOnly,
    VenueCapabilities Capabilities = VenueCapabilities.OrderEntry,
    long RequestTimeout = 0,
    bool ComparesOnStart = false,
    long CompareEvery = 0,
    Qty QtyTolerance = default,
    bool CorrectsPositions = false,
    OrphanPolicy Orphans = OrphanPolicy.Adopt);
