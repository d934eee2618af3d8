using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal.Tests;

public sealed class SegmentedJournalTests
{
    private static readonly JournalOptions Options = Journals.Options(8 << 10);

    [Fact]
    public void An_empty_journal_starts_at_sequence_one_with_nothing_durable()
    {
        using SegmentedJournal journal = Journals.Open(Journals.Empty(), Options);
        Assert.Equal((1UL, 0UL), (journal.NextSeq, journal.DurableSeq));
    }

    [Fact]
    public void An_append_is_durable_only_after_the_sync()
    {
        using SegmentedJournal journal = Journals.Open(Journals.Empty(), Options);
        journal.Append(Journals.Block(1, 3));
        Assert.Equal((4UL, 0UL), (journal.NextSeq, journal.DurableSeq));
        journal.Sync();
        Assert.Equal(3UL, journal.DurableSeq);
    }

    [Fact]
    public void A_block_is_a_sync()
    {
        using SegmentedJournal journal = Journals.Open(Journals.Empty(), Options);
        journal.Append(Journals.Block(1, 1));
        Assert.Throws<InvalidOperationException>(() => journal.Append(Journals.Block(2, 1)));
    }

    [Fact]
    public void A_block_goes_down_in_one_write()
    {
        var faults = new SimFaults();
        using SegmentedJournal journal = Journals.Open(Journals.Empty(faults), Journals.Options());
        int before = faults.Writes;
        journal.Append(Journals.Block(1, 50, 100, 3000));
        Assert.Equal(before + 1, faults.Writes);
    }

    [Fact]
    public void A_block_that_starts_elsewhere_is_a_mistake_of_the_caller()
    {
        using SegmentedJournal journal = Journals.Open(Journals.Empty(), Options);
        Assert.Throws<ArgumentException>(() => journal.Append(Journals.Block(2, 1)));
        Assert.Throws<ArgumentException>(() => journal.Append(new BlockBuilder()));
    }

    [Fact]
    public void A_block_larger_than_a_segment_is_refused_before_anything_is_written()
    {
        using SegmentedJournal journal = Journals.Open(Journals.Empty(), Options);
        Assert.Throws<ArgumentException>(() => journal.Append(Journals.Block(1, 1, 9000)));
        Journals.Commit(journal, 1, 7000);
        Assert.Equal(1UL, journal.DurableSeq);
    }

    [Fact]
    public void A_block_that_does_not_fit_starts_the_next_segment()
    {
        SimDisk disk = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(disk, Options))
        {
            Journals.Commit(journal, 1, 5000);
            Journals.Commit(journal, 1, 5000);
            Assert.Equal((2UL, 1), (journal.Segment, journal.LateSegments));
        }

