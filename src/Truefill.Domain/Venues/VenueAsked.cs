using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>A question to a venue is decided; it leaves once this is durable.</summary>
/// <param name="QueryId">Counts up from 1 over all venues.</param>
/// <param name="Order">The order asked about, for <see cref="QueryKind.Order"/>.</param>
/// <param name="Request">Our wire id of the request asked about, likewise.</param>
/// <param name="Since">For executions: from when on.</param>
public readonly record struct VenueAsked(
    long QueryId,
    VenueId Venue,
    QueryKind Kind,
    OrderHandle Order,
    ClOrdId Request,
    UtcNanos Since,
    UtcNanos At);
