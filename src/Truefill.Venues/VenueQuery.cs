using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Venues;

public enum VenueQueryKind : byte
{
    OpenOrders = 1,
    Order = 2,
    Executions = 3,
    Positions = 4,
    Balances = 5,
}

/// <summary>
/// A question to a venue. Its answer comes as reports, the last of them a <see cref="VenueReportKind.Ignored"/> end
/// mark.
/// </summary>
/// <param name="WireId">The request asked about, for <see cref="VenueQueryKind.Order"/>.</param>
/// <param name="Since">For <see cref="VenueQueryKind.Executions"/>: from when on.</param>
public readonly record struct VenueQuery(VenueQueryKind Kind, ClOrdId WireId, UtcNanos Since);
