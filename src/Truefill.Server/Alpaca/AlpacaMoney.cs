using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>
/// What an account has, in its currency, as far as it is known. Where a venue has told a balance, cash is that; else
/// the books begin with nothing, and cash is what trading brought and cost, fees included.
/// </summary>
/// <param name="Cash">Null where a rate is missing.</param>
/// <param name="Long">Market value of what is held; null where a mark or a rate is missing.</param>
/// <param name="Short">The same of what is owed: zero or below.</param>
/// <param name="BuyingPower">Null: no venue says.</param>
/// <param name="DayPnl">PnL since the account's day began; null: none has begun here, or it cannot be valued.</param>
internal readonly record struct AlpacaMoney(
    decimal? Cash, decimal? Long, decimal? Short, decimal? BuyingPower, decimal? Fees, decimal? DayPnl)
{
    public decimal? Equity => Cash + Long + Short;

    public static AlpacaMoney Of(Books books, AccountId account, UtcNanos now)
    {
        Currency home = books.Accounts[account].Currency;
        (decimal? told, decimal? power) = Told(books, account, home);
        (decimal? fees, decimal? pnl) = Pnl(books, account, home);
        decimal? flow = -fees;
        decimal? held = 0;
        decimal? owed = 0;
        foreach (Position position in books.Positions.All)
        {
            if (position.Key.Account != account) continue;
            decimal? rate = books.Marks.Rate(position.Currency, home);
            flow += position.NetCash.Amount * rate;
            if (position.IsFlat) continue;
            Money? worth = books.Marks[position.Key.Symbol] is { } mark ? position.Exposure(mark.Price) : null;
            if (position.Qty.Value > 0) held += worth?.Amount * rate;
            else owed += worth?.Amount * rate;
        }

        decimal? day = books.Risk.Days.TryGet(account) is { } begun && begun.Day == books.Risk.Days.DayOf(account, now)
            ? pnl - begun.Baseline
            : null;
        return new AlpacaMoney(told ?? flow, held, owed, power, fees, day);
    }

    // Several venues may hold a part each.
    private static (decimal? Cash, decimal? BuyingPower) Told(Books books, AccountId account, Currency home)
    {
        decimal? cash = null;
        decimal? power = null;
        foreach (BalanceReported balance in books.Balances.All)
        {
            if (balance.Account != account || balance.Cash.Currency != home) continue;
            cash = (cash ?? 0) + balance.Cash.Amount;
            if (balance.BuyingPower is { } more) power = (power ?? 0) + more;
        }

        return (cash, power);
    }

    private static (decimal? Fees, decimal? Pnl) Pnl(Books books, AccountId account, Currency home)
    {
        decimal? fees = 0;
        decimal? pnl = 0;
        foreach (PnlRow row in PnlTotals.Of(books, method: null, new AccountFilter(account)).Rows)
        {
            decimal? rate = books.Marks.Rate(row.Currency, home);
            fees += row.Fees * rate;
            pnl += row.Total * rate;
        }

        return (fees, pnl);
    }
}
