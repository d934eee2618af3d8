using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Positions;

/// <summary>
/// What an account has and has made, in its own currency; null where it is not known. Cash begins with the balance that
/// a venue reported last, to which is added what was traded, busted, corrected and charged there since, in the
/// currencies of its contracts as well. Where one venue reported a balance and another at which the account trades did
/// not, cash is not known. Where none did, cash begins with nothing, and is what trading brought and cost. Fees are
/// paid from cash in either case. Amounts are rounded half-even to ten decimals.
/// </summary>
/// <param name="Realized">Before fees; null where a rate is missing, as with all that follow.</param>
/// <param name="Unrealized">Null where a mark is missing.</param>
/// <param name="Long">Market value of what is held; null where a mark is missing.</param>
/// <param name="Short">The same for what was sold short: zero or below.</param>
/// <param name="BroughtIn">
/// The part of realised and unrealised profit that was made before the positions were imported, so that it is no profit
/// of any day since. Positions that had no mark yet are not in it.
/// </param>
public readonly record struct AccountWorth(
    AccountId Account,
    Currency Currency,
    decimal? Realized,
    decimal? Unrealized,
    decimal? Fees,
    decimal? Cash,
    decimal? Long,
    decimal? Short,
    decimal BroughtIn = 0)
{
    /// <summary>Realised and unrealised less fees.</summary>
    public decimal? Total => Realized + Unrealized - Fees;

    /// <summary>Cash and the market value of all positions.</summary>
    public decimal? Equity => Cash + Long + Short;

    /// <summary>Market value of what is held less what is owed.</summary>
    public decimal? Net => Long + Short;

    /// <summary>Sum of the absolute market values.</summary>
    public decimal? Gross => Long - Short;

    /// <summary>Every account with a position or a balance, in the order of handles.</summary>
    public static IReadOnlyList<AccountWorth> All(Books books)
    {
        SortedDictionary<int, Sum> sums = [];
        foreach (Position position in books.Positions.All) At(position.Key.Account).Add(books, position);
        ToldMoney told = new(books);
        foreach (BalanceReported balance in told.Balances) At(balance.Account).Add(books, balance);
        foreach (CashMove move in TradedSince.LastBalances(books, told)) At(move.Account).Add(books, move);
        List<AccountWorth> all = [];
        foreach ((int account, Sum sum) in sums) all.Add(sum.For(books, new AccountId(account), told));
        return all;

        Sum At(AccountId account)
        {
            if (!sums.TryGetValue(account.Value, out Sum? sum))
                sums[account.Value] = sum = new Sum(books.Accounts[account].Currency);
            return sum;
        }
    }

    /// <summary>One account; zero in everything where it has nothing.</summary>
    public static AccountWorth Of(Books books, AccountId account)
    {
        ToldMoney told = new(books);
        return SumOf(books, account, told).For(books, account, told);
    }

    /// <summary>
    /// The part of the cash that is in the account's own currency; all of it where no venue reported a balance.
    /// </summary>
    public static decimal? HomeCash(Books books, AccountId account)
    {
        ToldMoney told = new(books);
        return SumOf(books, account, told).HomeCash(told.IsPartial(account));
    }

    private static Sum SumOf(Books books, AccountId account, ToldMoney told)
    {
        Sum sum = new(books.Accounts[account].Currency);
        foreach (Position position in books.Positions.All)
            if (position.Key.Account == account) sum.Add(books, position);
        foreach (BalanceReported balance in told.Balances)
            if (balance.Account == account) sum.Add(books, balance);
        foreach (CashMove move in TradedSince.LastBalances(books, told))
            if (move.Account == account) sum.Add(books, move);
        return sum;
    }

    private sealed class Sum(Currency home)
    {
        private readonly HashSet<Currency> abroad = [];
        private decimal? realized = 0;
        private decimal? unrealized = 0;
        private decimal? fees = 0;
        private decimal? flow = 0;
        private decimal? held = 0;
        private decimal? owed = 0;

        // In the account's currency, and in others that a venue told beside it; null where a rate is missing.
        private bool isTold;
        private decimal? told = 0;
        private decimal? toldAbroad = 0;

        public void Add(Books books, in Position position)
        {
            decimal? rate = books.Marks.Rate(position.Currency, home);
            realized += Convert(position.Realized.Amount, rate);
            flow += Convert(position.NetCash.Amount, rate);
            foreach (PositionFee fee in position.Fees)
                fees += Convert(fee.Amount.Amount, books.Marks.Rate(fee.Amount.Currency, home));
            if (position.IsFlat) return;
            Px? mark = books.Marks[position.Key.Symbol]?.Price;
            unrealized += Convert(mark is { } at ? position.Unrealized(at)?.Amount : null, rate);
            decimal? worth = Convert(mark is { } price ? position.Exposure(price)?.Amount : null, rate);
            if (position.Qty.Value > 0) held += worth;
            else owed += worth;
        }

        // Several venues may hold a part each.
        public void Add(Books books, in BalanceReported balance)
        {
            if (balance.Cash.Currency == home)
            {
                isTold = true;
                told += balance.Cash.Amount;
                return;
            }

            abroad.Add(balance.Cash.Currency);
            Move(books, balance.Cash.Amount, balance.Cash.Currency);
        }

        // The position has changed by the same trade: without its price, cash would be of an earlier moment.
        public void Add(Books books, in CashMove move) => Move(books, move.Amount, move.Currency);

        public AccountWorth For(Books books, AccountId account, ToldMoney money) => new(
            account, home, Round(realized), Round(unrealized), Round(fees),
            money.IsPartial(account) ? null : Round(isTold ? told + toldAbroad : flow - fees),
            Round(held), Round(owed), ExactDecimal.RoundToMaxDecimals(books.BroughtIn.Of(account)));

        public decimal? HomeCash(bool isPartial) => isPartial ? null : Round(isTold ? told : flow - fees);

        private void Move(Books books, decimal? amount, Currency currency)
        {
            decimal? converted = Convert(amount, books.Marks.Rate(currency, home));
            if (abroad.Contains(currency)) toldAbroad += converted;
            else told += converted;
        }

        // A product so large that sums with it might overflow counts as not known.
        private static decimal? Convert(decimal? amount, decimal? rate) =>
            amount is { } value && rate is { } factor && Valuation.TryMultiply(value, factor, out decimal converted)
                ? converted
                : null;

        private static decimal? Round(decimal? amount) =>
            amount is { } value ? ExactDecimal.RoundToMaxDecimals(value) : null;
    }
}
