using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue refused to replace: OrderCancelReject(9).</summary>
public readonly record struct ReplaceRejected(
    OrderHandle Order,
    ClOrdId Request,
    int? Reason,
    string? Text,
    UtcNanos TransactTime);
