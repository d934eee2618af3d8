using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Venues;

/// <summary>
/// A question to a venue. Trades come back as execution reports, everything else inside the one
/// <see cref="VenueAnswer"/> that ends each answer, also one that failed.
/// </summary>
/// <param name="Id">Comes back in the answer.</param>
/// <param name="WireId">The request asked about, for <see cref="QueryKind.Order"/>.</param>
/// <param name="OrderId">The venue's id of that order where it has given one, else none.</param>
/// <param name="Account">Only this account; empty: all.</param>
/// <param name="Symbol">Only this symbol; empty: all.</param>
/// <param name="Since">For <see cref="QueryKind.Executions"/>: from when on.</param>
/// <param name="Side">Side of the order asked about, for venues that want it repeated; else default.</param>
/// <param name="Terms">That order's terms as the books hold them, so that it can be followed from here on.</param>
/// <param name="CumQty">Executed of it so far, by the books.</param>
/// <param name="AvgPx">Average price of <paramref name="CumQty"/>; zero: nothing is executed.</param>
public readonly record struct VenueQuery(
    long Id,
    QueryKind Kind,
    ClOrdId WireId,
    OrderId OrderId,
    string Account,
    string Symbol,
    UtcNanos Since,
    Side Side = default,
    OrderTerms Terms = default,
    Qty CumQty = default,
    Px AvgPx = default);
