using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>
/// What has moved the cash of accounts since venues last reported it: trades since then, and busts, corrections and
/// fees since then of earlier trades.
/// </summary>
internal sealed class TradedSince(Books books, ToldMoney told)
{
    // Executions come about in the order of their times. One that came late stands behind younger ones, and must not
    // end the search for them.
    private const int OlderMax = 256;

    // So many are looked at in a millisecond or two; who trades more between two balances has cash as it was told.
    private const int ExecutionsMax = 65_536;

    private readonly List<CashMove> moves = [];

    /// <summary>
    /// What the last balance of the venue and account, in the amount's currency or else in the account's, cannot have
    /// in it; nothing where there is too much.
    /// </summary>
    public static List<CashMove> LastBalances(Books books, ToldMoney told)
    {
        if (told.First is not { } first) return [];
        TradedSince since = new(books, told);
        int last = books.Executions.Count;
        for (int i = last, older = 0; i > 0 && older < OlderMax; i--)
        {
            if (last - i == ExecutionsMax) return [];
            Execution execution = books.Executions[new ExecHandle(i)];
            older = execution.TransactTime > first ? 0 : older + 1;
            if (older == 0) since.Add(execution);
        }

        foreach (ExecHandle exec in since.ChangedAfter(first)) since.Add(books.Executions[exec]);
        return since.moves;
    }

    // Of what was traded before, in the order of arrival.
    private SortedSet<ExecHandle> ChangedAfter(UtcNanos first)
    {
        SortedSet<ExecHandle> changed = new(Comparer<ExecHandle>.Create((a, b) => a.Value.CompareTo(b.Value)));
        Take(books.Executions.AmendedAfter(first, OlderMax));
        Take(books.Positions.ChargedAfter(first, OlderMax));
        return changed;

        void Take(IEnumerable<ExecHandle> some)
        {
            foreach (ExecHandle exec in some)
                if (books.Executions[exec].TransactTime <= first) changed.Add(exec);
        }
    }

    private void Add(in Execution execution)
    {
        if (execution.Position.Value <= 0) return;
        PositionKey now = books.Positions[execution.Position].Key;
        Add(execution, now, isNow: true);

        // Nearly all: only a correction moves a trade to another account.
        if (!books.Executions.IsAmended(execution.Handle)) return;
        AccountId original = books.Positions[execution.OriginalPosition].Key.Account;
        HashSet<int> seen = [now.Account.Value];
        if (seen.Add(original.Value)) Add(execution, now with { Account = original }, isNow: false);
        foreach (AccountId account in books.Executions.AccountsNamed(execution.Handle))
            if (seen.Add(account.Value)) Add(execution, now with { Account = account }, isNow: false);
    }

    // Of one account: what it has of the execution now, less what it had of it in the balance.
    private void Add(in Execution execution, in PositionKey key, bool isNow)
    {
        VenueId venue = execution.Key.Venue;
        Currency contract = books.Positions.CurrencyOf(key);
        if (told.AsOf(key.Account, venue, contract) is { } asOf)
        {
            (decimal Qty, decimal Px) now = isNow ? TermsOf(execution) : default;
            (decimal Qty, decimal Px) then = HeldAt(asOf, execution, key.Account) is { } held ? held.Moved : default;
            if (now != then) moves.Add(new CashMove(key.Account, contract, Paid(key, then) - Paid(key, now)));
        }

        // A bust leaves the charges of its trade as they are.
        foreach ((Money fee, UtcNanos at) in books.Positions.CashFeesOf(execution.Handle))
        {
            if (told.AsOf(key.Account, venue, fee.Currency) is not { } last) continue;
            bool isInBalance = at <= last && HeldAt(last, execution, key.Account) is not null;
            if (isNow != isInBalance)
                moves.Add(new CashMove(key.Account, fee.Currency, isNow ? -fee.Amount : fee.Amount));
        }
    }

    private static (decimal Qty, decimal Px) TermsOf(in Execution execution)
    {
        if (execution.IsBusted) return default;
        decimal quantity = execution.LastQty.Value;
        return (execution.Side.IsSell() ? -quantity : quantity, execution.LastPx.Value);
    }

    // Null: it was not executed yet, or was another account's.
    private CorrectedTerms? HeldAt(UtcNanos time, in Execution execution, AccountId account)
    {
        if (execution.TransactTime > time) return null;
        CorrectedTerms terms = books.Executions.TermsAt(execution.Handle, time);
        AccountId had = terms.Account.IsNone
            ? books.Positions[execution.OriginalPosition].Key.Account
            : terms.Account;
        return account == had ? terms : null;
    }

    // Null: more than can be reckoned with.
    private decimal? Paid(in PositionKey key, (decimal Qty, decimal Px) terms) =>
        Valuation.TryMultiply(terms.Qty, terms.Px, out decimal turnover)
        && Valuation.TryMultiply(turnover, books.Positions.MultiplierOf(key), out decimal paid) ? paid : null;
}
