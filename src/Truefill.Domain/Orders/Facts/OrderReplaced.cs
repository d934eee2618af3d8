using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The order has new terms: ExecType(150)=5.</summary>
public readonly record struct OrderReplaced(
    OrderHandle Order,
    ClOrdId Request,
    OrderId OrderId,
    OrderTerms Terms,
    bool IsFix42,
    UtcNanos TransactTime);
