using System.Collections.Generic;
using System.Linq;
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
    private Dictionary<int, AccountWorth>? worths;

    /// <summary>Null: it cannot be valued, now or then, for want of a mark or a rate.</summary>
    public decimal? Of(AccountId account)
    {
        (decimal? now, decimal? before) = Ends(account);
        return now - before;
    }

    /// <summary>
    /// What the account had made in all, now and when its day began; what was imported since, as if it had been there
    /// then.
    /// </summary>
    public (decimal? Now, decimal? Before) Ends(AccountId account)
    {
        worths ??= AccountWorth.All(replica.Books).ToDictionary(static worth => worth.Account.Value);
        if (!worths.TryGetValue(account.Value, out AccountWorth now)) return (0, 0);
        AccountWorth then = Baseline(account);
        return (now.Total, then.Total + now.BroughtIn - then.BroughtIn);
    }

    /// <summary>When the account's day began.</summary>
    public UtcNanos BeganAt(AccountId account) => replica.Books.Risk.Days.BeginningOf(account, replica.At);

    // An account that had nothing by then began with nothing.
    private AccountWorth Baseline(AccountId account)
    {
        AccountWorth nothing = new(account, default, 0, 0, 0, 0, 0, 0);
        UtcNanos began = BeganAt(account);
        IReadOnlyList<WorthSample> samples = replica.Worth.Samples;
        int last = samples.Count - 1;
        while (last >= 0 && samples[last].At > began) last--;
        if (last < 0) return nothing;
        foreach (AccountWorth row in samples[last].Rows)
            if (row.Account == account) return row;
        return nothing;
    }
}
