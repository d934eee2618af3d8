using Truefill.Domain.Names;

namespace Truefill.Domain.Risk.Limits;

/// <summary>How much of a limit is in use.</summary>
/// <param name="Amount">
/// In the limit's own unit; never negative; null: what it measures lacks a mark or a rate, and may be anything.
/// </param>
/// <param name="Account">Whose it is: of the accounts that the limit holds for, the one with most; none: a count of
/// all.</param>
/// <param name="Symbol">Likewise of the symbols, where the limit is of each.</param>
public readonly record struct LimitUse(decimal? Amount, AccountId Account, SymbolId Symbol);
