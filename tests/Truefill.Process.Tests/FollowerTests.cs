using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>Another process that reads the journal: whatever becomes of it, the service goes on, and it misses nothing.</summary>
public sealed class FollowerTests
{
    [Fact]
    public async Task A_follower_that_stood_still_and_one_that_was_killed_catch_up_without_loss_or_gap()
    {
        using StateFolder folder = new();
        using TruefillProcess service = TruefillProcess.Serve(folder.State);
        string url = (await service.Ready)!;
        using Client client = new();
        using CancellationTokenSource end = new();
        Task posting = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.PostUntilAsync(url, end.Token)));

        using TruefillProcess first = Follow(folder, 0);
        await Eventually.Holds(() => Sequences(first).Count > 200, "the follower has read it");
        first.StandStill();
        await MoreAcknowledged(client);
        int behind = Sequences(first).Count;
        first.GoOn();
        await Eventually.Holds(() => Sequences(first).Count > behind + 500, "the follower has read it");

        first.Kill();
        await first.WaitAsync();
        List<long> seen = Sequences(first);
        await MoreAcknowledged(client);
        using TruefillProcess second = Follow(folder, seen[^1]);
        await MoreAcknowledged(client);
        await end.CancelAsync();
        await posting;
        long durable = (await client.GetAsync(url, "api/v1/status")).GetProperty("seq").GetInt64();
        await Eventually.Holds(() => Sequences(second) is [.., long last] && last >= durable, "the follower has read it");

        seen.AddRange(Sequences(second));
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(number => (long)number), seen);
        await client.CheckAsync(url);
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync());
    }

    private static TruefillProcess Follow(StateFolder folder, long after) => TruefillProcess.Run(
    [
        "journal", "tail", "--follow", "--after-seq", after.ToString(CultureInfo.InvariantCulture), "-o", "json",
        "--state-dir", folder.State,
    ]);

    // A service that waited for its reader would stop acknowledging.
    private static async Task MoreAcknowledged(Client client)
    {
        int before = client.Acknowledged.Count;
        await Eventually.Holds(() => client.Acknowledged.Count >= before + 300, "the service goes on acknowledging");
    }

    // The last line may be cut where the follower was killed.
    private static List<long> Sequences(TruefillProcess follower)
    {
        List<long> found = [];
        foreach (string line in follower.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith("{\"seq\":", StringComparison.Ordinal) || !line.TrimEnd().EndsWith('}')) continue;
            using JsonDocument record = JsonDocument.Parse(line);
            found.Add(record.RootElement.GetProperty("seq").GetInt64());
        }

        return found;
    }
}
