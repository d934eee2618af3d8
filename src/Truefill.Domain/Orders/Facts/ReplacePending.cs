using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue has the replace request and has not decided: ExecType(150)=E.</summary>
public readonly record struct ReplacePending(OrderHandle Order, ClOrdId Request, UtcNanos TransactTime);
