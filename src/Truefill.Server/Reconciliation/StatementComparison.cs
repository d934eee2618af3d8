using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;

namespace Truefill.Server.Reconciliation;

/// <summary>How far apart two numbers may be and still agree.</summary>
/// <param name="Pnl">In the account's currency.</param>
public readonly record struct Tolerances(decimal Qty, decimal Pnl);

/// <summary>
/// Compares books with a broker's statement, position by position: account and symbol, over all strategies and
/// sub-ledgers. Everything that either side has gets a row; the cash that the statement has comes after the positions.
/// </summary>
public static class StatementComparison
{
    /// <param name="books">
    /// As they stood at the statement's moment: for cash, and for PnL where more was traded since.
    /// </param>
    /// <param name="newest">
    /// As they stand. A trade of before that moment may have been told after it, and belongs to the statement.
    /// </param>
    /// <param name="accountOf">Our account for a name of the broker's; empty: the file names none.</param>
    /// <returns>By account and symbol, then by account and currency.</returns>
    /// <exception cref="BrokerFileException">An account stands in it under two names, with the same twice.</exception>
    public static IReadOnlyList<ComparedRow> Compare(
        Books books,
        Books newest,
        BrokerStatement statement,
        Func<string, string> accountOf,
        Tolerances tolerances)
    {
        HashSet<string> accounts = statement.Accounts.Select(accountOf).ToHashSet(StringComparer.Ordinal);
        SortedDictionary<(string Account, string Symbol), (decimal Qty, decimal Pnl)> ours =
            OursOf(books, newest, statement.AsOf, accounts);
        SortedDictionary<(string Account, string Symbol), StatedPosition> theirs = new(ByName.Instance);
        foreach (StatedPosition position in statement.Positions)
        {
            string account = accountOf(position.Account);
            if (!theirs.TryAdd((account, position.Symbol), position))
                throw new BrokerFileException($"{position.Symbol} stands twice in account '{account}'");
        }

        List<ComparedRow> rows = [];
        foreach ((string Account, string Symbol) key in ours.Keys.Union(theirs.Keys).Order(ByName.Instance))
        {
            ours.TryGetValue(key, out (decimal Qty, decimal Pnl) held);
            theirs.TryGetValue(key, out StatedPosition? stated);

            // What both sides hold nothing of is not worth a row.
            if (held.Qty == 0 && (stated is null || (stated.Qty.Value == 0 && stated.RealizedPnl is null))) continue;
            rows.Add(Row(key, held, stated, tolerances));
        }

        rows.AddRange(CashComparison.Compare(books, statement, accountOf, tolerances.Pnl));
        return rows;
    }

    private static ComparedRow Row(
        (string Account, string Symbol) key, (decimal Qty, decimal Pnl) held, StatedPosition? stated,
        Tolerances tolerances)
    {
        decimal broker = stated?.Qty.Value ?? 0;
        bool agrees = Math.Abs(broker - held.Qty) <= tolerances.Qty;
        bool pnlAgrees = stated?.RealizedPnl is not { } pnl || Math.Abs(pnl - held.Pnl) <= tolerances.Pnl;
        RowStatus status = agrees && pnlAgrees ? RowStatus.Matched
            : agrees || (held.Qty != 0 && broker != 0) ? RowStatus.Mismatch
            : held.Qty == 0 ? RowStatus.PhantomPosition
            : RowStatus.MissingPosition;
        decimal? expectedPnl = stated?.RealizedPnl is null ? null : held.Pnl;
        return new ComparedRow(
            key.Account, key.Symbol, held.Qty, broker, status, expectedPnl, stated?.RealizedPnl);
    }

    private static SortedDictionary<(string Account, string Symbol), (decimal Qty, decimal Pnl)> OursOf(
        Books books, Books newest, UtcNanos asOf, HashSet<string> accounts)
    {
        SortedDictionary<(string Account, string Symbol), (decimal Qty, decimal Pnl)> ours = new(ByName.Instance);
        foreach (Position position in newest.Positions.All)
        {
            string account = newest.Names.Of(position.Key.Account);
            if (!accounts.Contains(account)) continue;
            (string Account, string Symbol) key = (account, newest.Names.Of(position.Key.Symbol));
            ours.TryGetValue(key, out (decimal Qty, decimal Pnl) sum);
            ours[key] = (sum.Qty + position.QtyAt(asOf), sum.Pnl + PnlAt(in position, books, asOf));
        }

        return ours;
    }

    // Names have the same handles in both: they are of one journal.
    private static decimal PnlAt(in Position position, Books then, UtcNanos asOf)
    {
        if (asOf.IsNone || position.LastExecutionAt <= asOf) return position.Realized.Amount;
        return then.Positions.TryGet(position.Key, out Position before) ? before.Realized.Amount : 0;
    }

    private sealed class ByName : IComparer<(string Account, string Symbol)>
    {
        public static ByName Instance { get; } = new();

        public int Compare((string Account, string Symbol) x, (string Account, string Symbol) y)
        {
            int byAccount = string.CompareOrdinal(x.Account, y.Account);
            return byAccount != 0 ? byAccount : string.CompareOrdinal(x.Symbol, y.Symbol);
        }
    }
}
