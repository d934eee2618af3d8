using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>
/// By how much an account's cash has grown since a venue last reported its balance; null: not known.
/// </summary>
internal readonly record struct CashMove(AccountId Account, Currency Currency, decimal? Amount);
