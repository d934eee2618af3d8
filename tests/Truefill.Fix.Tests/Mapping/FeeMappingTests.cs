using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Orders;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Fix.Tests.Mapping;

public sealed class FeeMappingTests
{
    private const string Fill = "35=8|11=O1|37=V1|17=E1|1=ACC|55=IBM|54=1|38=100|14=40|151=60|6=10.5|150=F|39=1|32=40|31=10.5|";

    [Theory]
    [InlineData("12=0.25|13=3|", "0.25")]
    [InlineData("12=0.25|", "0.25")]
    [InlineData("12=-0.25|13=3|", "-0.25")]
    [InlineData("12=0.005|13=1|", "0.2")]
    [InlineData("12=.0005|13=2|", "0.21")]
    [InlineData("12=5|13=4|", null)]
    [InlineData("12=5|13=5|", null)]
    [InlineData("12=0.005|13=6|231=200|", "40")]
    [InlineData("12=1|13=7|", "0.042")]
    [InlineData("12=0.005|13=8|", "0.2")]
    [InlineData("12=.00002|13=2|231=200|", "1.68")]
    [InlineData("12=1|13=7|231=200|", "8.4")]
    [InlineData("12=0.005|13=1|231=200|", "0.2")]
    [InlineData("136=1|137=.0001|139=4|891=2|231=200|", "8.4")]
    [InlineData("12=0|13=3|", null)]
    [InlineData("12=1.23456789012345|13=3|", "1.2345678901")]
    [InlineData("12=0.30000000000000004|", "0.3")]
    public void Commission_by_its_type(string fields, string? expected)
    {
        VenueReport report = new MapperCase().Map(Fill + fields);
        Assert.Null(report.Detail);
        Assert.Equal(expected, report.ExecutionReport.Fee?.Amount.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("12=.00002|13=2|", "1.68")]
    [InlineData("12=.00002|13=2|231=50|", "0.42")]
    [InlineData("12=1|13=7|", "8.4")]
    [InlineData("12=0.005|13=6|", "40")]
    [InlineData("136=1|137=.0001|139=4|891=2|", "8.4")]
    public void A_share_of_the_value_goes_by_the_configured_multiplier_unless_the_message_has_one(
        string fields, string expected)
    {
        FixDialect dialect = new() { Instruments = new([new FixInstrument("IBM", 200)]) };
        VenueReport report = new MapperCase(dialect).Map(Fill + fields);
        Assert.Null(report.Detail);
        Assert.Equal(expected, report.ExecutionReport.Fee?.Amount.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("479=EUR|15=CHF|", "EUR")]
    [InlineData("15=CHF|", "CHF")]
    [InlineData("", "")]
    public void Its_currency_is_stated_or_that_of_the_price_or_the_positions(string fields, string expected) =>
        Assert.Equal(expected, new MapperCase().Map(Fill + "12=1|13=3|" + fields).ExecutionReport.Fee!.Value.Amount.Currency.ToString());

    [Fact]
    public void Further_charges_stay_apart_and_outlive_the_next_message()
    {
        MapperCase mapper = new();
        ExecutionReport report = mapper.Map(
            Fill + "12=1|13=3|136=4|137=0.5|138=USD|139=2|137=0.01|139=4|891=1|137=7|139=99|137=7|139=7|").ExecutionReport;
        Assert.Equal(FeeKind.Commission, report.Fee!.Value.Kind);
        Assert.Null(mapper.Map(Fill + "12=1|13=3|").ExecutionReport.FurtherFees);
        Assert.Single(mapper.Map(Fill + "12=1|13=3|136=1|137=0.5|139=2|").ExecutionReport.FurtherFees!);
        Assert.Equal(
            ["0.5 USD Tax", "0.4 Exchange", "7 Other", "7 Other"],
            report.FurtherFees!.Select(fee => $"{fee.Amount} {fee.Kind}".Replace("  ", " ", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void A_bust_carries_the_busted_trades_commission_and_charges_nothing()
    {
        string bust = Fill.Replace("150=F", "150=H", System.StringComparison.Ordinal) + "19=E0|12=1|13=3|";
        Assert.Null(new MapperCase().Map(bust).ExecutionReport.Fee);
    }

    [Fact]
    public void A_dialect_may_leave_commissions_out() =>
        Assert.Null(new MapperCase(new FixDialect { BooksCommission = false }).Map(Fill + "12=1|13=3|").ExecutionReport.Fee);

    [Theory]
    [InlineData("12=x|13=3|", "Commission(12) 'x' is not a number, MsgSeqNum(34) 7")]
    [InlineData("12=1|13=9|", "CommType(13) '9' is not a type of commission, MsgSeqNum(34) 7")]
    [InlineData("12=1|13=3|479=?|", "CommCurrency(479) '?' is not a currency, MsgSeqNum(34) 7")]
    [InlineData("136=2|137=1|139=2|", "NoMiscFees(136) '2' is not the number of its entries, MsgSeqNum(34) 7")]
    [InlineData("12=123456789012345678|13=6|231=123456789012345678|", "Commission(12) '123456789012345678' times the trade has too many digits, MsgSeqNum(34) 7")]
    public void What_cannot_be_charged_is_told(string fields, string detail) =>
        Assert.Equal(detail, new MapperCase().Map(Fill + fields).Detail);
}
