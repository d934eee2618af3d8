using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue rejected the order: ExecType(150)=8.</summary>
public readonly record struct OrderRejected(
    OrderHandle Order,
    OrderId OrderId,
    int? Reason,
    string? Text,
    UtcNanos TransactTime);
