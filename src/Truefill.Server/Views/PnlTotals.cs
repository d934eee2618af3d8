using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>PnL added up per account, strategy and currency; in the order of handles and currencies.</summary>
internal sealed class PnlTotals
{
    private readonly SortedDictionary<(int Account, int Strategy, ulong Currency), Sum> sums = [];

    public IEnumerable<PnlRow> Rows
    {
        get
        {
            foreach (((int account, int strategy, ulong packed), Sum sum) in sums)
            {
                yield return new PnlRow(
                    new AccountId(account), new StrategyId(strategy), Currency.FromPacked(packed), sum.Realized,
                    sum.MissingMarks > 0 ? null : sum.Unrealized, sum.Fees, sum.MissingMarks);
            }
        }
    }

    public static PnlTotals Of(Books books, LotMethod? method, AccountFilter accounts = default) =>
        Of(books, method, key => accounts.Takes(key.Account));

    /// <param name="takes">Of these positions only.</param>
    public static PnlTotals Of(Books books, LotMethod? method, Func<PositionKey, bool> takes)
    {
        PnlTotals totals = new();
        foreach (Position position in books.Positions.All)
        {
            if (!takes(position.Key)) continue;
            totals.Add(position, PositionFigures.Of(books, position, method));
        }

        return totals;
    }

    private void Add(in Position position, in PositionFigures figures)
    {
        Sum sum = At(position.Key, position.Currency);
        sum.Realized += figures.Realized.Amount;
        if (figures.Unrealized is { } unrealized) sum.Unrealized += unrealized.Amount;
        else sum.MissingMarks++;
        foreach (PositionFee fee in position.Fees) At(position.Key, fee.Amount.Currency).Fees += fee.Amount.Amount;
    }

    private Sum At(in PositionKey key, Currency currency)
    {
        (int, int, ulong) cell = (key.Account.Value, key.Strategy.Value, currency.Packed);
        if (!sums.TryGetValue(cell, out Sum? sum)) sums[cell] = sum = new Sum();
        return sum;
    }

    private sealed class Sum
    {
        public decimal Realized { get; set; }

        public decimal Unrealized { get; set; }

        public decimal Fees { get; set; }

        public int MissingMarks { get; set; }
    }
}

/// <param name="Unrealized">Null where a position of the row has no mark.</param>
internal readonly record struct PnlRow(
    AccountId Account,
    StrategyId Strategy,
    Currency Currency,
    decimal Realized,
    decimal? Unrealized,
    decimal Fees,
    int MissingMarks)
{
    public decimal? Total => Realized + Unrealized - Fees;
}
