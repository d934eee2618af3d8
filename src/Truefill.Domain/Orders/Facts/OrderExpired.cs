using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The order expired: ExecType(150)=C.</summary>
public readonly record struct OrderExpired(OrderHandle Order, UtcNanos TransactTime);
