using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Fix;
using Truefill.Server.Gateway;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Journal;

public class CopyTests
{
    [Fact]
    public async Task A_backup_taken_while_writing_restores_to_the_state_of_its_sequence_and_starts_held()
    {
        using var state = new StateFixture();
        string backup = state.Inside("backup");
        JsonElement taken;
        using (RunningService service = await state.Start())
        {
            await state.Fill(service, 200);
            Task filling = state.Fill(service, 3000);
            taken = await state.Json("backup", "--to", backup);
            await filling;
        }

        ulong seq = taken.GetProperty("last_seq").GetUInt64();
        Assert.True(seq > 200);
        string restored = state.Inside("restored");
        Run restore = await state.On(restored, "restore", "--from", backup);
        Assert.Equal(0, restore.Code);
        Assert.Equal(StateFixture.HashAt(state.Path, seq), StateFixture.HashAt(restored, seq));

        using (RunningService again = await state.Start(restored))
        {
            Assert.StartsWith("restored from a backup", again.Held, System.StringComparison.Ordinal);
            Assert.True(again.Identity.Epoch > 1000);
            await state.Fill(again, 5);
        }

        Assert.Equal(StateFixture.HashAt(state.Path, seq), StateFixture.HashAt(restored, seq));
        Assert.Equal(1, (await state.On(restored, "restore", "--from", backup)).Code);
        Assert.Equal(0, (await state.Cli("backup", "--to", backup)).Code);
        Assert.Equal(0, (await state.On(backup, "journal", "verify", "--redecide")).Code);
    }

    [Fact]
    public async Task After_archiving_a_start_goes_on_from_the_checkpoint()
    {
        using var state = new StateFixture();
        await state.FillAndStop(4000);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        int before = state.Segments().Length;
        string events = Path.Combine(state.Path, "order_events.parquet.jsonl");
        int lines = File.ReadAllLines(events).Length;
        JsonElement archived = await state.Json("journal", "archive", "--to", state.Inside("archive"));
        int removed = archived.GetProperty("removed_segments").GetArrayLength();
        Assert.True(removed > 0);
        Assert.Equal(before - removed, state.Segments().Length);

        using (RunningService service = await state.Start())
        {
            Assert.Null(service.Held);
            await state.Fill(service, 20);
        }

        Assert.True((await state.Json("journal", "verify")).GetProperty("good").GetBoolean());
        Assert.Equal(lines + 20, File.ReadAllLines(events).Length);
        Assert.Equal(0, (await state.On(state.Inside("archive"), "journal", "verify", "--redecide")).Code);
        Assert.Equal(0, (await state.Cli("journal", "tail")).Code);
    }

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
        Assert.Contains("more stays for the FIX client CLIENT", held.Error, System.StringComparison.Ordinal);

        Tell(state, "CLIENT", 1_000_000);
        Tell(state, "OTHER", 1_000_000);
        Run free = await state.Cli("journal", "archive", "--to", state.Inside("archive"), "-o", "json");
        Assert.True(StateFixture.Parse(free.Out).GetProperty("removed_segments").GetArrayLength() > 0);
        Assert.DoesNotContain("FIX client", free.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checkpoint_that_a_FIX_client_is_told_from_is_kept()
    {
        using var state = new StateFixture();
        await state.FillAndStop(100);
        string own = Assert.Single(Directory.GetFiles(Checkpoints(state)));
        string number = Path.GetFileNameWithoutExtension(own);
        ulong next = ulong.Parse(number, CultureInfo.InvariantCulture);
        for (ulong n = 1; n <= 60; n++)
            File.WriteAllText(Path.Combine(Checkpoints(state), $"{next + n:D20}.ckpt"), "passed over");
        Tell(state, "CLIENT", next - 1);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Assert.Equal(48 + 1 + 1, Directory.GetFiles(Checkpoints(state)).Length);
        Assert.True(File.Exists(own));

        Directory.Delete(Path.Combine(state.Path, "fix"), recursive: true);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Assert.Equal(48 + 1, Directory.GetFiles(Checkpoints(state)).Length);
    }

    [Fact]
    public async Task Init_makes_a_directory_once_and_says_what_is_missing()
    {
        using var state = new StateFixture();
        string made = state.Inside("made");
        Run run = await state.On(made, "init", "--state-id", "desk-9");
        Assert.Equal(0, run.Code);
        Assert.Contains("truefill serve", run.Error, System.StringComparison.Ordinal);
        Assert.Equal(1, (await state.On(made, "init")).Code);
        Run orphan = await state.On(state.Inside("no/such"), "init");
        Assert.Equal(1, orphan.Code);
        Assert.Contains("parent", orphan.Error, System.StringComparison.Ordinal);
    }

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
