using Truefill.Domain.Names;

namespace Truefill.Domain.Risk.Limits;

/// <summary>How much of a limit is in use.</summary>
/// <param name="Amount">In the limit's own unit; never negative.</param>
/// <param name="Account">Whose it is: of the accounts that the limit holds for, the one with most; none: a count of
/// all.</param>
/// <param name="Symbol">Likewise of the symbols, where the limit is of each.</param>
public readonly record struct LimitUse(decimal Amount, AccountId Account, SymbolId Symbol);
