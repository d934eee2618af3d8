using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Fix;
using Truefill.Server.Gateway;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Journal;

/// <summary>What clients of the FIX gateway are still to be told stays readable.</summary>
public class ToldClientTests
{
    [Fact]
    public async Task What_a_FIX_client_is_still_to_be_told_of_is_not_archived()
    {
        using var state = new StateFixture();
        await state.FillAndStop(4000);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Tell(state, "CLIENT", 5);
        Tell(state, "OTHER", 4000);
        Run held = await state.Cli("journal", "archive", "--to", state.Inside("archive"), "-o", "json");
        Assert.Equal(0, StateFixture.Parse(held.Out).GetProperty("removed_segments").GetArrayLength());
        Assert.Contains("more stays for the FIX client CLIENT", held.Error, StringComparison.Ordinal);

        Tell(state, "CLIENT", 1_000_000);
        Tell(state, "OTHER", 1_000_000);
        Run free = await state.Cli("journal", "archive", "--to", state.Inside("archive"), "-o", "json");
        Assert.True(StateFixture.Parse(free.Out).GetProperty("removed_segments").GetArrayLength() > 0);
        Assert.DoesNotContain("FIX client", free.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checkpoint_that_a_FIX_client_is_told_from_is_kept()
    {
        using var state = new StateFixture();
        (string own, ulong next) = await CheckpointsAfter(state);
        Tell(state, "CLIENT", next - 1);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);

        // Of the newest there are 48; beyond them stay the newest of today, the newest that can be started from, and own.
        Assert.Equal(48 + 1 + 1 + 1, Directory.GetFiles(Checkpoints(state)).Length);
        Assert.True(File.Exists(own));

        // The log of order events has none yet, and would go on from there too.
        Directory.Delete(Path.Combine(state.Path, "fix"), recursive: true);
        File.Delete(Path.Combine(state.Path, "order_events.parquet.jsonl"));
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Assert.False(File.Exists(own));
        Assert.Equal(48 + 1 + 1, Directory.GetFiles(Checkpoints(state)).Length);
    }

    [Fact]
    public async Task The_checkpoint_that_the_order_event_log_goes_on_from_is_kept()
    {
        using var state = new StateFixture();
        (string own, ulong next) = await CheckpointsAfter(state);
        File.AppendAllText(
            Path.Combine(state.Path, "order_events.parquet.jsonl"), $$"""{"n":9999,"seq":{{next - 1}}}""" + "\n");
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Assert.True(File.Exists(own));
    }

    // One that is old, one that is newest, and sixty behind that which look sound and are of no journal.
    private static async Task<(string Old, ulong NextSeq)> CheckpointsAfter(StateFixture state)
    {
        await state.FillAndStop(100);
        string old = Assert.Single(Directory.GetFiles(Checkpoints(state)));
        await state.FillAndStop(5);
        string newest = Directory.GetFiles(Checkpoints(state)).Max()!;
        byte[] bytes = File.ReadAllBytes(newest);
        ulong next = Number(newest);
        for (ulong n = next + 1; n <= next + 60; n++)
        {
            const int NextSeqAt = 16;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(NextSeqAt), n);
            File.WriteAllBytes(Path.Combine(Checkpoints(state), $"{n:D20}.ckpt"), bytes);
        }

        return (old, Number(old));
    }

    private static ulong Number(string path) =>
        ulong.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture);

    private static string Checkpoints(StateFixture state) => Path.Combine(state.Path, "checkpoints");

    // As if the client had been told everything up to there.
    private static void Tell(StateFixture state, string client, ulong seq)
    {
        string folder = Path.Combine(state.Path, "fix", "gateway", client);
        Directory.CreateDirectory(folder, StateSession.PrivateDirectory);
        using MemoryMessageStore store = new(createdAt: 1);
        using ReportCursor cursor = ReportCursor.Open(Path.Combine(folder, "reports"), seq, store);
        cursor.Restart(seq);
    }
}
