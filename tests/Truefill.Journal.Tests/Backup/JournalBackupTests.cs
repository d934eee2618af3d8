using System.Collections.Generic;

namespace Truefill.Journal.Tests;

public sealed class JournalBackupTests
{
    private static readonly JournalOptions s_options = Journals.Options(8 << 10);

    private readonly SimDisk _disk = Journals.Empty();
    private readonly SimDisk _copy = new();

    [Fact]
    public void A_copy_taken_while_the_writer_runs_holds_what_was_durable()
    {
        using SegmentedJournal journal = Journals.Open(_disk, s_options);
        for (int i = 0; i < 7; i++)
            Journals.Commit(journal, 1, 2000);
        journal.Append(Journals.Block(8, 1, 700));
        Watermark end = JournalBackup.Copy(_disk, _copy);
        Assert.Equal(7UL, end.DurableSeq);
        JournalTail tail = JournalRecovery.Run(_copy, s_options);
        Assert.Equal((8UL, 0L), (tail.NextSeq, tail.CutBytes));
    }

    [Fact]
    public void Copying_again_adds_what_is_new()
    {
        using SegmentedJournal journal = Journals.Open(_disk, s_options);
        for (int round = 0; round < 6; round++)
        {
            Journals.Commit(journal, 2, 1500);
            JournalBackup.Copy(_disk, _copy);
            Assert.Equal(Journals.Read(_disk, s_options), Journals.Read(_copy, s_options));
        }
    }

    [Fact]
    public void Only_whole_segments_with_an_equal_copy_are_removed_and_the_rest_still_verifies()
    {
        new Workload(s_options).Run(_disk);
        ulong before = JournalRecovery.Run(_disk, s_options).NextSeq;
        Assert.Empty(JournalBackup.RemoveArchived(_disk, _copy, through: 99));
        JournalBackup.Copy(_disk, _copy);
        _copy[Journals.Segment(3)].Bytes[1000] ^= 1;
        IReadOnlyList<string> removed = JournalBackup.RemoveArchived(_disk, _copy, through: 99);
        Assert.Equal([Journals.Segment(1), Journals.Segment(2)], removed);
        Assert.Equal(before, JournalRecovery.Run(_disk, s_options).NextSeq);
        Assert.True(JournalVerifier.Run(_disk, s_options).IsSound);
    }

    [Fact]
    public void The_segment_that_is_written_is_never_removed()
    {
        using SegmentedJournal journal = Journals.Open(_disk, s_options);
        Journals.Commit(journal, 1);
        JournalBackup.Copy(_disk, _copy);
        Assert.Empty(JournalBackup.RemoveArchived(_disk, _copy, through: 99));
    }
}
