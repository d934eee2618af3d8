using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue guarantees a price: ExecType(150)=7.</summary>
public readonly record struct OrderStopped(OrderHandle Order, Px? Price, UtcNanos TransactTime);
