using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Positions;
using Truefill.Domain.Tests.Support;

namespace Truefill.Domain.Tests.Executions;

/// <summary>Charges that come with a second copy of a trade, or with its correction.</summary>
public sealed class CopiedFeeTests
{
    [Fact]
    public void Charge_that_only_the_second_feed_knows_is_booked_once()
    {
        (LedgerRig rig, Order order) = Traded();
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Trade("1", 10, 5) with { Fee = Usd(1) }, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(rig.Trade("1", 10, 5) with { Fee = Usd(1) }, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(rig.Trade("1", 10, 5), order));
        Assert.Equal(1, Charged(rig));
        Assert.Equal(10, rig.Position().Qty.Value);
    }

    [Fact]
    public void What_one_feed_has_charged_another_one_does_not_charge_again()
    {
        (LedgerRig rig, Order order) = Traded(Usd(1));
        Assert.Equal(
            InputOutcome.Duplicate, rig.Executions.Report(rig.Trade("1", 10, 5) with { Fee = Usd(1.01m) }, order));
        Assert.Equal(1, Charged(rig));
    }

    [Fact]
    public void Copy_that_finds_the_order_of_a_trade_in_suspense_brings_its_charge_along()
    {
        LedgerRig rig = new();
        rig.Executions.Report(
            rig.Trade("1", 10, 5) with { AccountName = "A", SymbolName = "X", Side = Side.Buy }, null);
        Order order = rig.Order("A", "S", "X", Side.Buy);
        rig.Executions.Report(rig.Trade("1", 10, 5) with { Fee = Usd(2) }, order);
        Assert.Equal(2, Charged(rig));
    }

    [Theory]
    [InlineData(null, 3, 3)]
    [InlineData(5.0, 3, 3)]
    [InlineData(5.0, 5, 5)]
    [InlineData(5.0, null, 5)]
    public void Correction_states_the_charge_of_its_trade_anew(double? first, int? corrected, int charged)
    {
        (LedgerRig rig, Order order) = Traded(first is { } paid ? [Usd((decimal)paid)] : []);
        ExecutionReport correction = rig.Correct("2", "1", 6, 5) with
        {
            Fee = corrected is { } stated ? Usd(stated) : null,
        };
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(correction, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(correction, order));
        Assert.Equal(charged, Charged(rig));
        Assert.Equal(6, rig.Position().Qty.Value);
    }

