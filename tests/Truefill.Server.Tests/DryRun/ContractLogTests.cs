using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.DryRun;
using Truefill.Server.Service;
using Truefill.Venues.Fix;

namespace Truefill.Server.Tests.DryRun;

/// <summary>Logs whose trades say which contract they are in, and what their numbers mean.</summary>
public sealed class ContractLogTests
{
    private const string Configured = """
        mode: simulation
        instruments:
          - { symbol: ESZ6, multiplier: 50, contract: { symbol: ES, security_type: FUT, maturity: "202612" } }
          - { symbol: ESH7, multiplier: 50, contract: { symbol: ES, security_type: FUT, maturity: "202703" } }
          - symbol: CALL
            multiplier: 100
            contract: { symbol: AAPL, security_type: OPT, maturity: "202612", put_or_call: call, strike: 150 }
          - { symbol: TXF, multiplier: 200 }
        """;

    [Fact]
    public void Two_futures_of_one_root_do_not_net_to_nothing()
    {
        DryRunResult result = Run([], Trade(1, "ES", 1, 5000, "167=FUT|200=202612|"), Trade(2, "ES", -1, 5100, "167=FUT|200=202703|"));

        Assert.Equal("ES 1 -5000 USD", Held(result));
        string why = Assert.Single(result.DeadLettersDetail).Reason;
        Assert.Contains("came as ES FUT 202612 and is ES FUT 202703 here", why, StringComparison.Ordinal);
        Assert.Contains("instruments[].contract", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_and_their_options_are_not_added_together()
    {
        DryRunResult result = Run(
            [], Trade(1, "AAPL", 100, 200, ""), Trade(2, "AAPL", 2, 5, "167=OPT|200=202612|201=1|202=150|"));

        Assert.Equal("AAPL 100 -20000 USD", Held(result));
        Assert.Single(result.DeadLettersDetail);
    }

    [Fact]
    public void Configured_contracts_are_positions_of_their_own_with_their_own_multiplier()
    {
        DryRunResult result = Run(
            Instruments(Configured),
            Trade(1, "ES", 1, 5000, "167=FUT|200=202612|"),
            Trade(2, "ES", -1, 5100, "167=FUT|200=202703|"),
            Trade(3, "AAPL", 100, 200, ""),
            Trade(4, "AAPL", 2, 5, "167=OPT|200=202612|201=1|202=150|"));

        Assert.Empty(result.DeadLettersDetail);
        Assert.Equal(
            "AAPL 100 -20000 USD, CALL 2 -1000 USD, ESH7 -1 255000 USD, ESZ6 1 -250000 USD", Held(result));
    }

    [Theory]
    [InlineData("15=GBP|", "VOD 3 -30 GBP")]
    [InlineData("231=50|", "VOD 3 -1500 USD")]
    [InlineData("15=USD|231=1|", "VOD 3 -30 USD")]
    public void The_cash_of_a_trade_is_in_its_currency_and_times_its_multiplier(string fields, string held)
    {
        DryRunResult result = Run([], Trade(1, "VOD", 1, 10, fields), Trade(2, "VOD", 2, 10, fields));

        Assert.Empty(result.DeadLettersDetail);
        Assert.Equal(held, Held(result));
    }

    [Fact]
    public void A_trade_in_another_currency_than_those_before_is_a_dead_letter()
    {
        DryRunResult result = Run(
            [], Trade(1, "VOD", 1, 10, ""), Trade(2, "VOD", 1, 10, "15=GBP|"), Trade(3, "VOD", 1, 10, "231=50|"));

        Assert.Equal("VOD 1 -10 USD", Held(result));
        Assert.Equal(2, result.DeadLetters);
    }

    [Theory]
    [InlineData("TXF", "", "80")]
    [InlineData("TXF", "231=200|", "80")]
    [InlineData("OTHER", "231=200|", "80")]
    [InlineData("OTHER", "", "0.4")]
    public void A_charge_in_percent_is_one_of_the_whole_value(string symbol, string fields, string fee)
    {
        DryRunResult result = Run(Instruments(Configured), Trade(1, symbol, 1, 20000, fields + "12=.00002|13=2|"));

        Assert.Empty(result.DeadLettersDetail);
        Assert.Equal(fee, Assert.Single(Assert.Single(result.Positions).Fees).Amount.Amount.ToString("0.##", CultureInfo.InvariantCulture));
    }

    private static IReadOnlyList<InstrumentOptions> Instruments(string yaml)
    {
        ConfigurationResult read = ConfigurationLoader.Load(new ConfigurationRequest { Yaml = yaml });
        Assert.Empty(read.Errors);
        return read.Options!.Instruments;
    }

    private static DryRunResult Run(IReadOnlyList<InstrumentOptions> instruments, params byte[][] lines) =>
        RecordedLog.Run(lines, options: new DryRunOptions
        {
            Instruments = [.. instruments.Select(Definitions.Of)],
            Dialect = FixDialect.Standard with { Instruments = FixContracts.Of(instruments) },
        });

    private static string Held(DryRunResult result) => string.Join(
        ", ",
        result.Positions
            .Select(p => string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Books.Names.Of(p.Key.Symbol)} {p.Qty} {p.NetCash.Amount:0.##} {p.NetCash.Currency}"))
            .Order(StringComparer.Ordinal));

    private static byte[] Trade(int seq, string symbol, int qty, int px, string fields) => RecordedLog.Message(
        string.Create(
            CultureInfo.InvariantCulture,
            $"35=8|49=V|56=C|34={seq}|52=20260105-10:00:0{seq}|60=20260105-10:00:0{seq}|37=V{seq}|17=E{seq}|1=A|55={symbol}|{fields}")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"54={(qty > 0 ? 1 : 2)}|38={Math.Abs(qty)}|32={Math.Abs(qty)}|31={px}|14={Math.Abs(qty)}|151=0|6={px}|150=F|39=2|"));
}
