using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Service;

/// <summary>Limits and kill switches from the command line.</summary>
public sealed class RiskTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Submit = "orders submit --account ACC1 --side buy --qty 10 --price 100 --symbol ";

    [Theory]
    [InlineData("restricted", "restricted", "symbol_restricted")]
    [InlineData("max_order_qty", "9", "order_qty_too_large")]
    [InlineData("max_order_notional", "999", "order_value_too_large")]
    [InlineData("orders_per_second", "0", "too_many_orders")]
    [InlineData("orders_per_day", "0", "too_many_orders_of_day")]
    [InlineData("max_open_orders", "0", "too_many_open_orders")]
    [InlineData("max_position", "9", "position_too_large")]
    [InlineData("max_gross_exposure", "999", "gross_exposure_too_large")]
    [InlineData("max_net_exposure", "999", "net_exposure_too_large")]
    public async Task A_limit_that_was_set_refuses_with_exit_code_6(string limit, string value, string code)
    {
        string symbol = "CLI-" + limit.Replace('_', '-').ToUpperInvariant();
        await fixture.Json($"limits set {limit} {value} --symbol {symbol} --reason test");
        Run run = await fixture.Run("-o json " + Submit + symbol);
        Assert.Equal(6, run.Code);
        Assert.Equal(code, JsonDocument.Parse(run.Error).RootElement.GetProperty("error").Text("code"));
    }

    [Fact]
    public async Task Limits_that_look_at_other_orders_and_at_marks_refuse_too()
    {
        await fixture.Json("limits set duplicate_window 60s --symbol CLI-MORE --reason test");
        await fixture.Json("limits set self_trade prevent --symbol CLI-MORE --reason test");
        await fixture.Json(Submit + "CLI-MORE");
        Assert.Contains("equal_order", (await fixture.Run(Submit + "CLI-MORE")).Error);
        Run own = await fixture.Run("orders submit --account ACC1 --side sell --qty 10 --price 100 --symbol CLI-MORE");
        Assert.Contains("self_trade", own.Error);
        Run reduce = await fixture.Run(Submit + "CLI-NONE --reduce-only");
        Assert.Contains("not_reducing", reduce.Error);
        await fixture.Json("limits set price_collar.limit 0.1 --symbol CLI-FAR --reason test");
        await fixture.Json("limits set price_collar.without_mark deny --symbol CLI-FAR --reason test");
        Assert.Contains("no_mark", (await fixture.Run(Submit + "CLI-FAR")).Error);
        await fixture.Run("marks set CLI-FAR 50");
        Assert.Contains("price_outside_collar", (await fixture.Run(Submit + "CLI-FAR")).Error);
    }

    [Fact]
    public async Task Limits_are_shown_with_what_the_configuration_says()
    {
        Run shown = await fixture.Run("limits show");
        Assert.Contains("max_daily_loss", shown.Out);
        Assert.Contains("off", shown.Out);
    }

    [Fact]
    public async Task A_type_may_be_written_in_the_capitals_of_the_documents()
    {
        const string Of = "--scope symbol --target CLI-CAPITALS --reason test";
        JsonElement engaged = await fixture.Json("kill-switch engage --type SYMBOL_LEVEL " + Of);
        Assert.Equal("engaged", engaged.Text("status"));
        await fixture.Json("kill-switch reset " + Of);
    }

    [Fact]
    public async Task A_kill_switch_is_engaged_shown_and_reset()
    {
        JsonElement engaged = await fixture.Json("kill-switch engage --scope symbol --target CLI-KILL --reason test");
        Assert.Equal("engaged", engaged.Text("status"));
        Assert.Equal(6, (await fixture.Run(Submit + "CLI-KILL")).Code);
        Assert.Contains("CLI-KILL", (await fixture.Run("kill-switch status")).Out);
        JsonElement reset = await fixture.Json("kill-switch reset --scope symbol --target CLI-KILL --reason mended");
        Assert.Equal("reset", reset.Text("status"));
        await fixture.Json(Submit + "CLI-KILL");
    }

    [Fact]
    public async Task A_switch_on_an_account_that_is_not_configured_is_engaged_with_a_warning_that_names_the_nearest()
    {
        Run run = await fixture.Run("kill-switch engage --scope account --target ACCC1 --reason test");
        Assert.Equal(0, run.Code);
        Assert.Contains("no account 'ACCC1' is configured; the switch covers nothing yet; did you mean 'ACC1'?", run.Error);
        Assert.Contains("covers nothing", run.Out);
        Assert.Contains("did you mean 'ACC1'?", (await fixture.Run("kill-switch status")).Error);
        await fixture.Json("kill-switch reset --scope account --target ACCC1 --reason mended");
    }

    [Fact]
    public async Task Nothing_is_resumed_that_is_not_held()
    {
        Run run = await fixture.Run("-o json trading resume --reason test");
        Assert.Equal(6, run.Code);
        Assert.Contains("not_held", run.Error);
    }
}
