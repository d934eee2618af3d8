using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views;

/// <summary>
/// Gained or lost since each account's day began, in its currency. Where a limit on daily losses has begun that day it
/// is what the limit measures; else realised and unrealised less fees, now and as the day before ended.
/// </summary>
internal sealed class DayPnl(Replica replica)
{
    private Dictionary<int, decimal?>? totals;

    /// <summary>Null: it cannot be valued, now or then, for want of a mark or a rate.</summary>
    public decimal? Of(AccountId account)
    {
        (decimal? now, decimal? before) = Ends(account);
        return now - before;
    }

    /// <summary>What the account had made in all, now and when its day began.</summary>
    public (decimal? Now, decimal? Before) Ends(AccountId account)
    {
        Books books = replica.Books;
        if (books.Risk.Days.TryGet(account) is { } started
            && started.Day == books.Risk.Days.DayOf(account, replica.At))
        {
            books.Risk.Exposures.Settle(account);
            return (books.Risk.Exposures.Of(account)?.Pnl ?? 0, started.Baseline);
        }

        totals ??= TotalsOf(AccountWorth.All(books));
        return (totals.GetValueOrDefault(account.Value, 0), Baseline(account));
    }

    /// <summary>When the account's day began.</summary>
    public UtcNanos BeganAt(AccountId account) => replica.Books.Risk.Days.BeginningOf(account, replica.At);

    // An account that had nothing by then began with nothing.
    private decimal? Baseline(AccountId account)
    {
        UtcNanos began = BeganAt(account);
        IReadOnlyList<WorthSample> samples = replica.Worth.Samples;
        int last = samples.Count - 1;
        while (last >= 0 && samples[last].At > began) last--;
        if (last < 0) return 0;
        foreach (AccountWorth row in samples[last].Rows)
            if (row.Account == account) return row.Total;
        return 0;
    }

    private static Dictionary<int, decimal?> TotalsOf(IReadOnlyList<AccountWorth> rows)
    {
        Dictionary<int, decimal?> byAccount = [];
        foreach (AccountWorth row in rows) byAccount[row.Account.Value] = row.Total;
        return byAccount;
    }
}
