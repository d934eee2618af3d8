using System;
using System.IO;

namespace Truefill.Journal.Tests;

public sealed class PosixStorageTests : IDisposable
{
    private const int NoSpace = 28;
    private const int Invalid = 22;
    private const int Exists = 17;

    private readonly string path = TempFolder.Make();
    private readonly PosixStorage storage;

    public PosixStorageTests() => storage = new PosixStorage(path);

    public void Dispose()
    {
        storage.Dispose();
        TempFolder.Remove(path);
    }

    [Fact]
    public void What_was_written_is_read_and_less_only_at_the_end()
    {
        using IJournalFile file = storage.Create("a");
        byte[] bytes = new Prng(1).Bytes(3_000_000);
        file.WriteAt(100, bytes);
        file.SyncData();
        storage.SyncDirectory();
        Assert.Equal(3_000_100, file.Length);
        var read = new byte[3_000_500];
        Assert.Equal(3_000_000, file.ReadAt(100, read));
        Assert.Equal(bytes, read[..3_000_000]);
        Assert.Equal(0, file.ReadAt(5_000_000, read));
    }

    [Theory]
    [InlineData(0, 3 << 20)]
    [InlineData(4096, 8192)]
    [InlineData(512, 1024)]
    [InlineData(4096, 1_500_000)]
    public void Zeros_are_written_where_they_were_asked_for_and_nowhere_else(int offset, int count)
    {
        using IJournalFile file = storage.Create("a");
        byte[] bytes = new Prng(1).Bytes(offset + count + 5000);
        file.WriteAt(0, bytes);
        file.WriteZeros(offset, count);
        bytes.AsSpan(offset, count).Clear();
        var read = new byte[bytes.Length];
        Assert.Equal(bytes.Length, file.ReadAt(0, read));
        Assert.Equal(bytes, read);
    }

    [Fact]
    public void A_file_to_which_zeros_were_written_takes_a_few_bytes_afterwards()
    {
        using IJournalFile file = storage.Create("a");
        file.WriteZeros(0, 64 << 10);
        Assert.Equal(64 << 10, file.Length);
        file.WriteAt(1000, "abc"u8);
        file.SyncData();
        var read = new byte[5];
        file.ReadAt(999, read);
        Assert.Equal("\0abc\0"u8, read);
    }

    [Fact]
    public void A_full_disk_is_told_when_zeros_are_written_too()
    {
        using var devices = new PosixStorage("/dev");
        using IJournalFile full = devices.Open("full", writable: true);
        Assert.Equal(NoSpace, Assert.Throws<JournalWriteException>(() => full.WriteZeros(0, 4096)).Errno);
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        storage.Create("a").Dispose();
        Assert.Equal(Exists, Assert.Throws<JournalWriteException>(() => storage.Create("a")).Errno);
    }

    [Fact]
    public void A_rename_replaces_nothing()
    {
        storage.Create("a").Dispose();
        storage.Create("b").Dispose();
        Assert.Equal(Exists, Assert.Throws<JournalWriteException>(() => storage.Rename("a", "b")).Errno);
        storage.Rename("a", "c");
        storage.Delete("b");
        Assert.Equal(["c"], storage.List());
    }

    [Fact]
    public void A_full_disk_is_told_with_its_error_number()
    {
        using var devices = new PosixStorage("/dev");
        using IJournalFile full = devices.Open("full", writable: true);
        JournalWriteException e = Assert.Throws<JournalWriteException>(() => full.WriteAt(0, new byte[512]));
        Assert.Equal((NoSpace, "pwrite", "/dev/full"), (e.Errno, e.Operation, e.File));
    }

    [Fact]
    public void A_sync_that_fails_is_told_with_its_error_number()
    {
        using var devices = new PosixStorage("/dev");
        using IJournalFile full = devices.Open("full", writable: true);
        Assert.Equal(Invalid, Assert.Throws<JournalWriteException>(full.SyncData).Errno);
    }

    [Fact]
    public void A_missing_file_and_a_link_are_not_opened()
    {
        Assert.Throws<JournalIoException>(() => storage.Open("none", writable: false));
        File.CreateSymbolicLink(Path.Combine(path, "link"), "/etc/hostname");
        Assert.Throws<JournalIoException>(() => storage.Open("link", writable: false));
    }

    [Fact]
    public void A_journal_on_the_real_disk_survives_being_left_without_a_seal()
    {
        SegmentedJournal.Initialize(storage);
        JournalOptions options = Journals.Options(1 << 20);
        for (int run = 0; run < 3; run++)
        {
            using SegmentedJournal journal = Journals.Open(storage, options);
            for (int i = 0; i < 30; i++)
                Journals.Commit(journal, 2, 9000, 5000);
        }

        Assert.Equal(180UL, JournalRecovery.Run(storage, options).Records);
        Assert.True(JournalVerifier.Run(storage, options).IsSound);
    }
}
