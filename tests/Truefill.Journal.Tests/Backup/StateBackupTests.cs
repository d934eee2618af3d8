using System;
using System.IO;
using System.Runtime.Versioning;

namespace Truefill.Journal.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class StateBackupTests : IDisposable
{
    private readonly string root = TempFolder.Make();

    private string State => Path.Combine(root, "state");

    private string Copy => Path.Combine(root, "copy");

    public void Dispose() => TempFolder.Remove(root);

    [Fact]
    public void What_is_put_into_a_copy_before_it_opens_is_there_before_its_identity_and_under_its_lock()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        string? seen = null;
        (string path, _) = StateBackup.Copy(State, Copy, beforeItOpens: copy =>
        {
            seen = copy;
            Assert.False(File.Exists(Path.Combine(copy, "identity")));
            Assert.True(StateDirectory.IsInUse(copy));
        });
        Assert.Equal(path, seen);
        StateDirectory.Open(Copy, "desk-1").Dispose();
    }

    [Fact]
    public void A_copy_has_the_epoch_that_it_is_to_go_on_from()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        StateDirectory.Open(State, "desk-1").Dispose();
        StateBackup.Copy(State, Copy, epoch => epoch + 41);
        Assert.Equal(42ul, StateDirectory.Look(Copy).Identity.Epoch);
    }

    [Fact]
    public void A_directory_is_not_copied_into_itself_whatever_path_leads_there()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        string link = Path.Combine(root, "link");
        File.CreateSymbolicLink(link, State);
        foreach (string path in (string[])[State, link])
        {
            StateDirectoryException refused = Assert.Throws<StateDirectoryException>(
                () => StateBackup.Copy(State, path));
            Assert.Contains("is what is to be copied", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_source_that_does_not_verify_leaves_nothing_behind()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        File.WriteAllBytes(Path.Combine(State, "journal", "watermark"), new byte[1024]);
        Assert.Throws<JournalCorruptException>(() => StateBackup.Copy(State, Copy));
        Assert.False(Directory.Exists(Copy));
    }

    [Fact]
    public void What_an_old_watermark_hides_is_copied_unless_somebody_has_the_directory_open()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        string watermark = Path.Combine(State, "journal", "watermark");
        byte[] old = [];
        using (StateDirectory state = StateDirectory.Open(State, "desk-1"))
        {
            var options = new JournalOptions { Genesis = state.Genesis, SegmentBytes = 8 << 10 };
            using var storage = new PosixStorage(state.JournalPath);
            using SegmentedJournal journal = Journals.Open(storage, options);
            for (int i = 0; i < 6; i++)
            {
                Journals.Commit(journal, 1);
                if (i == 2) old = File.ReadAllBytes(watermark);
            }
        }

        // As after a power cut: what is behind it was synced, the watermark was not.
        File.WriteAllBytes(watermark, old);
        using (StateDirectory.Open(State, "desk-1"))
            Assert.Equal(3ul, StateBackup.Copy(State, Copy).End.DurableSeq);
        Assert.Equal(6ul, StateBackup.Copy(State, Copy).End.DurableSeq);
    }

    [Fact]
    public void A_copy_that_was_restored_or_started_since_is_not_copied_into()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        StateBackup.Copy(State, Copy);
        StateBackup.Copy(State, Copy);
        StateDirectory.Open(Copy, "desk-1").Dispose();
        bool asked = false;
        StateDirectoryException refused = Assert.Throws<StateDirectoryException>(
            () => StateBackup.Copy(State, Copy, beforeItOpens: _ => asked = true));
        Assert.Equal(StateDirectoryFault.ForeignState, refused.Fault);
        Assert.Contains("started by itself", refused.Message, StringComparison.Ordinal);
        Assert.False(asked);
        Assert.Equal(1ul, StateDirectory.Look(Copy).Identity.Epoch);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(41ul)]
    public void A_first_copy_that_was_cut_off_anywhere_goes_on_in_the_same_place(ulong? added)
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        Write(State, 6);
        Func<ulong, ulong>? epoch = added is { } more ? old => old + more : null;
        Assert.True(StateBackup.MayCopyInto(Copy));
        Assert.Throws<IOException>(() => StateBackup.Copy(State, Copy, epoch, _ => throw new IOException("cut off")));
        Assert.False(File.Exists(Path.Combine(Copy, "identity")));
        Assert.True(StateBackup.MayCopyInto(Copy));

        // In the middle of the first segment, and of the identity.
        File.WriteAllBytes(Path.Combine(Copy, "journal", "00000000000000000001.seg.copying"), new byte[100]);
        File.WriteAllBytes(Path.Combine(Copy, "identity"), []);
        Assert.Equal(6ul, StateBackup.Copy(State, Copy, epoch).End.DurableSeq);

        // Behind it: what a copy needs besides the journal may still be missing.
        Assert.True(StateBackup.MayCopyInto(Copy));
        (string path, _) = StateBackup.Copy(State, Copy, added is null ? null : old => old + 99);
        Assert.Equal(1 + (added ?? 0), StateDirectory.Look(Copy).Identity.Epoch);
        StateBackup.Finish(path);
        Assert.False(StateBackup.MayCopyInto(Copy));
        Assert.False(File.Exists(Path.Combine(Copy, "copying")));
    }

    [Fact]
    public void What_is_cut_off_is_gone_on_with_by_its_own_state_only_and_only_while_nobody_opened_it()
    {
        StateDirectory.Init(State, "desk-1", Guid.NewGuid());
        string other = Path.Combine(root, "other");
        StateDirectory.Init(other, "desk-2", Guid.NewGuid());
        Assert.Throws<IOException>(() => StateBackup.Copy(State, Copy, null, _ => throw new IOException("cut off")));
        StateDirectoryException foreign = Assert.Throws<StateDirectoryException>(() => StateBackup.Copy(other, Copy));
        Assert.Contains("unfinished copy of another", foreign.Message, StringComparison.Ordinal);

        string restored = Path.Combine(root, "restored");
        StateBackup.Copy(State, restored, epoch => epoch + 41);
        StateDirectory.Open(restored, "desk-1").Dispose();
        Assert.Throws<StateDirectoryException>(() => StateBackup.Copy(State, restored, epoch => epoch + 99));
        File.Delete(Path.Combine(Copy, "copying"));
        Assert.Throws<StateDirectoryException>(() => StateBackup.Copy(State, Copy));
    }

    private static void Write(string path, int blocks)
    {
        using StateDirectory state = StateDirectory.Open(path, "desk-1");
        var options = new JournalOptions { Genesis = state.Genesis, SegmentBytes = 8 << 10 };
        using var storage = new PosixStorage(state.JournalPath);
        using SegmentedJournal journal = Journals.Open(storage, options);
        for (int i = 0; i < blocks; i++) Journals.Commit(journal, 1);
    }
}
