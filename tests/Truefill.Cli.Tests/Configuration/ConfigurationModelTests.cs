using System;
using System.IO;
using System.Linq;
using Truefill.Domain.Positions;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Tests.Configuration;

public class ConfigurationModelTests
{
    internal static string Full { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "full.yaml"));

    [Fact]
    public void Without_a_configuration_it_is_a_simulation_with_one_venue_and_any_account()
    {
        TruefillOptions options = Load.Good("");
        Assert.Equal(TradingMode.Simulation, options.Mode);
        Assert.Empty(options.Accounts);
        VenueOptions venue = Assert.Single(options.Venues);
        Assert.Equal(("SIM", "builtin"), (venue.Id, venue.Simulated!.Prices));
        Assert.Equal(["http://127.0.0.1:8080"], options.Urls);
        Assert.Null(options.Risk);
    }

    [Fact]
    public void A_known_market_needs_no_calendar_and_a_stated_one_goes_before_it()
    {
        TruefillOptions options = Load.Good(
            """
            instruments: [ { symbol: TXF, calendar: TAIFEX }, { symbol: IBM, calendar: XNYS } ]
            calendars: { XNYS: { time_zone: America/New_York, open: "09:30", close: "13:00" } }
            """);
        Assert.Equal(
            [("XNYS", new TimeOnly(13, 0)), ("TAIFEX", new TimeOnly(13, 45))],
            options.Calendars.Select(calendar => (calendar.Name, calendar.Close!.Value)));
        Assert.Empty(Load.Good("instruments: [ { symbol: IBM } ]").Calendars);
    }

    [Fact]
    public void Every_key_of_a_full_configuration_arrives()
    {
        TruefillOptions options = Load.Good(Full);
        Assert.Equal(("desk-1", TradingMode.Paper), (options.StateId, options.Mode));
        Assert.Equal(("U123", LotMethod.Fifo, "FIX1"),
            (options.Accounts[0].BrokerId, options.Accounts[0].Method, options.Accounts[0].Venue));
        Assert.Equal((200m, "1", InstrumentKind.Future),
            (options.Instruments[0].Multiplier, options.Instruments[0].Tick.ToString(), options.Instruments[0].Kind));
        Assert.Equal((new TimeOnly(18, 0), new DateOnly(2026, 12, 25), SessionDay.Close),
            (options.Calendars[0].DayRoll, options.Calendars[0].Holidays[0], options.Calendars[0].SessionDay));
        Assert.Equal(("USD", "TWD", 32.1m), (options.Fx[0].Base.ToString(), options.Fx[0].Quote.ToString(), options.Fx[0].Rate));
        Assert.Equal("22:00 UTC", options.Reconciliation.Nightly.ToString());
        Assert.Equal(0.05m, options.Risk!.Limits.PriceCollar!.Limit);
        Assert.Equal(("ACC1", "1000"), (options.Risk.Scopes[0].Account, options.Risk.Scopes[0].Limits.MaxPosition.ToString()));
        Assert.Equal((0.005m, 0.01m), (options.Venues[0].Simulated!.Fees.PerShare, options.Venues[0].Simulated!.Faults.Drop));
        Assert.Equal((9876, "CLIENT"), (options.Venues[1].Fix!.Counterparty.Port, options.Venues[1].Fix!.Counterparty.SenderCompId));
        Assert.Equal("hunter2", options.Venues[1].Fix!.Counterparty.Password!.Reveal());
        Assert.Equal(TimeSpan.FromMilliseconds(5), options.Streams.Kafka!.MarketData!.Linger);
        Assert.Equal(10L << 30, options.Storage.WarnFreeBytes);
        Assert.Equal(TimeSpan.FromDays(30), options.Storage.ArchiveAfter);
        Assert.Equal(Severity.Critical, options.Notifications[0].MinSeverity);
        Assert.Equal(10_000, options.Cache.Capacity);
    }

    [Fact]
    public void Decimals_stay_as_written()
    {
        TruefillOptions options = Load.Good("risk: { max_order_notional: 123456789012345.123 }\nfx: { USDTWD: 0.1 }");
        Assert.Equal(123456789012345.123m, options.Risk!.Limits.MaxOrderNotional);
        Assert.Equal(0.1m, options.Fx[0].Rate);
    }

    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("500ms", 500)]
    [InlineData("1h", 3_600_000)]
    [InlineData("30d", 2_592_000_000)]
    [InlineData("1.5s", 1_500)]
    public void Durations_have_one_unit(string text, long milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds), Load.Good($"reconciliation: {{ callback_gap: {text} }}").Reconciliation.CallbackGap);

    [Fact]
    public void Sections_without_effect_say_so()
    {
        foreach (string section in PlannedSections.All)
        {
            ConfigurationResult result = Load.Yaml(section + ": {}");
            Assert.Contains("planned", Assert.Single(result.Warnings).ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(Load.Yaml("reconciliation: { nightly: 22:00 America/New_York }").Warnings);
    }

    [Fact]
    public void An_instruments_calendar_without_a_simulated_venue_says_that_it_does_nothing()
    {
        const string Yaml = "mode: paper\ninstruments:\n- symbol: A\n- symbol: B\n  calendar: XNYS\n"
            + "- { symbol: C, calendar: XNYS }\n";
        Assert.Equal(
            "a.yaml:5:13: only simulated venues go by an instrument's calendar, and there is none",
            Assert.Single(Load.Yaml(Yaml + "venues: []\n").Warnings).ToString());
        Assert.Empty(Load.Yaml(Yaml).Warnings);
        Assert.Empty(Load.Yaml("venues: []\ninstruments: [ { symbol: A } ]").Warnings);
    }

    [Fact]
    public void The_hash_depends_on_values_and_on_nothing_else()
    {
        string hash = Load.Good("mode: simulation\nurls: [http://127.0.0.1:1]").ConfigHash;
        Assert.Equal(64, hash.Length);
        Assert.Equal(hash, Load.Good("# a remark\nurls: http://127.0.0.1:1\n").ConfigHash);
        Assert.Equal(hash, Load.Good("", "urls=http://127.0.0.1:1").ConfigHash);
        Assert.NotEqual(hash, Load.Good("urls: http://127.0.0.1:2").ConfigHash);
        Assert.Equal(Load.Good("risk: { max_order_qty: 1.50 }").ConfigHash, Load.Good("risk: { max_order_qty: 1.5 }").ConfigHash);
    }

    [Fact]
    public void A_secret_changes_its_own_hash_only()
    {
        TruefillOptions first = Load.Good(Full), second = Load.Good(Full.Replace("hunter2", "hunter3", StringComparison.Ordinal));
        Assert.Equal(first.ConfigHash, second.ConfigHash);
        Assert.NotEqual(first.SecretsHash, second.SecretsHash);
    }
}
