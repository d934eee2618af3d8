using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>An opening lot was entered by a person.</summary>
public readonly record struct PositionImported(
    AccountId Account,
    StrategyId Strategy,
    SymbolId Symbol,
    Qty SignedQty,
    Px Price,
    ShortText Reference,
    string By,
    string Reason,
    UtcNanos At);
