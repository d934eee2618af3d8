namespace Truefill.Journal.Tests;

public sealed class PositionCheckTests
{
    private static readonly JournalOptions Options = Journals.Options();

    private readonly SimDisk disk = Journals.Mixed(Options);

    [Fact]
    public void Every_place_between_two_blocks_holds()
    {
        foreach (JournalPosition position in Journals.Positions(disk, Options))
            Assert.True(PositionCheck.Holds(disk, Options, position));
    }

    [Fact]
    public void A_place_with_another_offset_sequence_or_hash_does_not_hold()
    {
        foreach (JournalPosition position in Journals.Positions(disk, Options))
        {
            Assert.False(PositionCheck.Holds(disk, Options, position with { NextSeq = position.NextSeq + 1 }));
            Assert.False(PositionCheck.Holds(disk, Options, position with { Chain = ChainHash.Of("x"u8) }));
            Assert.False(PositionCheck.Holds(disk, Options, position with { Offset = position.Offset + 512 }));
            Assert.False(PositionCheck.Holds(disk, Options, position with { Segment = 2 }));
        }
    }

    [Fact]
    public void Recovery_from_a_checkpoint_ahead_of_the_journal_is_refused()
    {
        SimDisk older = disk.Copy();
        JournalPosition checkpoint;
        using (SegmentedJournal journal = Journals.Open(disk, Options))
        {
            Journals.Commit(journal, 3);
            checkpoint = journal.Position;
        }

        JournalCorruptException e = Journals.Refused(() => JournalRecovery.Run(older, Options, checkpoint));
        Assert.Equal((JournalFinding.UnknownPosition, checkpoint.NextSeq), (e.Finding, e.Seq));
    }
}
