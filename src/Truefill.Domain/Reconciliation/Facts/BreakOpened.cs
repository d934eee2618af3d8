using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// Books and venue differ in a position, or differ now by another quantity than before. Of a
/// <see cref="BreakClass.LateFill"/> the quantities are those of the order: as its result first told, and as filled.
/// Of a <see cref="BreakClass.PhantomOrder"/>, an <see cref="BreakClass.OrphanOrder"/> and a
/// <see cref="BreakClass.MissingOrder"/> they are what can still be executed, unsigned; of a
/// <see cref="BreakClass.MissingFill"/> what was executed.
/// </summary>
/// <param name="Id">Counts up from 1; the same again while it is not resolved.</param>
/// <param name="Expected">Of the books, signed, over all strategies, as of the comparison's moment.</param>
/// <param name="Found">Of the venue, signed.</param>
/// <param name="Order">The order that the break is about; its <c>Order</c> is none where the books have none.</param>
public readonly record struct BreakOpened(
    int Id,
    BreakClass Class,
    VenueId Venue,
    AccountId Account,
    SymbolId Symbol,
    Qty Expected,
    Qty Found,
    UtcNanos At,
    OrderSight Order = default);
