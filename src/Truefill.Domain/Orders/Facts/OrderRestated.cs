using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue restated the order without being asked: ExecType(150)=D, ExecRestatementReason(378).</summary>
public readonly record struct OrderRestated(
    OrderHandle Order,
    int? Reason,
    OrderTerms Terms,
    Qty CumQty,
    UtcNanos TransactTime);
