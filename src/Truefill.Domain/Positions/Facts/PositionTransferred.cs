using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>Quantity moved between two strategies of an account at one price.</summary>
public readonly record struct PositionTransferred(
    AccountId Account,
    StrategyId From,
    StrategyId To,
    SymbolId Symbol,
    Qty SignedQty,
    Px Price,
    string By,
    string Reason,
    UtcNanos At);
