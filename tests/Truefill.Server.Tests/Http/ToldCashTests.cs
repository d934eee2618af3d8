using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Http;

/// <summary>What an account was worth before a venue first told its cash.</summary>
public sealed class ToldCashTests
{
    private static readonly AccountId Account = new(1);
    private readonly Books books = new();

    // The trade cost 500, and the venue then tells 999,500: what it is worth beside that was never paid in.
    private readonly WorthSample[] samples = [At(1, cash: -500), At(2, cash: 999_500), At(3, cash: 999_500)];

    [Fact]
    public void Cash_from_before_it_was_told_is_not_known()
    {
        Tell();
        ToldCash told = new(books, samples);
        Assert.Equal([null, 999_500m, 999_500m], samples.Select(sample => told.Of(sample).Rows[0].Cash));
        Assert.Equal([null, 1_000_003m, 1_000_003m], samples.Select(sample => told.Of(sample).Rows[0].Equity));
        Assert.Equal(3m, told.Of(samples[0]).Rows[0].Total);
    }

    [Fact]
    public void Where_no_venue_tells_it_what_trading_brought_is_all_that_there_is()
    {
        ToldCash told = new(books, samples);
        Assert.Equal([-500m, 999_500m, 999_500m], samples.Select(sample => told.Of(sample).Rows[0].Cash));
    }

    private void Tell() => books.Balances.Apply(new BalanceReported(
        new VenueId(1), Account, new Money(999_500, Currency.Usd), null, new UtcNanos(2)));

    private static WorthSample At(long time, decimal cash) => new(
        new UtcNanos(time), [new AccountWorth(Account, Currency.Usd, 0, 3, 0, cash, 503, 0)]);
}
