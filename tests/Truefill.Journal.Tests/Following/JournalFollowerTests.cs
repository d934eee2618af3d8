using System.Collections.Generic;

namespace Truefill.Journal.Tests;

public sealed class JournalFollowerTests
{
    private static readonly JournalOptions Options = Journals.Options(8 << 10);

    private readonly SimDisk disk = Journals.Empty();
    private readonly SimDisk cursors = new();

    [Fact]
    public void A_follower_sees_what_is_durable_and_no_more()
    {
        using SegmentedJournal journal = Journals.Open(disk, Options);
        using JournalFollower follower = Follow();
        Assert.False(follower.TryNext());
        journal.Append(Journals.Block(1, 2));
        Assert.False(follower.TryNext());
        journal.Sync();
        Assert.True(follower.TryNext());
        Assert.Equal((1UL, 2), (follower.Current.FirstSeq, follower.Current.Count));
        Assert.False(follower.TryNext());
    }

    [Fact]
    public void A_follower_keeps_up_over_segments_seals_and_restarts_of_the_writer()
    {
        var seen = new List<string>();
        using JournalFollower follower = Follow();
        for (int run = 0; run < 3; run++)
        {
            using SegmentedJournal journal = Journals.Open(disk, Options);
            for (int i = 0; i < 10; i++)
            {
                Journals.Commit(journal, 1, 1500);
                while (follower.TryNext())
                    Journals.Add(seen, follower.Current);
            }

            journal.Seal("s"u8);
        }

        Assert.Equal(Journals.Read(disk, Options), seen);
        Assert.Equal(30, seen.Count);
    }

    [Fact]
    public void A_follower_goes_on_after_what_it_acknowledged()
    {
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Journals.Commit(journal, 2);
        Journals.Commit(journal, 4);
        using (JournalFollower follower = Follow())
        {
            Assert.True(follower.StartedOver);
            follower.TryNext();
            follower.Acknowledge(2);
            follower.TryNext();
            follower.Acknowledge(4);
        }

        using JournalFollower again = Follow();
        Assert.False(again.StartedOver);
        Assert.True(again.TryNext());
        Assert.Equal((3UL, 4UL), (again.Current.FirstSeq, again.DoneSeq));
    }

    [Fact]
    public void What_was_not_acknowledged_comes_again()
    {
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Journals.Commit(journal, 2);
        using (JournalFollower follower = Follow())
            Assert.True(follower.TryNext());
        using JournalFollower again = Follow();
        Assert.True(again.TryNext());
        Assert.Equal(1UL, again.Current.FirstSeq);
    }

    [Fact]
    public void A_cursor_ahead_of_the_journal_is_thrown_away()
    {
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Journals.Commit(journal, 2);
        using (Cursor cursor = Cursor.Open(cursors, "feed"))
            cursor.Save(new JournalPosition(7, 1024, 900, default), 899);
        using JournalFollower follower = Follow();
        Assert.True(follower.StartedOver);
        Assert.True(follower.TryNext());
        Assert.Equal((1UL, 0UL), (follower.Current.FirstSeq, follower.DoneSeq));
    }

    [Fact]
    public void A_cursor_of_another_life_of_the_journal_is_thrown_away()
    {
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Journals.Commit(journal, 2);
        Journals.Commit(journal, 2);
        JournalPosition second = Journals.Positions(disk, Options)[1];
        using (Cursor cursor = Cursor.Open(cursors, "feed"))
            cursor.Save(second with { Chain = ChainHash.Of("another"u8) }, 2);
        using JournalFollower follower = Follow();
        Assert.True(follower.TryNext());
        Assert.True(follower.StartedOver);
        Assert.Equal(1UL, follower.Current.FirstSeq);
    }

    [Fact]
    public void A_cursor_into_an_archived_segment_is_refused_because_records_would_be_skipped()
    {
        new Workload(Options).Run(disk);
        using (Cursor cursor = Cursor.Open(cursors, "feed"))
            cursor.Save(JournalPosition.Start(Options.Genesis), 0);
        disk.Delete(Journals.Segment(1));
        using JournalFollower follower = Follow();
        JournalCorruptException e = Journals.Refused(() => follower.TryNext());
        Assert.Equal(JournalFinding.MissingSegment, e.Finding);
    }

    [Fact]
    public void The_last_block_is_durable_by_a_later_block_a_seal_or_the_watermark()
    {
        using (SegmentedJournal journal = Journals.Open(disk, Options))
        {
            Journals.Commit(journal, 1);
            Journals.Commit(journal, 1);
        }

        Assert.Equal([true, true], Durable());
        using (WatermarkFile stale = WatermarkFile.Open(disk, writable: true))
        {
            stale.Read();
            stale.Save(Watermark.None);
        }

        Assert.Equal([true, false], Durable());
        using (SegmentedJournal journal = Journals.Open(disk.AfterKill(), Options))
            journal.Seal("s"u8);
        Assert.Equal([true, true, true], Durable());
    }

    private List<bool> Durable()
    {
        using var reader = new JournalReader(disk, Options);
        var durable = new List<bool>();
        while (reader.MoveNext())
            durable.Add(reader.IsCurrentDurable());
        return durable;
    }

    private JournalFollower Follow() => new(disk, Options, cursors, "feed");
}
