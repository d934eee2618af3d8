using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue has the order and has not accepted it yet: ExecType(150)=A.</summary>
public readonly record struct OrderPendingNew(OrderHandle Order, OrderId OrderId, UtcNanos TransactTime);