        List<JournalPosition> positions = Journals.Positions(disk, Options);
        Assert.Equal([(1UL, 0L), (2UL, 0L)], positions.Take(2).Select(p => (p.Segment, p.Offset)));
        Assert.Equal(2, Journals.Read(disk, Options).Count);
    }

    [Fact]
    public void A_prepared_segment_is_taken_without_a_stall()
    {
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, Options);
        using var preparer = new SegmentPreparer(disk, Options, journal);
        Assert.False(preparer.Step());
        Assert.False(preparer.Step());
        Journals.Commit(journal, 1, 5000);
        Journals.Commit(journal, 1, 5000);
        Assert.Equal((2UL, 0), (journal.Segment, journal.LateSegments));
        Assert.False(preparer.Step());
        Assert.Contains(Journals.Segment(3), disk.List());
    }

    [Fact]
    public void A_preparer_that_is_overtaken_gives_way()
    {
        JournalOptions options = Journals.Options(1 << 20);
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, options);
        using var preparer = new SegmentPreparer(disk, options, journal);
        Assert.True(preparer.Step());
        Journals.Commit(journal, 1, 900_000);
        Journals.Commit(journal, 1, 900_000);
        Assert.Equal((2UL, 1), (journal.Segment, journal.LateSegments));
        while (preparer.Step())
        {
            // It gives up the segment that the writer made meanwhile, and makes the next.
        }

        Assert.Equal(2, Journals.Read(disk, options).Count);
        Assert.Contains(Journals.Segment(3), disk.List());
        Assert.DoesNotContain(disk.List(), n => n.EndsWith(".preparing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_preparer_is_behind_until_it_is_twice_as_far_as_the_writer()
    {
        JournalOptions options = Journals.Options(16 << 20);
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, options);
        using var preparer = new SegmentPreparer(disk, options, journal);
        Assert.False(preparer.IsBehind);
        Journals.Commit(journal, 1, 2_500_000);
        for (int step = 1; step <= 3; step++)
        {
            Assert.True(preparer.Step());
            Assert.Equal(step < 3, preparer.IsBehind);
        }

        Journals.Commit(journal, 1, 1_000_000);
        Assert.True(preparer.IsBehind);
        while (preparer.Step())
        {
            // To the end.
        }

        Assert.False(preparer.IsBehind);
    }

    [Fact]
    public void A_preparer_makes_large_steps_only_while_it_is_behind()
    {
        JournalOptions options = Journals.Options(16 << 20);
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, options);
        using var preparer = new SegmentPreparer(disk, options, journal);
        long Zeroed() => disk[disk.List().Single(n => n.EndsWith(".preparing", StringComparison.Ordinal))].Bytes.Length;
        Assert.True(preparer.Step());
        Assert.Equal(256 << 10, Zeroed());
        Journals.Commit(journal, 1, 1_000_000);
        Assert.True(preparer.Step());
        Assert.Equal((256 << 10) + (2 << 20), Zeroed());
        Assert.True(preparer.Step());
        Assert.Equal((512 << 10) + (2 << 20), Zeroed());
    }

    [Fact]
    public void The_page_in_which_a_block_ends_is_written_whole_so_that_it_need_not_be_read_before()
    {
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Span<byte> segment = disk[Journals.Segment(1)].Bytes;
        segment.Fill(0xFF);
        Journals.Commit(journal, 1, 900);
        Assert.Equal(1024, journal.Position.Offset);
        Assert.False(segment[1024..4096].ContainsAnyExcept((byte)0));
        Assert.Equal(0xFF, segment[4096]);
        Journals.Commit(journal, 1, 5000);
        Assert.False(segment[(int)journal.Position.Offset..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_segment_that_ends_within_a_page_does_not_grow_by_its_last_block()
    {
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, Journals.Options(9 * 512));
        Journals.Commit(journal, 1, 3500);
        Journals.Commit(journal, 1, 100);
        Assert.Equal((1UL, 9 * 512L), (journal.Segment, journal.Position.Offset));
        Assert.Equal(9 * 512, disk[Journals.Segment(1)].Bytes.Length);
    }

    [Fact]
    public void A_seal_ends_the_run_and_says_the_state()
    {
        SimDisk disk = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(disk, Options))
        {
            Journals.Commit(journal, 2);
            journal.Seal("abc"u8);
            Assert.Throws<InvalidOperationException>(() => journal.Append(Journals.Block(3, 1)));
        }

        JournalTail tail = JournalRecovery.Run(disk, Options);
        Assert.True(tail.Sealed);
        Assert.Equal("abc"u8, tail.Seal.Span);
        Assert.Equal(3UL, tail.NextSeq);
    }

    [Fact]
    public void Recovery_hands_over_every_block_in_order()
    {
        SimDisk disk = Journals.Mixed(Journals.Options());
        var seen = new List<string>();
        JournalTail tail = JournalRecovery.Run(
            disk, Journals.Options(), visitor: (in BlockView b) => Journals.Add(seen, b));
        Assert.Equal(Journals.Read(disk, Journals.Options()), seen);
        Assert.Equal(tail.NextSeq - 1, tail.Records);
    }

    [Fact]
    public void Recovery_from_a_position_ends_where_recovery_from_the_start_does()
    {
        SimDisk disk = Journals.Mixed(Journals.Options());
        JournalTail whole = JournalRecovery.Run(disk, Journals.Options());
        foreach (JournalPosition position in Journals.Positions(disk, Journals.Options()))
            Assert.Equal(whole.Position, JournalRecovery.Run(disk, Journals.Options(), position).Position);
    }

    [Fact]
    public void A_journal_without_its_files_is_never_a_fresh_one()
    {
        SimDisk disk = Journals.Mixed(Journals.Options());
        disk.Delete(Journals.Segment(1));
        Assert.Equal(
            JournalFinding.MissingSegment,
            Journals.Refused(() => JournalRecovery.Run(disk, Journals.Options())).Finding);
        disk.Delete(WatermarkFile.FileName);
        Assert.Equal(
            JournalFinding.BadWatermark, Journals.Refused(() => JournalRecovery.Run(disk, Journals.Options())).Finding);
    }

    [Fact]
    public void A_segment_missing_in_the_middle_is_refused()
    {
        SimDisk disk = Journals.Empty();
        new Workload(Options).Run(disk);
        disk.Delete(Journals.Segment(2));
        JournalCorruptException e = Journals.Refused(() => Journals.Read(disk, Options));
        Assert.Equal((JournalFinding.MissingSegment, Journals.Segment(1)), (e.Finding, e.File));
    }

    [Fact]
    public void Building_appending_and_syncing_allocate_nothing_in_steady_state()
    {
        string path = TempFolder.Make();
        try
        {
            using var storage = new PosixStorage(path);
            SegmentedJournal.Initialize(storage);
            JournalOptions options = new() { SegmentBytes = 4 << 20, Durability = JournalDurability.Os };
            using SegmentedJournal journal = Journals.Open(storage, options);
            var block = new BlockBuilder();
            byte[] raw = new Prng(1).Bytes(180);
            CommitMany(journal, block, raw, 100);

            // A collection that another test causes can disturb one count, but not each of them.
            long least = long.MaxValue;
            for (int round = 0; round < 10; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                CommitMany(journal, block, raw, 100);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.Equal(0, least);
        }
        finally
        {
            TempFolder.Remove(path);
        }
    }

    private static void CommitMany(SegmentedJournal journal, BlockBuilder block, byte[] raw, int blocks)
    {
        for (int i = 0; i < blocks; i++)
        {
            block.Reset(journal.NextSeq);
            for (int r = 0; r < 20; r++)
            {
                block.BeginRecord(3, 1);
                block.WriteVarUInt(block.NextSeq);
                block.WriteDecimal(101.25m);
                block.WriteVarInt(-r);
                block.WriteBytes(raw.AsSpan(0, 12));
                block.WriteVarUInt((ulong)block.AppendRaw(raw.AsSpan(0, 40)));
                block.EndRecord();
            }

            journal.Append(block);
            journal.Sync();
        }
    }
}
