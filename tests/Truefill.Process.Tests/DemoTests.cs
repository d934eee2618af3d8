using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>The demo as a newcomer starts it.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_trades_through_the_public_api_and_stops_cleanly()
    {
        using StateFolder folder = new();
        string directory = Path.Combine(folder.Root, "demo");
        using TruefillProcess demo = TruefillProcess.Demo(directory);
        Assert.NotNull(await demo.Ready);
        await demo.SaysAsync("fill: ", TimeSpan.FromSeconds(60));
        Assert.Contains("*** SIMULATION ***", demo.Output, StringComparison.Ordinal);
        demo.Terminate();
        Assert.Equal(0, await demo.WaitAsync());
        Assert.Contains("last sequence: ", demo.Output, StringComparison.Ordinal);

        (int code, string fills) = await TruefillProcess.RunAsync("fills", "--state-dir", directory);
        Assert.Equal(0, code);
        Assert.Contains("SIM", fills, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_leaves_a_configured_venue_alone()
    {
        using StateFolder folder = new();
        string desk = Path.Combine(folder.Root, "desk");
        Directory.CreateDirectory(Path.Combine(desk, "config"));
        await File.WriteAllTextAsync(Path.Combine(desk, "config", "execution.yaml"), """
            mode: paper
            venues:
              - { id: DESK, type: fix, environment: paper, host: 127.0.0.1, port: 1, sender_comp_id: A, target_comp_id: B }

            """);
        using TruefillProcess demo = TruefillProcess.DemoIn(desk);
        Assert.NotNull(await demo.Ready);
        await demo.SaysAsync("Venue SIM is connected", TimeSpan.FromSeconds(60));
        demo.Terminate();
        Assert.Equal(0, await demo.WaitAsync());
        Assert.Contains("*** SIMULATION ***", demo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DESK", demo.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(desk, "state", "demo", "journal")));
    }

    [Fact]
    public async Task A_demo_that_cancels_what_is_open_leaves_nothing_working()
    {
        using StateFolder folder = new();
        using TruefillProcess demo = TruefillProcess.DemoIn(
            Directory.CreateDirectory(Path.Combine(folder.Root, "desk")).FullName, "--cancel-open");
        Assert.NotNull(await demo.Ready);
        await demo.SaysAsync("submitted", TimeSpan.FromSeconds(60));
        demo.Terminate();
        Assert.Equal(0, await demo.WaitAsync());
        Assert.Contains(", 0 orders stay working at their venues", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_web_server_measures_requests_by_route_also_where_orders_are_entered()
    {
        using StateFolder folder = new();
        using TruefillProcess demo = TruefillProcess.Demo(Path.Combine(folder.Root, "demo"));
        string? url = (await demo.Ready)?.TrimEnd('/');
        using HttpClient http = new();

        // The demo's trader enters orders; a request is measured once its answer has left.
        await Eventually.Holds(
            async () => (await http.GetStringAsync(url + "/metrics")).Split('\n').Any(IsEntry), "an entry is measured");

        static bool IsEntry(string line) =>
            line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("http_request_method=\"POST\"", StringComparison.Ordinal)
            && line.Contains("http_route=\"/api/v1/orders\"", StringComparison.Ordinal);
    }
}
