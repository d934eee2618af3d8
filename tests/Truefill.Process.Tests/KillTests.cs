using System;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

public sealed class KillTests
{
    // 50 in every run of the tests, 1,000 with TRUEFILL_LONG=1.
    private static readonly int Kills =
        Environment.GetEnvironmentVariable("TRUEFILL_LONG") == "1" ? 1000 : 50;

    [Fact]
    public async Task Killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_counts_twice()
    {
        Random random = new(20261120);
        using StateFolder folder = new();
        using Client client = new();
        for (int kill = 0; kill < Kills; kill++)
        {
            using TruefillProcess service = TruefillProcess.Serve(folder.State);

            // One in five dies while it starts and recovers.
            if (kill % 5 == 4)
            {
                await Task.Delay(random.Next(400));
                service.Kill();
                await service.WaitAsync();
                continue;
            }

            string? url = await service.Ready.WaitAsync(TimeSpan.FromSeconds(60));
            Assert.True(url is not null, service.Output);
            using CancellationTokenSource stop = new();
            Task posting = Task.WhenAll(
                client.PostUntilAsync(url, stop.Token),
                client.PostUntilAsync(url, stop.Token),
                client.PostUntilAsync(url, stop.Token));
            int before = client.Acknowledged.Count;
            await Task.Delay(random.Next(20, 350));

            // On a machine with much else to do the moment would nearly always be before the first answer.
            if (kill % 3 > 0) await Eventually.Holds(() => client.Acknowledged.Count >= before + 3, () => service.Output);
            service.Kill();
            await stop.CancelAsync();
            await posting;
            await service.WaitAsync();
        }

        Assert.True(client.Acknowledged.Count > Kills, "the client got hardly anything acknowledged");
        string hash = await CheckAndStopAsync(folder, client);
        (int exit, string output) = await TruefillProcess.RunAsync(
            "journal", "verify", "--redecide", "--state-dir", folder.State);
        Assert.True(exit == 0, output);
        Assert.Contains(hash, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_stop_leaves_a_snapshot_that_the_next_start_goes_on_from()
    {
        using StateFolder folder = new();
        using Client client = new();
        string said = await PostAndStopAsync(folder, client);
        Assert.Contains("last sequence: ", said, StringComparison.Ordinal);
        Assert.Contains("snapshot: ", said, StringComparison.Ordinal);

        await CheckAndStopAsync(folder, client);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over_and_the_journal_gives_the_same_state()
    {
        using StateFolder folder = new();
        using Client client = new();
        await PostAndStopAsync(folder, client);
        string snapshot = Assert.Single(System.IO.Directory.GetFiles(
            System.IO.Path.Combine(folder.State, "checkpoints"), "*.ckpt"));
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(snapshot);
        bytes[bytes.Length / 2] ^= 1;
        await System.IO.File.WriteAllBytesAsync(snapshot, bytes);

        // The start compares what it replayed with the state that the stop sealed.
        await CheckAndStopAsync(folder, client);
    }

    private static async Task<string> PostAndStopAsync(StateFolder folder, Client client)
    {
        using TruefillProcess service = TruefillProcess.Serve(folder.State);
        string? url = await service.Ready;
        for (int i = 0; i < 20; i++) Assert.True(await client.PostAsync(url!));
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync());
        return service.Output;
    }

    // The service comes up, holds what was acknowledged, and stops cleanly; its state hash.
    internal static async Task<string> CheckAndStopAsync(StateFolder folder, Client client)
    {
        using TruefillProcess service = TruefillProcess.Serve(folder.State);
        string? url = await service.Ready.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(url is not null, service.Output);
        await client.CheckAsync(url);
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync());
        int at = service.Output.IndexOf("state hash ", StringComparison.Ordinal);
        return service.Output.Substring(at + "state hash ".Length, 64);
    }
}
