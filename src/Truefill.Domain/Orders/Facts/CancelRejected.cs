using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue refused to cancel: OrderCancelReject(9).</summary>
public readonly record struct CancelRejected(
    OrderHandle Order,
    ClOrdId Request,
    int? Reason,
    string? Text,
    UtcNanos TransactTime);
