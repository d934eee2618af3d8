using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>A trade that belongs to no known order: from an order-less source, or from a venue into suspense.</summary>
public readonly record struct TradeBooked(
    ExecHandle Exec,
    ExecKey Key,
    AccountId Account,
    StrategyId Strategy,
    SymbolId Symbol,
    Side Side,
    Qty LastQty,
    Px LastPx,
    OrderId OrderRef,
    long VenueSeq,
    UtcNanos TransactTime);
