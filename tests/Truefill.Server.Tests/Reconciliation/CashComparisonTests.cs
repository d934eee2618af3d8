using System;
using System.Globalization;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.Tests.Support;
using Truefill.Server.Reconciliation;

namespace Truefill.Server.Tests.Reconciliation;

/// <summary>A broker's cash beside the books. ACC1 has bought 10 IBM at 100 US dollars, and nothing else.</summary>
public sealed class CashComparisonTests
{
    private static readonly UtcNanos TradedAt = new(1_700_000_000_000_000_000);
    private readonly Books books = Traded();

    [Theory]
    [InlineData("-1000", "-1000 matched")]
    [InlineData("-1000.01", "-1000 matched")]
    [InlineData("99000", "-1000 indeterminate")]
    public void Without_a_venue_that_tells_a_balance_nobody_knows_what_was_there_before(string amount, string row) =>
        Assert.Equal([$"ACC1 USD {row}"], Compare(Stated("USD", amount)));

    [Theory]
    [InlineData(0, "99000", "99000 matched")]
    [InlineData(0, "98000", "99000 mismatch")]
    [InlineData(-1, "98000", "98000 matched")]
    public void What_a_venue_has_told_and_what_was_traded_since_is_compared(
        long toldNanosAfter, string amount, string row)
    {
        Tell("USD", 99_000, toldNanosAfter);
        Assert.Equal([$"ACC1 USD {row}"], Compare(Stated("USD", amount)));
    }

    [Theory]
    [InlineData("7", "7 matched")]
    [InlineData("8", "7 mismatch")]
    public void Another_currency_is_compared_with_what_the_venue_has_told_of_it(string amount, string row)
    {
        Tell("EUR", 7, 0);
        Assert.Equal([$"ACC1 EUR {row}"], Compare(Stated("EUR", amount)));
    }

    [Fact]
    public void Another_currency_in_which_was_traded_since_is_not_known()
    {
        Books foreign = Traded("EUR");
        foreign.Balances.Apply(Told(foreign, "EUR", 7, -1));
        Assert.Equal(["ACC1 EUR  indeterminate"], Compare(foreign, Stated("EUR", "7")));
        foreign.Balances.Apply(Told(foreign, "EUR", 7, 0));
        Assert.Equal(["ACC1 EUR 7 matched"], Compare(foreign, Stated("EUR", "7")));
    }

    [Fact]
    public void A_currency_and_an_account_that_the_books_do_not_know_are_no_match() => Assert.Equal(
        ["ACC1 TWD  indeterminate", "ACC9 USD  indeterminate"],
        Compare(Stated("TWD", "0"), Stated("USD", "0") with { Account = "ACC9" }));

    [Fact]
    public void What_the_books_have_in_a_currency_that_the_file_leaves_out_is_a_difference()
    {
        Tell("EUR", 7, 0);
        Tell("USD", 99_000, 0);
        Assert.Equal(["ACC1 EUR 7 mismatch", "ACC1 USD 99000 matched"], Compare(Stated("USD", "99000")));
        Assert.Empty(Compare());
    }

    [Fact]
    public void The_same_cash_under_two_names_of_one_account_is_refused()
    {
        BrokerFileException refused = Assert.Throws<BrokerFileException>(
            () => Compare(Stated("USD", "1"), Stated("USD", "2") with { Account = "U123" }));
        Assert.Equal("USD cash stands twice in account 'ACC1'", refused.Message);
    }

    private static Books Traded(string currency = "USD")
    {
        EngineRig rig = new();
        rig.Step(new Input
        {
            Kind = InputKind.NormalisedExecution,
            Source = "http",
            Body = new NormalisedExecution
            {
                Symbol = "IBM",
                Side = Side.Buy,
                LastQty = Qty.FromTrusted(10),
                LastPx = Px.FromTrusted(100),
                ExecId = new ExecId(ShortText.FromTrusted("E1")),
                TransactTime = TradedAt,
                Account = "ACC1",
                Currency = Currency.FromTrusted(currency),
            },
        });
        return rig.Replay().Books;
    }

    private static StatedCash Stated(string currency, string amount) => new(
        "ACC1", Currency.FromTrusted(currency), decimal.Parse(amount, CultureInfo.InvariantCulture));

    private static BalanceReported Told(Books of, string currency, decimal amount, long nanosAfter) => new(
        of.Executions[new ExecHandle(1)].Key.Venue, new AccountId(1),
        new Money(amount, Currency.FromTrusted(currency)), null,
        TradedAt.AddNanos(nanosAfter));

    private void Tell(string currency, decimal amount, long nanosAfter) =>
        books.Balances.Apply(Told(books, currency, amount, nanosAfter));

    private string[] Compare(params StatedCash[] cash) => Compare(books, cash);

    private static string[] Compare(Books with, params StatedCash[] cash) =>
    [
        .. CashComparison.Compare(
                with, new BrokerStatement(default, [], cash) { Accounts = ["ACC1"] },
                name => name == "U123" ? "ACC1" : name, 0.01m)
            .Select(row => FormattableString.Invariant(
                $"{row.Account} {row.Currency} {row.Expected} {Words(row.Status)}")),
    ];

    private static string Words(RowStatus status) => status.ToString().ToLowerInvariant();
}
