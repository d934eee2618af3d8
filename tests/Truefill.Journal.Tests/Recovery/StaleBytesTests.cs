using System;
using System.Collections.Generic;

namespace Truefill.Journal.Tests;

/// <summary>Files that held sound blocks before they were used again: they never parse as the next block.</summary>
public sealed class StaleBytesTests
{
    private static readonly JournalOptions Options = Journals.Options(8 << 10);

    [Fact]
    public void A_next_segment_full_of_blocks_of_the_one_before_is_refused_as_foreign()
    {
        SimDisk disk = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(disk, Options))
            Journals.Commit(journal, 2, 1000);
        Put(disk, 2, disk[Journals.Segment(1)].Bytes);
        JournalCorruptException e = Journals.Refused(() => JournalRecovery.Run(disk, Options));
        Assert.Equal((JournalFinding.ForeignSegment, Journals.Segment(2), 0L), (e.Finding, e.File, e.Offset));
    }

    [Fact]
    public void Blocks_of_an_earlier_life_with_the_same_segment_number_are_refused()
    {
        SimDisk disk = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(disk, Options))
        {
            for (int i = 0; i < 12; i++)
                Journals.Commit(journal, 2, 500);
        }

        SimDisk earlier = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(earlier, Options))
        {
            for (int i = 0; i < 24; i++)
                Journals.Commit(journal, 1, 510);
        }

        // The tail of the segment that is written holds what an earlier life wrote there.
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        JournalPosition end = positions[^1];
        byte[] file = disk[Journals.Segment(end.Segment)].Bytes;
        earlier[Journals.Segment(end.Segment)].Bytes.AsSpan((int)end.Offset).CopyTo(file.AsSpan((int)end.Offset));
        JournalCorruptException e = Journals.Refused(() => JournalRecovery.Run(disk, Options));
        Assert.Contains(e.Finding, new[] { JournalFinding.Gap, JournalFinding.ChainBreak, JournalFinding.BadHeader });
    }

    [Fact]
    public void Every_stale_block_at_every_place_of_a_tail_is_refused()
    {
        JournalOptions options = Journals.Options();
        SimDisk disk = Journals.Mixed(options);
        List<string> whole = Journals.Read(disk, options);
        List<JournalPosition> positions = Journals.Positions(disk, options);
        byte[] file = disk[Journals.Segment(1)].Bytes;
        byte[] original = [.. file];
        int end = (int)positions[^1].Offset;
        for (int i = 0; i + 1 < positions.Count; i++)
        {
            int bytes = Math.Min((int)(positions[i + 1].Offset - positions[i].Offset), file.Length - end);
            original.AsSpan((int)positions[i].Offset, bytes).CopyTo(file.AsSpan(end));
            Journals.Refused(() => Journals.Read(disk, options));
            original.CopyTo(file, 0);
        }

        Assert.Equal(whole, Journals.Read(disk, options));
    }

    [Fact]
    public void A_prepared_segment_is_zero_even_if_its_temporary_file_was_not()
    {
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Put(disk, 2, Journals.Payload(1, 9000), ".preparing");
        using var preparer = new SegmentPreparer(disk, Options, journal);
        while (preparer.Step())
        {
            // Until it is ready.
        }

        Assert.Equal(new byte[8 << 10], disk[Journals.Segment(2)].Bytes);
    }

    private static void Put(SimDisk disk, ulong segment, byte[] bytes, string suffix = "")
    {
        using IJournalFile file = disk.Create(Journals.Segment(segment) + suffix);
        file.WriteAt(0, bytes);
        file.SyncData();
        disk.SyncDirectory();
    }
}
