using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>We refused an order; it has no handle and no life.</summary>
public readonly record struct OrderDenied(
    ClOrdId ClOrdId,
    SourceId Source,
    AccountId Account,
    SymbolId Symbol,
    DenyReason Reason,
    string? Detail,
    UtcNanos At);
