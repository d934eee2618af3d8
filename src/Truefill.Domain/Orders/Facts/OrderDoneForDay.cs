using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>No more executions today: ExecType(150)=3.</summary>
public readonly record struct OrderDoneForDay(OrderHandle Order, UtcNanos TransactTime);
