using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>What a clean stop leaves at the venue.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData(true, "canceled")]
    [InlineData(false, "new")]
    public async Task Working_orders_stay_at_the_venue_unless_asked_otherwise(bool cancelsOpen, string status)
    {
        using StateFolder folder = new();
        string[] options = cancelsOpen ? ["--cancel-open"] : [];
        using TruefillProcess service = TruefillProcess.Run(
            ["serve", "--state-dir", folder.State, "--urls", "http://127.0.0.1:0", .. options]);
        Assert.NotNull(await service.Ready);
        (int entered, string said) = await TruefillProcess.RunAsync(
            "orders", "submit", "--symbol", "IBM", "--side", "buy", "--qty", "100", "--price", "1", "--cl-ord-id", "far",
            "--tif", "gtc", "--state-dir", folder.State);
        Assert.True(entered == 0, said);
        await Becomes(folder, "new");
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync());
        await Becomes(folder, status);
    }

    [Fact]
    public async Task Hanging_up_reads_the_configuration_again_and_every_line_that_tells_of_it_is_JSON()
    {
        using StateFolder folder = new();
        string file = System.IO.Path.Combine(folder.State, "reload.yaml");
        await System.IO.File.WriteAllTextAsync(file, "risk: { max_order_qty: 100 }\n");
        using TruefillProcess service = TruefillProcess.Run(
            ["serve", "--config", file, "--state-dir", folder.State, "--urls", "http://127.0.0.1:0"]);
        Assert.NotNull(await service.Ready);
        await System.IO.File.WriteAllTextAsync(file, "risk: { max_order_qty: 20 }\nstate_id: other\n");
        service.HangUp();
        await service.SaysAsync(
            "configuration reloaded: risk.max_order_qty; restart required for state_id", TimeSpan.FromSeconds(60));
        await System.IO.File.WriteAllTextAsync(file, "risk: { max_order_qty: x }\n");
        service.HangUp();
        await service.SaysAsync("the old one stays in force", TimeSpan.FromSeconds(60));
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync());
        string[] events = [.. service.Errors.Select(line =>
            JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!)];
        Assert.Contains("configuration.reloaded", events);
        Assert.Contains("configuration.not_reloaded", events);
    }

    private static Task Becomes(StateFolder folder, string status) => Eventually.Found(
        () => TruefillProcess.RunAsync("orders", "show", "far", "--state-dir", folder.State),
        run => run.Output.Contains($"ord_status    {status}", StringComparison.Ordinal),
        $"the order is {status}");
}
