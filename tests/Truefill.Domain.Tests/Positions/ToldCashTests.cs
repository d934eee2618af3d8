using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Positions;

/// <summary>
/// A venue tells 9,000 at second 10, after a buy of 10 @ 100 in second 5: what becomes of that buy later moves cash.
/// </summary>
public sealed class ToldCashTests
{
    [Theory]
    [InlineData(11, 10_000)]
    [InlineData(10, 9_000)]
    [InlineData(9, 9_000)]
    public void Bust_dated_after_the_balance_gives_back_what_its_trade_cost(long at, decimal cash)
    {
        (LedgerRig rig, Order order) = Told();
        rig.Executions.Report(rig.Bust("2", "1", at), order);
        Assert.Equal((cash, cash), Worth(rig));
    }

    [Fact]
    public void Correction_dated_after_the_balance_moves_cash_by_the_difference()
    {
        (LedgerRig rig, Order order) = Told();
        rig.Executions.Report(rig.Correct("2", "1", 8, 101, at: 11), order);
        Assert.Equal((9_192m, 9_992m), Worth(rig));
        rig.Executions.Report(rig.Bust("3", "2", at: 12), order);
        Assert.Equal((10_000m, 10_000m), Worth(rig));
    }

    [Fact]
    public void Correction_from_before_the_balance_is_in_it()
    {
        (LedgerRig rig, Order order) = Told();
        rig.Executions.Report(rig.Correct("2", "1", 8, 100, at: 6), order);
        Assert.Equal((9_000m, 9_800m), Worth(rig));
        rig.Executions.Report(rig.Bust("3", "2", at: 12), order);
        Assert.Equal((9_800m, 9_800m), Worth(rig));
    }

    [Theory]
    [InlineData(11, 8_997)]
    [InlineData(10, 9_000)]
    public void Charge_told_after_the_balance_is_paid_from_it(long at, decimal cash)
    {
        (LedgerRig rig, _) = Told();
        Charge(rig, at);
        Assert.Equal((cash, cash + 1_000), Worth(rig));
    }

    [Fact]
    public void Bust_leaves_a_charge_paid()
    {
        (LedgerRig rig, Order order) = Told();
        Charge(rig, 11);
        rig.Executions.Report(rig.Bust("2", "1", at: 12), order);
        Assert.Equal((9_997m, 9_997m), Worth(rig));
    }

    [Fact]
    public void Trade_that_a_correction_moves_takes_its_cost_along()
    {
        (LedgerRig rig, Order order) = Told();
        Tell(rig, "B", 500);
        rig.Executions.Report(rig.Correct("2", "1", 10, 100, at: 11) with { AccountName = "B" }, order);
        Assert.Equal((10_000m, 10_000m), Worth(rig));
        Assert.Equal((-500m, 500m), Worth(rig, "B"));
    }

    [Fact]
    public void Next_balance_has_it_all()
    {
        (LedgerRig rig, Order order) = Told();
        rig.Executions.Report(rig.Bust("2", "1", at: 11), order);
        Tell(rig, "A", 10_000, at: 12);
        Assert.Equal((10_000m, 10_000m), Worth(rig));
    }

    private static (LedgerRig Rig, Order Order) Told()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Trade("1", 10, 100, at: 5), order));
        Tell(rig, "A", 9_000);
        rig.Positions.Mark(new SetMark("X", LedgerRig.P(100)), out _);
        Assert.Equal((9_000m, 10_000m), Worth(rig));
        return (rig, order);
    }

    private static void Tell(LedgerRig rig, string account, decimal cash, long at = 10) =>
        rig.Books.Apply(new BalanceReported(
            rig.Venue, rig.Deciding.Account(account), new Money(cash, Currency.Usd), null, Second(at)));

    private static void Charge(LedgerRig rig, long at) => rig.Executions.Charge(new ChargeFee(
        new ExecKey(rig.Venue, 0, LedgerRig.Id("1")), new Fee(new Money(3, Currency.Usd), FeeKind.Tax), Second(at)));

    private static UtcNanos Second(long at) => new(at * UtcNanos.PerSecond);

    private static (decimal? Cash, decimal? Equity) Worth(LedgerRig rig, string account = "A")
    {
        AccountWorth worth = AccountWorth.Of(rig.Books, rig.Deciding.Account(account));
        Assert.Contains(worth, AccountWorth.All(rig.Books));
        Assert.Equal(worth, AccountWorth.Of(StateBytes.Reloaded(rig.Books), worth.Account));
        return (worth.Cash, worth.Equity);
    }
}
