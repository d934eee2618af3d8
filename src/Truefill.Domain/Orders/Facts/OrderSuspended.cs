using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue holds the order back: ExecType(150)=9.</summary>
public readonly record struct OrderSuspended(OrderHandle Order, UtcNanos TransactTime);
