using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>A trade of a known order: ExecType(150)=F. Account, symbol and side are the order's.</summary>
public readonly record struct OrderExecuted(
    ExecHandle Exec,
    OrderHandle Order,
    ExecKey Key,
    Qty LastQty,
    Px LastPx,
    long VenueSeq,
    UtcNanos TransactTime);
