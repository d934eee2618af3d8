using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Server.Views;

/// <summary>What an account made, in its currency at the last rates; all null where a rate is missing.</summary>
/// <param name="Unrealized">Null also where a mark is missing.</param>
internal readonly record struct PnlAccountTotal(
    AccountId Account, Currency Currency, decimal? Realized, decimal? Unrealized, decimal? Fees)
{
    public decimal? Total => Realized + Unrealized - Fees;

    /// <summary>In the order of handles.</summary>
    public static IEnumerable<PnlAccountTotal> Of(Books books, PnlTotals totals)
    {
        SortedDictionary<int, (decimal Realized, decimal? Unrealized, decimal Fees, bool Complete)> byAccount = [];
        foreach (PnlRow row in totals.Rows)
        {
            var sum = byAccount.GetValueOrDefault(row.Account.Value, (0, 0, 0, true));
            decimal? rate = books.Marks.Rate(row.Currency, books.Accounts[row.Account].Currency);
            byAccount[row.Account.Value] = rate is { } known
                ? (sum.Realized + row.Realized * known, sum.Unrealized + row.Unrealized * known,
                    sum.Fees + row.Fees * known, sum.Complete)
                : sum with { Complete = false };
        }

        foreach ((int handle, var sum) in byAccount)
        {
            AccountId account = new(handle);
            Currency currency = books.Accounts[account].Currency;
            yield return sum.Complete
                ? new PnlAccountTotal(account, currency, sum.Realized, sum.Unrealized, sum.Fees)
                : new PnlAccountTotal(account, currency, null, null, null);
        }
    }
}
