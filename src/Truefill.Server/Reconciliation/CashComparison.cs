using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Server.Reconciliation;

/// <summary>
/// Compares the cash of a broker's statement with the books, per account and currency. What an account had before the
/// books began is in them only where a venue has told its balance: elsewhere a difference says nothing.
/// </summary>
internal static class CashComparison
{
    /// <param name="accountOf">Our account for a name of the broker's; empty: the file names none.</param>
    /// <param name="tolerance">How far apart two amounts may be and still agree.</param>
    /// <returns>
    /// By account and currency: what is stated, and what the books have in an account of which cash is stated.
    /// </returns>
    public static IReadOnlyList<ComparedRow> Compare(
        Books books, BrokerStatement statement, Func<string, string> accountOf, decimal tolerance)
    {
        Dictionary<(string Account, Currency Currency), decimal> theirs = [];
        foreach (StatedCash cash in statement.Cash)
        {
            string account = accountOf(cash.Account);
            if (!theirs.TryAdd((account, cash.Currency), cash.Amount))
                throw new BrokerFileException($"{cash.Currency} cash stands twice in account '{account}'");
        }

        HashSet<(string Account, Currency Currency)> keys = [.. theirs.Keys];
        HashSet<string> accounts = keys.Select(key => key.Account).ToHashSet(StringComparer.Ordinal);
        foreach (BalanceReported balance in books.Balances.All)
        {
            string account = books.Names.Of(balance.Account);
            if (accounts.Contains(account) && balance.Cash.Amount != 0) keys.Add((account, balance.Cash.Currency));
        }

        return
        [
            .. keys.OrderBy(key => key.Account, StringComparer.Ordinal)
                .ThenBy(key => key.Currency.ToString(), StringComparer.Ordinal)
                .Select(key => Row(books, key, theirs.GetValueOrDefault(key), tolerance)),
        ];
    }

    private static ComparedRow Row(
        Books books, (string Account, Currency Currency) key, decimal broker, decimal tolerance)
    {
        (decimal? expected, bool isTold) = HeldOf(books, key.Account, key.Currency);
        bool agrees = expected is { } held && Math.Abs(broker - held) <= tolerance;
        RowStatus status = agrees ? RowStatus.Matched
            : isTold && expected is not null ? RowStatus.Mismatch
            : RowStatus.Indeterminate;
        return new ComparedRow(key.Account, "", expected, broker, status, null, null)
        {
            Currency = key.Currency.ToString(),
        };
    }

    // Null: the books do not know the amount. Not told by a venue, it is what trading brought and cost.
    private static (decimal? Amount, bool IsTold) HeldOf(Books books, string name, Currency currency)
    {
        if (!books.Names.Accounts.TryGet(name, out int handle)) return (null, false);
        AccountId account = new(handle);
        decimal told = 0;
        UtcNanos asOf = default;
        bool isTold = false;
        foreach (BalanceReported balance in books.Balances.All)
        {
            if (balance.Account != account || balance.Cash.Currency != currency) continue;
            told += balance.Cash.Amount;
            if (!isTold || balance.AsOf < asOf) asOf = balance.AsOf;
            isTold = true;
        }

        if (currency == books.Accounts[account].Currency) return (AccountWorth.HomeCash(books, account), isTold);

        // Of another currency the books do not carry on what a venue has told.
        return (isTold && !HasTraded(books, account, currency, asOf) ? told : null, isTold);
    }

    private static bool HasTraded(Books books, AccountId account, Currency currency, UtcNanos since)
    {
        for (int i = books.Executions.Count; i > 0; i--)
        {
            Execution execution = books.Executions[new ExecHandle(i)];
            if (execution.Position.Value <= 0 || execution.TransactTime <= since) continue;
            Position position = books.Positions[execution.Position];
            if (position.Key.Account == account && position.Currency == currency) return true;
        }

        return false;
    }
}
