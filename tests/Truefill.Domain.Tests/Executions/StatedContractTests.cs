using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Positions;

namespace Truefill.Domain.Tests.Executions;

/// <summary>Currency(15) and ContractMultiplier(231) of what venues report.</summary>
public sealed class StatedContractTests
{
    private static readonly Currency Gbp = Currency.FromTrusted("GBP");

    private readonly LedgerRig rig = new(record: true);
    private readonly Order order;

    public StatedContractTests()
    {
        rig.Account("A", LotMethod.Fifo);
        order = rig.Order("A", "S", "X", Side.Buy);
    }

    [Fact]
    public void The_first_trade_of_an_order_that_states_them_defines_the_instrument()
    {
        Report(rig.Trade("1", 2, 10) with { Currency = Gbp, Multiplier = 50 });
        Report(rig.Trade("2", 1, 10));

        Assert.Equal(new Money(-1500, Gbp), rig.Position().NetCash);
        Assert.Equal((3m, 50m), (rig.Position().Qty.Value, rig.Position().Multiplier));
    }

    [Fact]
    public void The_first_trade_without_an_order_does_so_too()
    {
        ExecutionReport trade = rig.Trade("1", 2, 10) with
        {
            SymbolName = "Y",
            Side = Side.Buy,
            AccountName = "A",
            Currency = Gbp,
            Multiplier = 50,
        };
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(trade, null));

        Position held = rig.Books.Positions.All.Single();
        Assert.Equal(new Money(-1000, Gbp), held.NetCash);
    }

    [Fact]
    public void What_the_books_have_anyway_defines_nothing()
    {
        Report(rig.Trade("1", 2, 10) with { Currency = Currency.Usd, Multiplier = 1 });
        Report(rig.Trade("2", 2, 10) with
        {
            Currency = Currency.Usd,
            Fee = new Fee(new Money(1, Currency.Usd), FeeKind.Commission),
        });

        Assert.Empty(rig.Facts.OfType<InstrumentDefined>());
        Assert.Equal(new Money(-40, Currency.Usd), rig.Position().NetCash);
    }

    [Theory]
    [InlineData("GBP", 0)]
    [InlineData("", 50)]
    [InlineData("USD", 50)]
    [InlineData("", -1)]
    public void A_trade_that_contradicts_what_is_booked_is_refused(string currency, double multiplier)
    {
        Report(rig.Trade("1", 2, 10));
        Refuse(rig.Trade("2", 1, 10) with { Currency = Stated(currency), Multiplier = (decimal)multiplier });

        Assert.Equal((2m, 2m), (rig.Position().Qty.Value, order.CumQty.Value));
    }

    [Theory]
    [InlineData("USD", 0)]
    [InlineData("", 20)]
    [InlineData("GBP", 1)]
    public void A_trade_that_contradicts_the_defined_instrument_is_refused(string currency, double multiplier)
    {
        rig.Instrument("X", 50, "GBP");
        Refuse(rig.Trade("1", 1, 10) with { Currency = Stated(currency), Multiplier = (decimal)multiplier });
        Report(rig.Trade("2", 1, 10) with { Currency = Gbp, Multiplier = 50.0m });

        Assert.Equal(1, rig.Position().Qty.Value);
    }

    [Fact]
    public void A_correction_in_another_currency_is_refused()
    {
        Report(rig.Trade("1", 2, 10));
        Refuse(rig.Correct("2", "1", 1, 10) with { Currency = Gbp });
        Report(rig.Correct("3", "1", 1, 10) with { Currency = Currency.Usd });

        Assert.Equal(1, rig.Position().Qty.Value);
    }

    private static Currency Stated(string code) => code.Length == 0 ? default : Currency.FromTrusted(code);

    private void Report(in ExecutionReport report) =>
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(report, order));

    private void Refuse(in ExecutionReport report)
    {
        Assert.Equal(InputOutcome.DeadLettered, rig.Executions.Report(report, order));
        Assert.Equal(DeadLetterReason.InvalidValue, rig.Facts.OfType<DeadLettered>().Last().Reason);
    }
}
