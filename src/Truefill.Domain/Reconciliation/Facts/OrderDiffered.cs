using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// A venue shows an order otherwise than the books hold it. One look may be an old one, so it is no break before a
/// second, later look shows the same.
/// </summary>
/// <param name="Expected">What can still be executed by the books, unsigned.</param>
/// <param name="Found">What can still be executed by the venue, unsigned.</param>
/// <param name="AsOf">The moment of the list, by the venue's clock; none: it does not say.</param>
public readonly record struct OrderDiffered(
    BreakClass Class,
    VenueId Venue,
    AccountId Account,
    SymbolId Symbol,
    Qty Expected,
    Qty Found,
    UtcNanos AsOf,
    UtcNanos At,
    OrderSight Order);
