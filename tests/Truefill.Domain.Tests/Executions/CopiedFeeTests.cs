using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Positions;

namespace Truefill.Domain.Tests.Ledger;

/// <summary>Charges that come with a second copy of a trade, or with its correction.</summary>
public sealed class CopiedFeeTests
{
    [Fact]
    public void Charge_that_only_the_second_feed_knows_is_booked_once()
    {
        (TestDesk desk, Order order) = Traded(fee: null);
        Assert.Equal(InputOutcome.Applied, desk.Executions.Report(desk.Trade("1", 10, 5) with { Fee = Usd(1) }, order));
        Assert.Equal(InputOutcome.Duplicate, desk.Executions.Report(desk.Trade("1", 10, 5) with { Fee = Usd(1) }, order));
        Assert.Equal(InputOutcome.Duplicate, desk.Executions.Report(desk.Trade("1", 10, 5), order));
        Assert.Equal(1, Charged(desk));
        Assert.Equal(10, desk.Position().Qty.Value);
    }

    [Fact]
    public void What_one_feed_has_charged_another_one_does_not_charge_again()
    {
        (TestDesk desk, Order order) = Traded(Usd(1));
        Assert.Equal(
            InputOutcome.Duplicate, desk.Executions.Report(desk.Trade("1", 10, 5) with { Fee = Usd(1.01m) }, order));
        Assert.Equal(1, Charged(desk));
    }

    [Fact]
    public void Copy_that_finds_the_order_of_a_trade_in_suspense_brings_its_charge_along()
    {
        TestDesk desk = new();
        desk.Executions.Report(
            desk.Trade("1", 10, 5) with { AccountName = "A", SymbolName = "X", Side = Side.Buy }, null);
        Order order = desk.Order("A", "S", "X", Side.Buy);
        desk.Executions.Report(desk.Trade("1", 10, 5) with { Fee = Usd(2) }, order);
        Assert.Equal(2, Charged(desk));
    }

    [Theory]
    [InlineData(null, 3, 3)]
    [InlineData(5.0, 3, 3)]
    [InlineData(5.0, 5, 5)]
    [InlineData(5.0, null, 5)]
    public void Correction_states_the_charge_of_its_trade_anew(double? first, int? corrected, int charged)
    {
        (TestDesk desk, Order order) = Traded(first is { } paid ? Usd((decimal)paid) : null);
        ExecutionReport correction = desk.Correct("2", "1", 6, 5) with
        {
            Fee = corrected is { } stated ? Usd(stated) : null,
        };
        Assert.Equal(InputOutcome.Applied, desk.Executions.Report(correction, order));
        Assert.Equal(InputOutcome.Duplicate, desk.Executions.Report(correction, order));
        Assert.Equal(charged, Charged(desk));
        Assert.Equal(6, desk.Position().Qty.Value);
    }

    private static Fee Usd(decimal amount) => new(new Money(amount, Currency.Usd), FeeKind.Commission);

    private static decimal Charged(TestDesk desk) => desk.Position().Fees.Sum(fee => fee.Amount.Amount);

    private static (TestDesk Desk, Order Order) Traded(Fee? fee)
    {
        TestDesk desk = new();
        Order order = desk.Order("A", "S", "X", Side.Buy);
        Assert.Equal(InputOutcome.Applied, desk.Executions.Report(desk.Trade("1", 10, 5) with { Fee = fee }, order));
        return (desk, order);
    }
}
