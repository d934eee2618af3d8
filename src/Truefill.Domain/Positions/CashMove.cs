using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>What an account's cash is more than was told of it; null: not known.</summary>
internal readonly record struct CashMove(AccountId Account, Currency Currency, decimal? Amount);