    [Fact]
    public void Correction_with_several_charges_states_each_kind_anew()
    {
        (LedgerRig rig, Order order) = Traded(Usd(1), Usd(2, FeeKind.Tax), Usd(7, FeeKind.Exchange));
        ExecutionReport correction = Charging(rig.Correct("2", "1", 6, 5), Usd(0.5m), Usd(1, FeeKind.Tax));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(correction, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(correction, order));
        Assert.Equal("Commission 0.5 USD, Tax 1 USD, Exchange 7 USD", Fees(rig));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 1)]
    public void Charges_of_one_kind_in_one_report_count_together(int one, int other)
    {
        (LedgerRig rig, Order order) = Traded(Usd(one, FeeKind.Other), Usd(other, FeeKind.Other));
        Assert.Equal(one + other, Charged(rig));
        Fee[] both = [Usd(one, FeeKind.Other), Usd(other, FeeKind.Other)];
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(Charging(rig.Trade("1", 10, 5), both), order));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(Charging(rig.Correct("2", "1", 6, 5), both), order));
        Assert.Equal(one + other, Charged(rig));
        Fee[] another = [Usd(one, FeeKind.Other), Usd(5, FeeKind.Other)];
        rig.Executions.Report(Charging(rig.Correct("3", "2", 6, 5, at: 3), another), order);
        Assert.Equal(one + 5, Charged(rig));
    }

    [Fact]
    public void Charge_without_a_currency_is_one_in_the_positions()
    {
        Fee none = new(new Money(2, default), FeeKind.Tax);
        (LedgerRig rig, Order order) = Traded(Usd(1, FeeKind.Tax), none);
        Assert.Equal(3, Charged(rig));
        rig.Executions.Report(Charging(rig.Correct("2", "1", 6, 5), none, Usd(4, FeeKind.Tax)), order);
        Assert.Equal(6, Charged(rig));
    }

    [Fact]
    public void Copy_of_a_trade_charges_the_kinds_that_nobody_has_charged()
    {
        (LedgerRig rig, Order order) = Traded(Usd(1));
        ExecutionReport copy = Charging(rig.Trade("1", 10, 5), Usd(1.01m), Usd(2, FeeKind.Tax), Usd(3, FeeKind.Tax));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(copy, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(copy, order));
        Assert.Equal("Commission 1 USD, Tax 5 USD", Fees(rig));
    }

    [Fact]
    public void Correction_dated_before_the_one_in_force_does_not_charge()
    {
        (LedgerRig rig, Order order) = Traded(Usd(1), Usd(1, FeeKind.Tax));
        rig.Executions.Report(Charging(rig.Correct("3", "1", 7, 5, at: 9), Usd(3)), order);
        rig.Executions.Report(Charging(rig.Correct("2", "1", 6, 5, at: 8), Usd(2), Usd(4, FeeKind.Tax)), order);
        Assert.Equal(7, rig.Position().Qty.Value);
        Assert.Equal("Commission 3 USD, Tax 4 USD", Fees(rig));
    }

    [Fact]
    public void Charge_that_only_the_second_copy_of_a_correction_states_is_booked_once()
    {
        (LedgerRig rig, Order order) = Traded(Usd(1));
        ExecutionReport correction = rig.Correct("2", "1", 6, 5);
        rig.Executions.Report(correction, order);
        ExecutionReport copy = Charging(correction, Usd(0.5m), Usd(2, FeeKind.Tax));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(copy, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(copy, order));
        Assert.Equal(
            InputOutcome.Duplicate, rig.Executions.Report(Charging(correction, Usd(0.6m)), order));
        Assert.Equal("Commission 0.5 USD, Tax 2 USD", Fees(rig));
    }

    [Fact]
    public void Charge_that_a_copy_states_of_a_correction_as_a_plain_trade_is_booked()
    {
        (LedgerRig rig, Order order) = Traded(Usd(1));
        rig.Executions.Report(rig.Correct("2", "1", 6, 5), order);
        ExecutionReport trade = Charging(rig.Trade("2", 6, 5, at: 2), Usd(4));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(trade, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(trade, order));
        Assert.Equal("Commission 4 USD", Fees(rig));
    }

    [Fact]
    public void Charge_that_follows_a_correction_is_what_that_states()
    {
        (LedgerRig rig, Order order) = Traded(Usd(1));
        rig.Executions.Report(rig.Correct("2", "1", 6, 5), order);
        Assert.Equal(InputOutcome.Applied, Charge(rig, "2", Usd(0.8m)));
        Assert.Equal("Commission 0.8 USD", Fees(rig));
        Assert.Equal(InputOutcome.Duplicate, Charge(rig, "2", Usd(0.8m)));
        Assert.Equal(InputOutcome.Duplicate, Charge(rig, "1", Usd(0.8m)));
        Assert.Equal(
            InputOutcome.Duplicate,
            rig.Executions.Report(Charging(rig.Correct("2", "1", 6, 5), Usd(0.8m)), order));
        Assert.Equal(InputOutcome.Applied, Charge(rig, "2", Usd(3, FeeKind.Tax)));
        Assert.Equal(InputOutcome.Applied, Charge(rig, "2", Usd(0.1m)));
        Assert.Equal("Commission 0.9 USD, Tax 3 USD", Fees(rig));
        Assert.Equal(StateBytes.Of(rig.Books), StateBytes.Of(StateBytes.Reloaded(rig.Books)));
    }

    [Fact]
    public void Charge_that_follows_a_correction_of_before_the_one_in_force_does_not_count()
    {
        (LedgerRig rig, Order order) = Traded(Usd(1));
        rig.Executions.Report(rig.Correct("2", "1", 6, 5), order);
        rig.Executions.Report(Charging(rig.Correct("3", "2", 7, 5, at: 3), Usd(0.7m)), order);
        Assert.Equal(InputOutcome.Applied, Charge(rig, "2", Usd(0.8m)));
        Assert.Equal(InputOutcome.Applied, Charge(rig, "2", Usd(0.1m)));
        Assert.Equal("Commission 0.7 USD", Fees(rig));
    }

    [Fact]
    public void Charge_on_a_correction_whose_trade_has_not_come_is_booked_when_it_comes()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        ExecutionReport correction = rig.Correct("2", "1", 6, 5);
        Fee unnamed = new(new Money(2, default), FeeKind.Tax);
        rig.Executions.Report(Charging(correction, Usd(0.5m), unnamed), order);
        ExecutionReport copy = Charging(correction, Usd(2, FeeKind.Tax), Usd(3, FeeKind.Exchange));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(copy, order));
        Assert.Equal(InputOutcome.Duplicate, rig.Executions.Report(copy, order));
        Books loaded = StateBytes.Reloaded(rig.Books);
        Assert.Equal(StateBytes.Of(rig.Books), StateBytes.Of(loaded));
        foreach (Books books in (Books[])[rig.Books, loaded])
        {
            LedgerRig later = books == rig.Books ? rig : new LedgerRig(books);
            later.Executions.Report(
                later.Trade("1", 10, 5) with { Fee = Usd(1) }, books.Orders[order.Handle]);
            Assert.Equal("Commission 0.5 USD, Tax 2 USD, Exchange 3 USD", Fees(later));
            Assert.Equal(6, later.Position().Qty.Value);
        }
    }

    [Fact]
    public void Charges_that_together_cannot_be_kept_exactly_are_refused_whole()
    {
        Fee[] most = [.. Enumerable.Repeat(Usd(999_999_999_999_999_999m, FeeKind.Tax), 9), Usd(0.0000000001m, FeeKind.Tax)];
        (LedgerRig rig, Order order) = Traded();
        foreach (ExecutionReport report in (ExecutionReport[])
            [rig.Trade("1", 10, 5), rig.Trade("2", 10, 5), rig.Correct("3", "1", 6, 5), rig.Correct("4", "9", 6, 5)])
            Assert.Equal(InputOutcome.DeadLettered, rig.Executions.Report(Charging(report, most), order));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Correct("3", "1", 6, 5), order));
        Assert.Equal(
            InputOutcome.DeadLettered, rig.Executions.Report(Charging(rig.Correct("3", "1", 6, 5), most), order));
        Assert.Empty(rig.Position().Fees);
        Assert.Equal(6, rig.Position().Qty.Value);
    }

    [Fact]
    public void Charges_in_the_traded_asset_that_together_are_worth_too_much_are_refused()
    {
        Fee large = new(new Money(100_000_000, Currency.FromTrusted("X")), FeeKind.Tax);
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        ExecutionReport trade = rig.Trade("1", 1, 9_999_999_999m);
        Assert.Equal(
            InputOutcome.DeadLettered,
            rig.Executions.Report(Charging(trade, [.. Enumerable.Repeat(large, 9)]), order));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(Charging(trade, large), order));
    }

    private static InputOutcome Charge(LedgerRig rig, string exec, Fee fee) =>
        rig.Executions.Charge(new ChargeFee(new ExecKey(rig.Venue, 0, LedgerRig.Id(exec)), fee));

    private static ExecutionReport Charging(ExecutionReport report, params Fee[] fees) =>
        report with { Fee = fees.Length > 0 ? fees[0] : null, FurtherFees = fees.Length > 1 ? fees[1..] : null };

    private static string Fees(LedgerRig rig) => string.Join(
        ", ", rig.Position().Fees.OrderBy(fee => fee.Kind).Select(fee => $"{fee.Kind} {fee.Amount}"));

    private static Fee Usd(decimal amount, FeeKind kind) => new(new Money(amount, Currency.Usd), kind);

    private static Fee Usd(decimal amount) => new(new Money(amount, Currency.Usd), FeeKind.Commission);

    private static decimal Charged(LedgerRig rig) => rig.Position().Fees.Sum(fee => fee.Amount.Amount);

    private static (LedgerRig Rig, Order Order) Traded(params Fee[] fees)
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        Assert.Equal(
            InputOutcome.Applied, rig.Executions.Report(Charging(rig.Trade("1", 10, 5), fees), order));
        return (rig, order);
    }
}
