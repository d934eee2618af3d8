using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>A trade was corrected: ExecType(150)=G. It counts as if it had always been so.</summary>
public readonly record struct TradeCorrected(
    ExecHandle Exec,
    ExecKey Key,
    Side Side,
    AccountId Account,
    Qty LastQty,
    Px LastPx,
    long VenueSeq,
    UtcNanos TransactTime);
