using System;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Fix.Tests.Mapping;

/// <summary>Contracts that share one Symbol(55), and what a trade says its numbers mean.</summary>
public sealed class ContractMappingTests
{
    private const string Call = "167=OPT|200=202612|201=1|202=150|";

    private static readonly FixDialect Configured = new()
    {
        Instruments = new(
        [
            new FixInstrument("ESZ6", 50, new FixContract("ES", "FUT", "202612")),
            new FixInstrument("ESH7", 50, new FixContract("ES", "FUT", "202703")),
            new FixInstrument("AAPL", 1),
            new FixInstrument("AAPL-C150", 100, new FixContract("AAPL", "OPT", "20261218", IsCall: true, Strike: 150)),
            new FixInstrument("BRK.B", 1, new FixContract("BRK/B")),
        ]),
    };

    [Theory]
    [InlineData("ES", "167=FUT|200=202612|", "ESZ6")]
    [InlineData("ES", "200=202703|", "ESH7")]
    [InlineData("ES", "167=FUT|541=20261218|", "ESZ6")]
    [InlineData("ES", "200=202612|205=18|", "ESZ6")]
    [InlineData("ES", "167=FUT|200=202706|", "ES")]
    [InlineData("ES", "167=OPT|200=202612|201=0|202=5000|", "ES")]
    [InlineData("AAPL", "", "AAPL")]
    [InlineData("AAPL", "167=CS|", "AAPL")]
    [InlineData("AAPL", "167=OPT|200=202612|201=1|202=150|", "AAPL-C150")]
    [InlineData("AAPL", "167=OPT|541=20261218|201=1|202=150.00|", "AAPL-C150")]
    [InlineData("AAPL", "167=OPT|200=20261218|201=1|202=150|", "AAPL-C150")]
    [InlineData("AAPL", "167=OPT|200=20261211|201=1|202=150|", "AAPL")]
    [InlineData("AAPL", "167=OPT|200=202612|201=0|202=150|", "AAPL")]
    [InlineData("BRK/B", "", "BRK.B")]
    [InlineData("IBM", "", "IBM")]
    public void A_report_is_of_the_instrument_whose_contract_it_names(string symbol, string fields, string expected)
    {
        VenueReport report = new MapperCase(Configured).Map(Trade(symbol, fields));
        Assert.Null(report.Detail);
        Assert.Equal(expected, report.ExecutionReport.SymbolName);
    }

    [Fact]
    public void Where_futures_of_a_symbol_are_configured_one_that_is_left_open_is_its_orders() =>
        Assert.Null(new MapperCase(Configured).Map(Trade("ES", "")).ExecutionReport.SymbolName);

    [Fact]
    public void A_request_in_a_log_is_of_the_instrument_whose_contract_it_names()
    {
        VenueReport report = new MapperCase(Configured).Map(
            "35=D|11=O1|1=ACC|55=ES|167=FUT|200=202703|54=1|60=20260105-14:30:01|38=1|40=1|");
        Assert.Equal("ESH7", Assert.IsType<Domain.Orders.Commands.NewOrderSingle>(report.Request).Symbol);
    }

    [Theory]
    [InlineData("167=FUT|200=202612|", "167=FUT|200=202703|", "ES FUT 202612", "ES FUT 202703")]
    [InlineData("541=20261218|", "541=20261219|", "ES 20261218", "ES 20261219")]
    [InlineData("200=202612|", "541=20270319|", "ES 202612", "ES 20270319")]
    [InlineData("200=202612w1|", "200=202612w2|", "ES 202612w1", "ES 202612w2")]
    [InlineData("200=DEC26|", "200=MAR27|", "ES DEC26", "ES MAR27")]
    [InlineData("200=202612|201=1|202=150|", "200=202612|201=0|202=150|", "ES 202612 call 150", "ES 202612 put 150")]
    [InlineData("200=202612|201=1|202=150|", "200=202612|201=1|202=155|", "ES 202612 call 150", "ES 202612 call 155")]
    [InlineData("", Call, "ES without a maturity or strike", "ES OPT 202612 call 150")]
    [InlineData(Call, "", "ES OPT 202612 call 150", "ES without a maturity or strike")]
    public void A_second_contract_under_a_symbol_is_refused_and_both_are_named(
        string first, string second, string was, string now)
    {
        MapperCase mapper = new();
        Assert.Null(mapper.Map(Trade("ES", first)).Detail);
        VenueReport refused = mapper.Map(Trade("ES", second));

        Assert.Equal((VenueReportKind.Malformed, DeadLetterReason.InvalidValue), (refused.Kind, refused.Reason));
        Assert.Contains($"came as {was} and is {now} here", refused.Detail, StringComparison.Ordinal);
        Assert.Contains("instruments[].contract", refused.Detail, StringComparison.Ordinal);
        Assert.Null(mapper.Map(Trade("ES", first)).Detail);
    }

