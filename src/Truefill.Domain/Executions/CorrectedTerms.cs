using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;

namespace Truefill.Domain.Executions;

/// <summary>What an execution comes to by the corrections in force.</summary>
/// <param name="SignedQty">Positive when bought.</param>
/// <param name="Account">None: no correction names one, so it is the one first booked.</param>
internal readonly record struct CorrectedTerms(decimal SignedQty, decimal Px, EntryFlags Side, AccountId Account)
{
    /// <summary>What it moves; nothing where the quantity is zero.</summary>
    public (decimal Qty, decimal Px) Moved => SignedQty == 0 ? default : (SignedQty, Px);
}
