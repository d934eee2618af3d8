using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue has the cancel request and has not decided: ExecType(150)=6.</summary>
public readonly record struct CancelPending(OrderHandle Order, ClOrdId Request, UtcNanos TransactTime);
