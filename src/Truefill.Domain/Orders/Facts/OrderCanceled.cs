using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The order is canceled, asked for or not: ExecType(150)=4.</summary>
public readonly record struct OrderCanceled(
    OrderHandle Order,
    ClOrdId Request,
    OrderId OrderId,
    UtcNanos TransactTime);
