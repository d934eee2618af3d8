using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
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
    public async Task The_web_server_measures_requests_by_route_also_where_orders_are_entered()
    {
        using StateFolder folder = new();
        using TruefillProcess demo = TruefillProcess.Demo(Path.Combine(folder.Root, "demo"));
        string? url = (await demo.Ready)?.TrimEnd('/');
        using HttpClient http = new();

        // The demo's trader enters orders; a request is measured once its answer has left.
        using CancellationTokenSource late = new(TimeSpan.FromMinutes(2));
        while (!(await http.GetStringAsync(url + "/metrics", late.Token)).Split('\n').Any(IsEntry))
            await Task.Delay(100, late.Token);

        static bool IsEntry(string line) =>
            line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("http_request_method=\"POST\"", StringComparison.Ordinal)
            && line.Contains("http_route=\"/api/v1/orders\"", StringComparison.Ordinal);
    }
}
