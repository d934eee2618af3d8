using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The intent to cancel is durable.</summary>
public readonly record struct CancelRequested(
    OrderHandle Order,
    ClOrdId Request,
    OrderOrigin Origin,
    UtcNanos At);
