using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
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
        using (LiveLoop service = await state.Start())
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

        using (LiveLoop again = await state.Start(restored))
        {
            Assert.StartsWith("restored from a backup", again.Held, System.StringComparison.Ordinal);
            Assert.True(again.Identity.Epoch > 1_000_000);
            await state.Fill(again, 5);
        }

        Assert.Equal(StateFixture.HashAt(state.Path, seq), StateFixture.HashAt(restored, seq));
        Assert.Equal(1, (await state.On(restored, "restore", "--from", backup)).Code);
        Assert.Equal(0, (await state.Cli("backup", "--to", backup)).Code);
        Assert.Equal(0, (await state.On(backup, "journal", "verify", "--redecide")).Code);
    }

    [Theory]
    [InlineData("inside")]
    [InlineData("journal/deep/inside")]
    public async Task A_backup_is_not_made_inside_what_it_is_of(string folder)
    {
        using var state = new StateFixture();
        await state.FillAndStop(3);
        string target = Path.Combine(state.Path, folder);
        Run refused = await state.Cli("backup", "--to", target);
        Assert.Equal(1, refused.Code);
        Assert.Contains("which is to be copied", refused.Error, System.StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));

        string link = state.Inside("link");
        Directory.CreateSymbolicLink(link, state.Path);
        Assert.Equal(1, (await state.Cli("backup", "--to", Path.Combine(link, folder))).Code);
        Assert.False(Directory.Exists(target));
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

        using (LiveLoop service = await state.Start())
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
    public async Task A_copy_that_begins_behind_archived_segments_and_has_no_checkpoint_is_no_backup()
    {
        using var state = new StateFixture();
        await state.FillAndStop(4000);
        Assert.Equal(0, (await state.Cli("checkpoint")).Code);
        Assert.Equal(0, (await state.Cli("journal", "archive", "--to", state.Inside("archive"))).Code);
        Assert.EndsWith("02.seg", state.Segments()[0], System.StringComparison.Ordinal);
        string good = state.Inside("good");
        Assert.Equal(0, (await state.Cli("backup", "--to", good)).Code);

        Directory.Delete(Path.Combine(state.Path, "checkpoints"), recursive: true);
        Run backup = await state.Cli("backup", "--to", state.Inside("bad"));
        Assert.Equal(1, backup.Code);
        Assert.Contains("cannot be started", backup.Error, System.StringComparison.Ordinal);
        Assert.Contains("copy the archived segments", backup.Error, System.StringComparison.Ordinal);

        // An earlier copy, or one that goes back to the beginning, has what it takes.
        Assert.Equal(0, (await state.Cli("backup", "--to", good)).Code);
        Assert.Equal(0, (await state.Cli("backup", "--to", state.Inside("archive"))).Code);
        Directory.Delete(Path.Combine(good, "checkpoints"), recursive: true);
        string restored = state.Inside("restored");
        Run restore = await state.On(restored, "restore", "--from", good);
        Assert.Equal(1, restore.Code);
        Assert.Contains("cannot be started", restore.Error, System.StringComparison.Ordinal);
        Assert.False(Directory.Exists(restored));
        Assert.Equal(0, (await state.On(restored, "restore", "--from", state.Inside("archive"))).Code);
    }

    [Fact]
    public async Task A_restore_that_was_cut_off_goes_on_in_the_same_place()
    {
        using var state = new StateFixture();
        await state.FillAndStop(200);
        string backup = state.Inside("backup");
        Assert.Equal(0, (await state.Cli("backup", "--to", backup)).Code);
        string restored = state.Inside("restored");
        Assert.Throws<IOException>(() => Truefill.Journal.StateBackup.Copy(
            backup, restored, epoch => epoch + 7, _ => throw new IOException("cut off")));
        Assert.Equal(5, (await state.On(restored, "journal", "verify")).Code);
        Assert.Equal(0, (await state.On(restored, "restore", "--from", backup)).Code);
        Assert.False(File.Exists(Path.Combine(restored, "copying")));
        Assert.Equal(1, (await state.On(restored, "restore", "--from", backup)).Code);
    }

    [Fact]
    public async Task A_backup_that_does_not_verify_is_not_restored_and_leaves_nothing_behind()
    {
        using var state = new StateFixture();
        await state.FillAndStop(200);
        string backup = state.Inside("backup");
        Assert.Equal(0, (await state.Cli("backup", "--to", backup)).Code);
        string segment = Directory.GetFiles(Path.Combine(backup, "journal"), "*.seg").Min()!;
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[200] ^= 0xff;
        File.WriteAllBytes(segment, bytes);
        string restored = state.Inside("restored");
        Assert.Equal(1, (await state.On(restored, "restore", "--from", backup)).Code);
        Assert.False(Directory.Exists(restored));

        // Nor is what is sound written over it: the copy says what it is.
        Run again = await state.Cli("backup", "--to", backup);
        Assert.Equal(1, again.Code);
        Assert.Contains("different bytes", again.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_is_started_as_it_is_comes_up_held_and_takes_no_more_backups()
    {
        using var state = new StateFixture();
        await state.FillAndStop(50);
        string backup = state.Inside("backup");
        Assert.Equal(0, (await state.Cli("backup", "--to", backup)).Code);
        using (LiveLoop started = await state.Start(backup))
            Assert.StartsWith($"a backup of {state.Path}, taken 2", started.Held, System.StringComparison.Ordinal);
        Run again = await state.Cli("backup", "--to", backup);
        Assert.Equal(5, again.Code);
        Assert.Contains("started by itself", again.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_directory_is_not_taken_for_a_backup()
    {
        using var state = new StateFixture();
        await state.FillAndStop(50);
        Assert.Equal(0, (await state.Cli("backup", "--to", state.Inside("backup"))).Code);
        string restored = state.Inside("restored");
        Assert.Equal(0, (await state.On(restored, "restore", "--from", state.Inside("backup"))).Code);
        ulong epoch = Truefill.Journal.StateDirectory.Look(restored).Identity.Epoch;
        Assert.Equal(5, (await state.Cli("backup", "--to", restored)).Code);
        Assert.Equal(epoch, Truefill.Journal.StateDirectory.Look(restored).Identity.Epoch);
        Assert.StartsWith(
            "restored from a backup", File.ReadAllText(Path.Combine(restored, "held")), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_into_the_directory_itself_is_refused()
    {
        using var state = new StateFixture();
        await state.FillAndStop(50);
        ulong seq = (await state.Json("journal", "verify")).GetProperty("last_seq").GetUInt64();
        Run run = await state.Cli("backup", "--to", state.Path);
        Assert.Equal(1, run.Code);
        Assert.Contains("is what is to be copied", run.Error, System.StringComparison.Ordinal);
        Assert.Equal(seq, (await state.Json("journal", "verify")).GetProperty("last_seq").GetUInt64());
    }

    [Fact]
    public void Lives_restored_from_the_same_backup_have_epochs_of_their_own()
    {
        var day = new System.DateTime(2026, 3, 1, 12, 0, 0, System.DateTimeKind.Utc);
        ulong first = RestoredEpoch.After(5, day);
        Assert.True(first > 1_000_005);
        Assert.True(RestoredEpoch.After(5, day.AddSeconds(1)) > first);

        // A backup of a restored life is as many seconds old as it can have had starts since.
        Assert.True(RestoredEpoch.After(first, day.AddHours(1)) >= first + 3600);
        var late = new System.DateTime(2088, 1, 1, 0, 0, 0, System.DateTimeKind.Utc);
        Assert.True(RestoredEpoch.After(5, late) < int.MaxValue);
    }

    [Fact]
    public void A_clock_behind_the_backup_does_not_bring_an_epoch_back()
    {
        Assert.Equal(1_000_005ul, RestoredEpoch.After(5, System.DateTime.UnixEpoch));
        var day = new System.DateTime(2026, 3, 1, 12, 0, 0, System.DateTimeKind.Utc);
        ulong first = RestoredEpoch.After(5, day);
        Assert.Equal(first + 1_000_000, RestoredEpoch.After(first, day.AddHours(-1)));
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
}
