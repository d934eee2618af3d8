using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue calculated the day's terms of the order: ExecType(150)=B.</summary>
public readonly record struct OrderCalculated(OrderHandle Order, UtcNanos TransactTime);
