using System;
using System.Linq;

namespace Truefill.Cli.Tests.Configuration;

public class ConfigurationErrorTests
{
    [Theory]
    [InlineData("mode: simulation\nriks: {}", "a.yaml:2:1: unknown key 'riks'; did you mean 'risk'?")]
    [InlineData("risk:\n  max_ordr_qty: 1", "a.yaml:2:3: unknown key 'max_ordr_qty' in 'risk'; did you mean 'max_order_qty'?")]
    [InlineData("mode: simulation\nmode: paper",
        "a.yaml:2:1: the key 'mode' stands here twice, first at a.yaml:1; keep one of them")]
    [InlineData("mode: simulatoin", "a.yaml:1:7: 'simulatoin' is not one of simulation, paper, live; did you mean 'simulation'?")]
    [InlineData("mode: [paper]", "a.yaml:1:7: expected `simulation` | `paper` | `live`, found a list")]
    [InlineData("risk: 5", "a.yaml:1:7: expected a section with keys, found '5'")]
    [InlineData("accounts: ACC1", "a.yaml:1:11: expected a list, found 'ACC1'; write 'accounts: [ { … } ]'")]
    [InlineData("accounts: [ { id: A, method: fi-fo } ]",
        "a.yaml:1:30: 'fi-fo' is not one of fifo, lifo, average, hifo; did you mean 'fifo'?")]
    [InlineData("accounts: [ { currency: USD } ]", "a.yaml:1:13: the key 'id' is missing")]
    [InlineData("accounts: [ { id: A, currency: dollar/s } ]", "a.yaml:1:32: 'dollar/s' is not a currency code such as USD")]
    [InlineData("snapshots: { interval: 30 }", "a.yaml:1:24: '30' is not a duration such as 500ms, 30s, 5m, 1h or 30d")]
    [InlineData("snapshots: { interval: 1ms }", "a.yaml:1:24: '1ms' is shorter than 10ms")]
    [InlineData("storage: { warn_free: 10 gigs }", "a.yaml:1:23: '10 gigs' is not a size such as 512MiB or 10GiB")]
    [InlineData("risk: { max_order_qty: 1e5 }", "a.yaml:1:24: '1e5' is not a decimal number")]
    [InlineData("risk: { max_order_qty: 0.12345678901 }", "a.yaml:1:24: '0.12345678901' has more than 10 decimals")]
    [InlineData("risk: { max_order_qty: -1 }", "a.yaml:1:24: '-1' is out of range: quantity")]
    [InlineData("risk: { max_open_orders: 1.5 }", "a.yaml:1:26: '1.5' is not a whole number from 0 to 10000000")]
    [InlineData("api: { alpaca: yes }", "a.yaml:1:16: 'yes' is neither true nor false")]
    [InlineData("fix_gateway: { port: 70000 }", "a.yaml:1:22: '70000' is not a whole number from 1 to 65535")]
    [InlineData("fx: { USD: 1 }", "a.yaml:1:12: 'USD' is not a pair of currencies; write it as USDTWD, or USDT/BTC for longer codes")]
    [InlineData("fx: { USDTWD: 0 }", "a.yaml:1:15: '0' is out of range: above 0")]
    [InlineData("calendars: { X: { time_zone: Mars/Base } }",
        "a.yaml:1:30: 'Mars/Base' is not a time zone that this machine knows")]
    [InlineData("calendars: { X: { time_zone: UTC, open: '25:00', close: '26:00' } }", null)]
    [InlineData("calendars: { X: { time_zone: UTC, open: '09:00' } }",
        "a.yaml:1:17: 'open' and 'close' come together or not at all")]
    [InlineData("venues: [ { id: A, type: alpaca } ]", "a.yaml:1:26: 'alpaca' is not one of simulated, fix")]
    [InlineData("risk: { scopes: [ { max_position: 1 } ] }",
        "a.yaml:1:19: a scope names an account, a strategy, a venue or a symbol; limits for everything stand directly in 'risk'")]
    [InlineData("storage: { warn_free: 1GiB, stop_orders_free: 2GiB }",
        "a.yaml:1:47: is above 'storage.warn_free', so the warning would come too late")]
    [InlineData("a: &x 1", null)]
    [InlineData("mode: !str paper", "a.yaml:1:7: tags are not taken; remove what begins with '!'")]
    [InlineData("mode: paper\n---\nmode: paper", "a.yaml:2:1: a second document begins here; put everything into one")]
    [InlineData("- mode", "a.yaml:1:1: expected keys such as 'mode: simulation', found a list")]
    public void Each_kind_of_error_names_its_place(string yaml, string? expected)
    {
        if (expected is null) Assert.True(Load.Errors(yaml).Count >= 2);
        else Assert.Equal(expected, Load.Error(yaml));
    }

    [Theory]
    [InlineData("risk: { price_collar: { limit: 0.05, max_age: 200000d } }", "36500d")]
    [InlineData("risk: { repeated_executions: { count: 2, window: 36501d } }", "36500d")]
    [InlineData("reconciliation: { interval: 200000d }", "36500d")]
    [InlineData("reconciliation: { callback_gap: 200000d }", "36500d")]
    [InlineData("alerts: { callback_silence: 200000d }", "36500d")]
    [InlineData("venues: [ { id: A, type: simulated, latency: 2d } ]", "1d")]
    [InlineData("snapshots: { interval: 50d }", "1d")]
    public void A_duration_that_no_clock_of_the_engine_can_count_is_refused(string yaml, string longest) =>
        Assert.EndsWith($"is longer than {longest}", Load.Error(yaml), StringComparison.Ordinal);

    [Theory]
    [InlineData("mode: [paper")]
    [InlineData("mode: \"paper")]
    [InlineData("mode:\n\t- x")]
    [InlineData("a: b: c")]
    public void What_is_no_yaml_names_a_line(string yaml) => Assert.Matches(
        @"^a\.yaml:\d+:\d+: not readable as YAML: ", Load.Error(yaml));

    [Fact]
    public void A_text_nested_too_deep_is_refused_not_followed() =>
        Assert.Contains("nested deeper", Load.Error("a: " + new string('[', 5000)), StringComparison.Ordinal);

    [Fact]
    public void All_errors_come_at_once()
    {
        var errors = Load.Errors("mode: lvie\nriks: {}\nsnapshots: { interval: x }\naccounts: [ { method: y } ]\n");
        Assert.Equal(["a.yaml:1:7", "a.yaml:2:1", "a.yaml:3:24", "a.yaml:4:13", "a.yaml:4:23"],
            errors.Select(error => error[..error.IndexOf(": ", StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_key_without_a_near_one_lists_those_that_exist() => Assert.Equal(
        "a.yaml:1:11: unknown key 'zzzzzzzz' in 'engine'; known here: wait, cpu", Load.Error("engine: { zzzzzzzz: 1 }"));

    [Fact]
    public void The_value_of_a_secret_stands_in_no_error()
    {
        foreach (string yaml in new[]
        {
            "streams: { redis: { url: 'sesame://sesame' } }",
            "recorder: { postgres: { connection: [sesame] } }",
            "recorder: { postgres: { conection: sesame } }",
        })
        {
            Assert.DoesNotContain("sesame", string.Join('\n', Load.Errors(yaml)), StringComparison.Ordinal);
        }
    }
}
