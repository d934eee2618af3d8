using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The intent to replace is durable.</summary>
public readonly record struct ReplaceRequested(
    OrderHandle Order,
    ClOrdId Request,
    OrderTerms Terms,
    OrderOrigin Origin,
    UtcNanos At);
