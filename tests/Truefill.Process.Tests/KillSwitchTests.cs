using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>The ways to stop everything that need no API, and what a restart makes of them.</summary>
public sealed class KillSwitchTests
{
    [Fact]
    public async Task A_signal_engages_the_global_switch_and_a_restart_comes_up_with_it()
    {
        using StateFolder folder = new();
        using Client client = new();
        using (TruefillProcess service = TruefillProcess.Serve(folder.State))
        {
            string url = (await service.Ready)!;
            OsSignal.Send(service.Id, OsSignal.User1);
            Assert.Equal("signal", (await Engaged(client, url)).GetProperty("by").GetString());
            service.Kill();
            await service.WaitAsync();
        }

        using TruefillProcess again = TruefillProcess.Serve(folder.State);
        Assert.Equal("SIGUSR1", (await Engaged(client, (await again.Ready)!)).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_signal_while_it_starts_does_not_end_it_and_engages_the_switch_once_it_is_up()
    {
        using StateFolder folder = new();
        using Client client = new();
        using (TruefillProcess first = TruefillProcess.Serve(folder.State))
        {
            await first.Ready;
            first.Terminate();
            await first.WaitAsync();
        }

        // The epoch is counted up before the journal is read.
        string identity = Path.Combine(folder.State, "identity");
        byte[] before = await File.ReadAllBytesAsync(identity);
        using TruefillProcess service = TruefillProcess.Serve(folder.State);
        await WaitForChange(identity, before);
        OsSignal.Send(service.Id, OsSignal.User1);
        OsSignal.Send(service.Id, OsSignal.HangUp);

        string? url = await service.Ready;
        Assert.True(url is not null, service.Output);
        Assert.Equal("signal", (await Engaged(client, url)).GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_file_engages_it_says_why_and_is_taken_away()
    {
        using StateFolder folder = new();
        using Client client = new();
        using TruefillProcess service = TruefillProcess.Serve(folder.State);
        string url = (await service.Ready)!;
        string file = Path.Combine(folder.State, "kill");

        // Moved there whole: it takes effect as soon as it is there, whatever it says by then.
        await File.WriteAllTextAsync(file + ".new", "the desk is on fire\n");
        File.Move(file + ".new", file);
        Assert.Equal("the desk is on fire", (await Engaged(client, url)).GetProperty("reason").GetString());
        await Eventually.Holds(() => !File.Exists(file), "the file is taken away");
    }

    // Every millisecond: what comes after the change is soon over.
    private static async Task WaitForChange(string file, byte[] before)
    {
        long start = Stopwatch.GetTimestamp();
        while ((await File.ReadAllBytesAsync(file)).AsSpan().SequenceEqual(before))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2), $"in vain: {file} changes");
            await Task.Delay(1);
        }
    }

    private static async Task<JsonElement> Engaged(Client client, string url)
    {
        JsonElement engaged = await Eventually.Found(
            () => client.GetAsync(url, "admin/kill-switch"),
            state => state.GetProperty("kill_switch_engaged").GetBoolean(),
            "the kill switch is engaged");
        return engaged.GetProperty("switches")[0];
    }
}
