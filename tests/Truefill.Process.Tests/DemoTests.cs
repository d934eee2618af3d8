using System;
using System.IO;
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
}
