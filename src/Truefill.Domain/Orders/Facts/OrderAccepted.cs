using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue accepted the order, or reported it working again: ExecType(150)=0.</summary>
public readonly record struct OrderAccepted(OrderHandle Order, OrderId OrderId, UtcNanos TransactTime);
