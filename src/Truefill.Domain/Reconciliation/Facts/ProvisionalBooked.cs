using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>A difference was booked as a correction, until the execution that explains it arrives.</summary>
/// <param name="Break">The break that it corrects; each has one at most.</param>
/// <param name="Strategy">The sub-ledger <see cref="SubLedgers.Provisional"/>.</param>
/// <param name="AsOf">The moment of the venue's list that it makes the books agree with.</param>
/// <param name="By">A person, or <c>engine</c> by the configured policy.</param>
public readonly record struct ProvisionalBooked(
    int Break,
    AccountId Account,
    StrategyId Strategy,
    SymbolId Symbol,
    Qty SignedQty,
    Px Price,
    UtcNanos AsOf,
    string By,
    string Reason,
    UtcNanos At);
