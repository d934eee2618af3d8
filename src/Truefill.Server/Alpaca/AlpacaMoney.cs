using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;

namespace Truefill.Server.Alpaca;

/// <summary>What an account has and could buy for, in its currency, as far as it is known.</summary>
/// <param name="BuyingPower">Null: no venue says.</param>
/// <param name="LastEquity">As the day before ended; null: the books are younger, or it could not be valued.</param>
internal readonly record struct AlpacaMoney(AccountWorth Worth, decimal? BuyingPower, decimal? LastEquity)
{
    /// <param name="dayBegan">When the market's present day began.</param>
    public static AlpacaMoney Of(Replica replica, AccountId account, UtcNanos dayBegan)
    {
        Books books = replica.Books;
        return new AlpacaMoney(
            AccountWorth.Of(books, account),
            Power(books, account),
            EquitySeries.At(EquitySeries.Of(replica, account), dayBegan)?.Equity);
    }

    // Several venues may hold a part each.
    private static decimal? Power(Books books, AccountId account)
    {
        Currency home = books.Accounts[account].Currency;
        decimal? power = null;
        foreach (BalanceReported balance in books.Balances.All)
        {
            if (balance.Account != account || balance.Cash.Currency != home) continue;
            if (balance.BuyingPower is { } more) power = (power ?? 0) + more;
        }

        return power;
    }
}