    [Theory]
    [InlineData("", "167=FUT|200=202612|")]
    [InlineData("167=FUT|200=202612|", "")]
    [InlineData("167=FUT|200=202612|", "541=20261120|")]
    [InlineData("200=202612|541=20261218|", "200=202612|")]
    [InlineData("200=20261218|", "541=20261218|")]
    [InlineData("200=202612|205=18|", "541=20261218|")]
    [InlineData("", "167=CS|202=0|201=0|")]
    [InlineData(Call, Call)]
    [InlineData("167=OPT|201=1|202=150.0|", Call)]
    public void What_does_not_contradict_is_one_instrument(string first, string second)
    {
        MapperCase mapper = new();
        foreach (string fields in (string[])[first, second, first, second])
        {
            VenueReport report = mapper.Map(Trade("ES", fields));
            Assert.Null(report.Detail);
            Assert.Equal("ES", report.ExecutionReport.SymbolName);
        }
    }

    [Fact]
    public void What_a_message_left_open_another_may_say_and_a_third_contradict()
    {
        MapperCase mapper = new();
        Assert.Null(mapper.Map(Trade("ES", "")).Detail);
        Assert.Null(mapper.Map(Trade("ES", "200=202612|")).Detail);
        Assert.NotNull(mapper.Map(Trade("ES", "200=202703|")).Detail);
    }

    [Fact]
    public void Two_contracts_of_one_configured_month_are_not_one()
    {
        MapperCase mapper = new(Configured);
        Assert.Equal("ESZ6", mapper.Map(Trade("ES", "541=20261218|")).ExecutionReport.SymbolName);
        Assert.Contains("ESZ6 20261211", mapper.Map(Trade("ES", "541=20261211|")).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("H", "19=E0|")]
    [InlineData("G", "19=E0|")]
    public void A_bust_and_a_correction_are_refused_like_a_trade(string type, string refers)
    {
        MapperCase mapper = new();
        mapper.Map(Trade("ES", "200=202612|"));
        string report = Trade("ES", "200=202703|").Replace("150=F", "150=" + type, StringComparison.Ordinal) + refers;
        Assert.Equal(VenueReportKind.Malformed, mapper.Map(report).Kind);
    }

    [Fact]
    public void What_only_tells_of_an_orders_status_is_never_refused()
    {
        MapperCase mapper = new();
        mapper.Map(Trade("ES", "200=202612|"));
        string status = "35=8|11=O1|37=V1|17=E1|1=ACC|55=ES|54=1|38=100|14=0|151=100|6=0|39=0|";
        foreach (string type in (string[])["0", "4", "5", "8", "I"])
            Assert.Null(mapper.Map($"{status}150={type}|200=202703|").Detail);
        Assert.Null(mapper.Map(Trade("ES", "200=202612|")).Detail);
    }

    [Theory]
    [InlineData("ES", "15=GBP|231=50|", "GBP", 50)]
    [InlineData("ES", "15=gbp|", "GBP", 0)]
    [InlineData("ES", "231=0|", "", 0)]
    [InlineData("ES", "", "", 0)]
    [InlineData("EURN", "15=EUR|", "EUR", 0)]
    [InlineData("EUR/USD", "15=USD|", "USD", 0)]
    [InlineData("EUR/USD", "15=EUR|", "", 0)]
    [InlineData("EURUSD", "15=EUR|", "", 0)]
    [InlineData("EUR.USD", "15=EUR|", "", 0)]
    [InlineData("BTCUSDT.X", "15=BTC|", "", 0)]
    public void A_trade_carries_its_currency_and_multiplier_but_not_a_dealt_currency(
        string symbol, string fields, string currency, double multiplier)
    {
        VenueReport report = new MapperCase().Map(Trade(symbol, fields));
        Assert.Null(report.Detail);
        Assert.Equal(
            (currency, (decimal)multiplier),
            (report.ExecutionReport.Currency.ToString(), report.ExecutionReport.Multiplier));
    }

    [Theory]
    [InlineData("15=?|", "Currency(15) '?' is not a currency, MsgSeqNum(34) 7")]
    [InlineData("231=x|", "ContractMultiplier(231) 'x' is not a number, MsgSeqNum(34) 7")]
    public void What_is_no_currency_or_number_is_told(string fields, string detail) =>
        Assert.Equal(detail, new MapperCase().Map(Trade("ES", fields)).Detail);

    [Fact]
    public void A_report_that_is_no_trade_carries_neither()
    {
        ExecutionReport report = new MapperCase().Map(
            "35=8|11=O1|37=V1|17=E1|55=ES|54=1|38=1|14=0|151=1|6=0|39=0|150=0|15=?|231=x|").ExecutionReport;
        Assert.True(report.Currency.IsNone);
        Assert.Equal(0, report.Multiplier);
    }

    private static string Trade(string symbol, string fields) =>
        $"35=8|11=O1|37=V1|17=E1|1=ACC|55={symbol}|{fields}54=1|38=100|14=40|151=60|6=10.5|150=F|39=1|32=40|31=10.5|";
}
