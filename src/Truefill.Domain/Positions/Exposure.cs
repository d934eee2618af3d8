using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>Exposure of an account or one of its strategies in one currency: quantity × mark × multiplier.</summary>
/// <param name="Strategy">Null: the whole account.</param>
/// <param name="Net">Long minus short.</param>
/// <param name="Gross">Long plus short.</param>
public readonly record struct ExposureRow(AccountId Account, StrategyId? Strategy, Money Net, Money Gross);

/// <summary>
/// What exposure could not be computed from: the row it belongs to is short of it, never zero in its place.
/// </summary>
/// <param name="Symbol">Set where a mark is missing, or where the product does not fit.</param>
/// <param name="From">Set where a rate into <paramref name="To"/> is missing.</param>
public readonly record struct ExposureGap(AccountId Account, StrategyId Strategy, SymbolId Symbol, Currency From,
    Currency To);

/// <summary>
/// Gross and net exposure per account and per strategy, by currency and converted into one. Rows come in the order of
/// handles and currencies; an account's row is what its strategies add up to, except that gross is taken per position.
/// </summary>
public sealed class Exposure
{
    private readonly SortedDictionary<(int Account, int Strategy, ulong Currency),
        (decimal Net, decimal Gross)> byCurrency = [];
    private readonly SortedDictionary<(int Account, int Strategy),
        (decimal Net, decimal Gross, Currency Into)> converted = [];
    private readonly List<ExposureGap> gaps = [];

    private const int WholeAccount = -1;

    private Exposure()
    {
    }

    /// <summary>Per currency; the whole account before its strategies.</summary>
    public IEnumerable<ExposureRow> ByCurrency
    {
        get
        {
            foreach (((int account, int strategy, ulong packed), (decimal net, decimal gross)) in byCurrency)
            {
                Currency currency = Currency.FromPacked(packed);
                yield return new ExposureRow(
                    new AccountId(account), StrategyOf(strategy), new Money(net, currency), new Money(gross, currency));
            }
        }
    }

    /// <summary>
    /// Converted at the last rates, rounded half-even to ten decimals. Incomplete where <see cref="Gaps"/> says so.
    /// </summary>
    public IEnumerable<ExposureRow> Converted
    {
        get
        {
            foreach (((int account, int strategy), (decimal net, decimal gross, Currency into)) in converted)
            {
                yield return new ExposureRow(
                    new AccountId(account), StrategyOf(strategy), new Money(net, into), new Money(gross, into));
            }
        }
    }

    /// <summary>Missing marks and rates, by name; empty means complete.</summary>
    public IReadOnlyList<ExposureGap> Gaps => gaps;

    public bool IsComplete => gaps.Count == 0;

    /// <param name="into">The currency to convert into; none: each account's own.</param>
    public static Exposure Of(Books books, Currency into = default)
    {
        Exposure result = new();
        foreach (Position position in books.Positions.All)
            if (!position.IsFlat)
                result.Add(books, position, into.IsNone ? books.Accounts[position.Key.Account].Currency : into);
        return result;
    }

    private static StrategyId? StrategyOf(int strategy) => strategy == WholeAccount ? null : new StrategyId(strategy);

    private void Add(Books books, in Position position, Currency into)
    {
        PositionKey key = position.Key;
        if (books.Marks[key.Symbol] is not { } mark || position.Exposure(mark.Price) is not { } exposure)
        {
            gaps.Add(new ExposureGap(key.Account, key.Strategy, key.Symbol, default, default));
            return;
        }

        foreach (int strategy in (ReadOnlySpan<int>)[WholeAccount, key.Strategy.Value])
        {
            (int, int, ulong) cell = (key.Account.Value, strategy, exposure.Currency.Packed);
            (decimal net, decimal gross) = byCurrency.GetValueOrDefault(cell);
            byCurrency[cell] = (net + exposure.Amount, gross + Math.Abs(exposure.Amount));
        }

        if (books.Marks.Rate(exposure.Currency, into) is not { } rate
            || !Valuation.TryMultiply(exposure.Amount, rate, out decimal amount))
        {
            gaps.Add(new ExposureGap(key.Account, key.Strategy, default, exposure.Currency, into));
            return;
        }

        amount = ExactDecimal.RoundToMaxDecimals(amount);
        foreach (int strategy in (ReadOnlySpan<int>)[WholeAccount, key.Strategy.Value])
        {
            (int, int) cell = (key.Account.Value, strategy);
            (decimal net, decimal gross, _) = converted.GetValueOrDefault(cell);
            converted[cell] = (net + amount, gross + Math.Abs(amount), into);
        }
    }
}
