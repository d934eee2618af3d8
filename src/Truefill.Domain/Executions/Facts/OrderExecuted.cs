using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>A trade of a known order: ExecType(150)=F. Account, symbol and side are the order's.</summary>
public readonly record struct OrderExecuted(
    ExecHandle Exec,
    OrderHandle Order,
    in ExecKey Key,
    Qty LastQty,
    Px LastPx,
    long VenueSeq,
    UtcNanos TransactTime)
{
    /// <summary>What makes it this execution. A field, so that reading a part of it does not copy all.</summary>
    public readonly ExecKey Key = Key;
}
