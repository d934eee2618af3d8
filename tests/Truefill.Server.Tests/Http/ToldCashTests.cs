using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Tests.Support;
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

    [Theory]
    [InlineData(0, "999500", "1000030")]
    [InlineData(1, "998500", "999030")]
    public void What_was_traded_after_cash_was_told_moves_it_and_what_was_traded_before_is_in_it(
        long nanosAfter, string cash, string equity)
    {
        EngineRig rig = new();
        UtcNanos asOf = new(1_700_000_000_000_000_000);
        rig.Step(new Input { Kind = InputKind.NormalisedExecution, Source = "http", Body = Buy(asOf.AddNanos(nanosAfter)) });
        rig.Step(new Input { Kind = InputKind.SetMark, Source = "http", Body = new SetMark("IBM", Px.FromTrusted(53)) });
        Books traded = rig.Replay().Books;
        traded.Balances.Apply(new BalanceReported(
            traded.Executions[new ExecHandle(1)].Key.Venue, Account, new Money(999_500, Currency.Usd), null, asOf));

        AccountWorth worth = AccountWorth.Of(traded, Account);
        Assert.Equal((cash, equity), ($"{worth.Cash}", $"{worth.Equity}"));
        Assert.Equal(worth, Assert.Single(AccountWorth.All(traded)));
    }

    [Theory]
    [InlineData("BTCUSD", "USD", "998497")]
    [InlineData("BTCUSD", "BTC", "998500")]
    public void A_fee_of_what_was_traded_since_is_paid_from_cash_where_it_is_money(
        string symbol, string currency, string cash)
    {
        EngineRig rig = new();
        UtcNanos asOf = new(1_700_000_000_000_000_000);
        NormalisedExecution buy = Buy(asOf.AddNanos(1)) with
        {
            Symbol = symbol,
            Fee = new Fee(new Money(3, Currency.FromTrusted(currency)), FeeKind.Commission),
        };
        rig.Step(new Input { Kind = InputKind.NormalisedExecution, Source = "http", Body = buy });
        Books traded = rig.Replay().Books;
        traded.Balances.Apply(new BalanceReported(
            traded.Executions[new ExecHandle(1)].Key.Venue, Account, new Money(999_500, Currency.Usd), null, asOf));

        Assert.Equal(cash, $"{AccountWorth.Of(traded, Account).Cash}");
    }

    [Theory]
    [InlineData("OTHER", null)]
    [InlineData("", "998500")]
    public void Cash_is_not_known_where_the_account_trades_at_a_venue_that_tells_none(string venue, string? cash)
    {
        EngineRig rig = new();
        UtcNanos asOf = new(1_700_000_000_000_000_000);
        foreach (string name in new[] { "SIM", "OTHER" })
            rig.Step(new Input { Kind = InputKind.DefineVenue, Source = "config", Body = new DefineVenue(name, ReadOnly: false) });
        rig.Step(new Input
        {
            Kind = InputKind.NormalisedExecution,
            Source = "http",
            Body = Buy(asOf.AddNanos(1)) with { Venue = venue },
        });
        Books traded = rig.Replay().Books;
        Assert.True(traded.Names.Venues.TryGet("SIM", out int sim));
        traded.Balances.Apply(new BalanceReported(
            new VenueId(sim), Account, new Money(999_500, Currency.Usd), null, asOf));

        AccountWorth worth = AccountWorth.Of(traded, Account);
        Assert.Equal(cash, worth.Cash?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(worth, Assert.Single(AccountWorth.All(traded)));
    }

    [Fact]
    public void Cash_of_a_contracts_currency_counts_beside_that_of_the_account_and_a_trade_is_paid_from_it()
    {
        EngineRig rig = new();
        UtcNanos asOf = new(1_700_000_000_000_000_000);
        Currency twd = Currency.FromTrusted("TWD");
        rig.Step(new Input
        {
            Kind = InputKind.DefineInstrument,
            Source = "config",
            Body = new DefineInstrument("IBM", Px.FromTrusted(1), Currency: twd),
        });
        rig.Step(new Input
        {
            Kind = InputKind.SetFxRate,
            Source = "http",
            Body = new SetFxRate(twd, Currency.Usd, Px.FromTrusted(0.1m)),
        });
        rig.Step(new Input { Kind = InputKind.NormalisedExecution, Source = "http", Body = Buy(asOf.AddNanos(1)) });
        Books traded = rig.Replay().Books;
        VenueId venue = traded.Executions[new ExecHandle(1)].Key.Venue;
        traded.Balances.Apply(new BalanceReported(venue, Account, new Money(5_000, Currency.Usd), null, asOf));
        Assert.Equal(4_900m, AccountWorth.Of(traded, Account).Cash);

        traded.Balances.Apply(new BalanceReported(venue, Account, new Money(3_000, twd), null, asOf));
        Assert.Equal(5_200m, AccountWorth.Of(traded, Account).Cash);
        Assert.Equal(5_000m, AccountWorth.HomeCash(traded, Account));

        // Told after the trade, it has it.
        traded.Balances.Apply(new BalanceReported(venue, Account, new Money(2_000, twd), null, asOf.AddNanos(1)));
        Assert.Equal(5_200m, AccountWorth.Of(traded, Account).Cash);

        // No contract of the account is in it, so it may be what one trades.
        traded.Balances.Apply(
            new BalanceReported(venue, Account, new Money(7, Currency.FromTrusted("BTC")), null, asOf));
        Assert.Equal(5_200m, AccountWorth.Of(traded, Account).Cash);
    }

    private static NormalisedExecution Buy(UtcNanos at) => new()
    {
        Symbol = "IBM",
        Side = Side.Buy,
        LastQty = Qty.FromTrusted(10),
        LastPx = Px.FromTrusted(100),
        ExecId = new ExecId(ShortText.FromTrusted("E1")),
        TransactTime = at,
        Account = "ACC1",
    };
}
