namespace Truefill.Journal.Tests;

public sealed class PositionCheckTests
{
    private static readonly JournalOptions s_options = Journals.Options();

    private readonly SimDisk _disk = Journals.Mixed(s_options);

    [Fact]
    public void Every_place_between_two_blocks_holds()
    {
        foreach (JournalPosition position in Journals.Positions(_disk, s_options))
            Assert.True(PositionCheck.Holds(_disk, s_options, position));
    }

    [Fact]
    public void A_place_with_another_offset_sequence_or_hash_does_not_hold()
    {
        foreach (JournalPosition position in Journals.Positions(_disk, s_options))
        {
            Assert.False(PositionCheck.Holds(_disk, s_options, position with { NextSeq = position.NextSeq + 1 }));
            Assert.False(PositionCheck.Holds(_disk, s_options, position with { Chain = ChainHash.Of("x"u8) }));
            Assert.False(PositionCheck.Holds(_disk, s_options, position with { Offset = position.Offset + 512 }));
            Assert.False(PositionCheck.Holds(_disk, s_options, position with { Segment = 2 }));
        }
    }

    [Fact]
    public void Recovery_from_a_checkpoint_ahead_of_the_journal_is_refused()
    {
        SimDisk older = _disk.Copy();
        JournalPosition checkpoint;
        using (SegmentedJournal journal = Journals.Open(_disk, s_options))
        {
            Journals.Commit(journal, 3);
            checkpoint = journal.Position;
        }

        JournalCorruptException e = Journals.Refused(() => JournalRecovery.Run(older, s_options, checkpoint));
        Assert.Equal((JournalFinding.UnknownPosition, checkpoint.NextSeq), (e.Finding, e.Seq));
    }
}
