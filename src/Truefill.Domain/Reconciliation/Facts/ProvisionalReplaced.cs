using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>A correction gave way to an execution, so that the two count once.</summary>
/// <param name="SignedQty">
/// What the correction changes by, at its own price: as much as came, with the other sign.
/// </param>
/// <param name="Left">What still waits for its execution; zero: nothing.</param>
/// <param name="Exec">What came; none: an opening lot that a person entered.</param>
public readonly record struct ProvisionalReplaced(
    int Break,
    AccountId Account,
    StrategyId Strategy,
    SymbolId Symbol,
    Qty SignedQty,
    Px Price,
    Qty Left,
    UtcNanos AsOf,
    ExecHandle Exec,
    UtcNanos At);
