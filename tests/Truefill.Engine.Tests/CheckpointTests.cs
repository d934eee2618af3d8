using System;
using System.Collections.Generic;
using System.IO;
using Truefill.Domain;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;
using Truefill.Journal;

namespace Truefill.Engine.Tests;

/// <summary>A checkpoint is disposable: whatever happened to its bytes, it is passed over for an older one or none.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-checkpoint-").FullName;

    [Fact]
    public void Any_byte_flipped_it_is_passed_over_for_the_one_before()
    {
        (string name, byte[] bytes, string older) = TwoCheckpoints();
        using PosixStorage storage = new(folder);
        for (int at = 0; at < bytes.Length; at++)
        {
            Write(name, bytes, at, (byte)(1 << (at % 8)));
            Assert.True(CheckpointStore.Newest(storage)?.Name == older, $"a bit flipped in byte {at} was not noticed");
        }
    }

    [Fact]
    public void Cut_or_extended_anywhere_it_is_passed_over_for_the_one_before()
    {
        (string name, byte[] bytes, string older) = TwoCheckpoints();
        using PosixStorage storage = new(folder);
        for (int length = 0; length < bytes.Length; length += 1 + (length / 64))
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes[..length]);
            Assert.Equal(older, CheckpointStore.Newest(storage)?.Name);
        }

        File.WriteAllBytes(Path.Combine(folder, name), [.. bytes, 0]);
        Assert.Equal(older, CheckpointStore.Newest(storage)?.Name);
    }

    [Fact]
    public void Of_another_form_of_the_state_it_is_passed_over()
    {
        (string name, byte[] bytes, string older) = TwoCheckpoints();
        using PosixStorage storage = new(folder);
        Assert.Equal(name, CheckpointStore.Newest(storage)?.Name);

        // Its digest is that of the other form's writer: only the version tells.
        const int VersionAt = 6;
        byte[] other = [.. bytes];
        other[VersionAt]++;
        Sign(other);
        File.WriteAllBytes(Path.Combine(folder, name), other);
        Assert.Equal(older, CheckpointStore.Newest(storage)?.Name);
        Sign(bytes);
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
        Assert.Equal(name, CheckpointStore.Newest(storage)?.Name);
    }

    [Fact]
    public void Intact_it_gives_the_books_back()
    {
        EngineRig rig = ReplayTests.Run(seed: 3, steps: 60);
        Replica replica = rig.Replay();
        using PosixStorage storage = new(folder);
        CheckpointStore.Save(storage, replica, new JournalPosition(1, 0, replica.Seq + 1, default));
        Books books = new();
        CheckpointStore.Load(CheckpointStore.Newest(storage)!, books);
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(books)));
    }

    [Fact]
    public void Larger_than_what_is_written_at_once_it_gives_the_books_back()
    {
        EngineRig rig = ReplayTests.Run(seed: 3, steps: 3000);
        Replica replica = rig.Replay();
        using PosixStorage storage = new(folder);
        string name = CheckpointStore.Save(storage, replica, new JournalPosition(1, 0, replica.Seq + 1, default));
        Assert.True(new FileInfo(Path.Combine(folder, name)).Length > 3 << 16, "the state takes several writes");
        Books books = new();
        CheckpointStore.Load(CheckpointStore.Newest(storage)!, books);
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(books)));
    }

    [Fact]
    public void A_file_of_the_same_number_that_is_damaged_or_of_another_journal_is_replaced()
    {
        (string name, byte[] bytes, _) = TwoCheckpoints();
        using PosixStorage storage = new(folder);
        Replica replica = ReplayTests.Run(seed: 3, steps: 5).Replay();
        JournalPosition here = new(1, 0, replica.Seq + 1, new ChainHash(1, 2, 3, 4));
        Assert.Equal(name, CheckpointStore.Save(storage, replica, here));
        Assert.Equal(here, CheckpointStore.Newest(storage)!.Position);

        Write(name, bytes, bytes.Length - 1, 1);
        CheckpointStore.Save(storage, replica, here);
        Assert.Equal(here, CheckpointStore.Newest(storage)!.Position);
    }

    [Fact]
    public void One_that_the_disk_does_not_give_out_is_passed_over_for_the_one_before_and_told()
    {
        (string name, _, string older) = TwoCheckpoints();
        using PosixStorage disk = new(folder);
        BadStorage storage = new(disk) { Unreadable = name };
        List<string> told = [];
        Assert.Equal(older, CheckpointStore.Newest(storage, unreadable: e => told.Add(e.File))?.Name);
        Assert.Equal([name], told);
        Assert.True(CheckpointStore.LooksWhole(storage, older));
        Assert.False(CheckpointStore.LooksWhole(storage, name));
    }

    [Fact]
    public void One_that_cannot_be_written_leaves_nothing_behind()
    {
        using PosixStorage disk = new(folder);
        BadStorage storage = new(disk) { IsFull = true };
        Replica replica = ReplayTests.Run(seed: 3, steps: 5).Replay();
        JournalPosition here = new(1, 0, replica.Seq + 1, default);
        Assert.Throws<JournalWriteException>(() => CheckpointStore.Save(storage, replica, here));
        Assert.Empty(disk.List());
    }

    [Fact]
    public void A_state_that_is_too_large_to_be_read_back_is_not_saved()
    {
        using PosixStorage disk = new(folder);
        Replica replica = ReplayTests.Run(seed: 3, steps: 5).Replay();
        JournalPosition here = new(1, 0, replica.Seq + 1, default);
        long size = disk.Open(CheckpointStore.Save(disk, replica, here), writable: false).Length - 128;
        CheckpointStore.RequireFits(replica, size);
        disk.Delete(disk.List()[0]);
        Assert.Throws<CheckpointRefusedException>(() => CheckpointStore.RequireFits(replica, size - 1));
        Assert.Throws<CheckpointRefusedException>(
            () => CheckpointStore.Save(disk, replica, here, most: size - 1));
        Assert.Empty(disk.List());
    }

    [Fact]
    public void What_another_writer_has_not_finished_stays_and_what_it_has_finished_first_counts()
    {
        using PosixStorage disk = new(folder);
        Replica replica = ReplayTests.Run(seed: 3, steps: 5).Replay();
        JournalPosition here = new(1, 0, replica.Seq + 1, default);
        disk.Create("00000000000000000007.ckpt.other.tmp").Dispose();
        disk.Create("00000000000000000007.ckpt.mine.tmp").Dispose();
        BadStorage storage = new(disk) { BeforeRename = () => CheckpointStore.Save(disk, replica, here, "third") };
        string name = CheckpointStore.Save(storage, replica, here, "mine");
        Assert.Equal(["00000000000000000007.ckpt.other.tmp", name], disk.List());
        Assert.Equal(here, CheckpointStore.Newest(disk)!.Position);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (string Name, byte[] Bytes, string Older) TwoCheckpoints()
    {
        using PosixStorage storage = new(folder);
        Replica replica = ReplayTests.Run(seed: 3, steps: 5).Replay();
        string older = CheckpointStore.Save(storage, replica, new JournalPosition(1, 0, replica.Seq, default));
        string name = CheckpointStore.Save(storage, replica, new JournalPosition(1, 0, replica.Seq + 1, default));
        return (name, File.ReadAllBytes(Path.Combine(folder, name)), older);
    }

    private void Write(string name, byte[] bytes, int at, byte flip)
    {
        byte[] damaged = [.. bytes];
        damaged[at] ^= flip;
        File.WriteAllBytes(Path.Combine(folder, name), damaged);
    }

    // As the docs of the header say: the digest covers the first 80 bytes and the body behind the 128 of the header.
    private static void Sign(byte[] file) =>
        System.Security.Cryptography.SHA256.HashData([.. file[..80], .. file[128..]]).CopyTo(file, 80);
}
