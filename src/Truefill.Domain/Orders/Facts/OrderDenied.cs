using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>We refused an order; it has no handle and no life.</summary>
/// <param name="Side">As asked for; zero where the journal is of a build that did not keep it.</param>
/// <param name="Strategy">As asked for, which registers no name; null where the journal does not say.</param>
public readonly record struct OrderDenied(
    ClOrdId ClOrdId,
    SourceId Source,
    AccountId Account,
    SymbolId Symbol,
    DenyReason Reason,
    string? Detail,
    UtcNanos At,
    Side Side = default,
    string? Strategy = null);
