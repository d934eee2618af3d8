using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>Truefill inside another program: the sample as it is built, on a state directory that it makes.</summary>
public sealed class EmbeddedTests
{
    [Fact]
    public async Task The_sample_trades_serves_and_leaves_a_state_that_the_program_reads()
    {
        using StateFolder folder = new();
        string directory = Path.Combine(folder.Root, "embedded");
        using TruefillProcess desk = TruefillProcess.Other(
            "samples/EmbeddedDesk/bin/Release/net10.0/EmbeddedDesk", "--Truefill:state_dir=" + directory, "--Truefill:urls=http://127.0.0.1:0");
        await desk.SaysAsync("Filled: 100 at ", TimeSpan.FromSeconds(60));

        using HttpClient client = new();
        string url = desk.Output.Split("dashboard is at ")[1].Split('\n')[0].Trim();
        Assert.NotEqual(8080, new Uri(url).Port);
        Assert.Contains("\"cum_qty\":\"100\"", await client.GetStringAsync(new Uri(url + "/api/v1/orders")), StringComparison.Ordinal);
        (int second, string refusal) = await TruefillProcess.RunAsync("serve", "--state-dir", directory, "--urls", "http://127.0.0.1:0");
        Assert.True(second == 1 && refusal.Contains("State directory", StringComparison.Ordinal), refusal);
        desk.Terminate();
        Assert.Equal(0, await desk.WaitAsync());
        Assert.Equal(2, desk.Output.Split("Truefill stopped at sequence").Length);
        Assert.Contains("state hash", desk.Output, StringComparison.Ordinal);

        (int code, string fills) = await TruefillProcess.RunAsync("fills", "--state-dir", directory);
        Assert.Equal(0, code);
        Assert.Contains("IBM", fills, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_is_short()
    {
        Assert.InRange(File.ReadLines(Checkout.PathOf("samples/EmbeddedDesk/Program.cs")).Count(), 1, 29);
    }
}
