using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views;

/// <summary>
/// Takes the cash out of samples from before a venue first told it. Until then it is what trading brought and cost,
/// without the money that was there already; beside what the venue told later, that would be a payment that never was.
/// </summary>
internal sealed class ToldCash
{
    // Amounts are rounded to ten decimals each.
    private const decimal Rounding = 0.000001m;

    private readonly Dictionary<int, UtcNanos> since = [];

    /// <param name="samples">Oldest first.</param>
    public ToldCash(Books books, IEnumerable<WorthSample> samples)
    {
        HashSet<int> told = [];
        foreach (BalanceReported balance in books.Balances.All)
            if (balance.Cash.Currency == books.Accounts[balance.Account].Currency) told.Add(balance.Account.Value);
        foreach (WorthSample sample in samples)
        {
            if (told.Count == 0) break;
            foreach (AccountWorth row in sample.Rows)
                if (told.Contains(row.Account.Value) && HasCapital(row))
                {
                    since[row.Account.Value] = sample.At;
                    told.Remove(row.Account.Value);
                }
        }
    }

    public WorthSample Of(WorthSample sample) => sample.Rows.Any(row => IsBefore(sample, row))
        ? sample with { Rows = [.. sample.Rows.Select(row => IsBefore(sample, row) ? row with { Cash = null } : row)] }
        : sample;

    private bool IsBefore(WorthSample sample, in AccountWorth row) =>
        since.TryGetValue(row.Account.Value, out UtcNanos first) && sample.At < first;

    // What is worked out is worth what was made with it, and nothing more.
    private static bool HasCapital(in AccountWorth row) =>
        row.Equity - row.Total is { } capital && Math.Abs(capital) > Rounding;
}
