using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>A request to cancel or replace provably never left; the order stands as it did.</summary>
public readonly record struct RequestAborted(OrderHandle Order, ClOrdId Request, AbortReason Reason, UtcNanos At);
