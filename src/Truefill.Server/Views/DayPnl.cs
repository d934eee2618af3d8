using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views;

/// <summary>
/// Gained or lost since each account's day began, in its currency: realised and unrealised less fees, now and as the
/// day before ended. A limit on daily losses measures before fees and says what it measures by itself; were this
/// figure to follow it, it would jump with the limit and not go with the total beside it.
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
        totals ??= TotalsOf(AccountWorth.All(replica.Books));
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
