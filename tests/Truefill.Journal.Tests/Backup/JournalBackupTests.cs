using System;
using System.Collections.Generic;

namespace Truefill.Journal.Tests;

public sealed class JournalBackupTests
{
    private static readonly JournalOptions Options = Journals.Options(8 << 10);

    private readonly SimDisk disk = Journals.Empty();
    private readonly SimDisk copy = new();

    [Fact]
    public void A_copy_taken_while_the_writer_runs_holds_what_was_durable()
    {
        using SegmentedJournal journal = Journals.Open(disk, Options);
        for (int i = 0; i < 7; i++)
            Journals.Commit(journal, 1, 2000);
        journal.Append(Journals.Block(8, 1, 700));
        Watermark end = Copy(ReadScope.Durable);
        Assert.Equal(7UL, end.DurableSeq);
        JournalTail tail = JournalRecovery.Run(copy, Options);
        Assert.Equal((8UL, 0L), (tail.NextSeq, tail.CutBytes));
    }

    [Fact]
    public void Copying_again_adds_what_is_new()
    {
        using SegmentedJournal journal = Journals.Open(disk, Options);
        for (int round = 0; round < 6; round++)
        {
            Journals.Commit(journal, 2, 1500);
            Copy(ReadScope.Durable);
            Assert.Equal(Journals.Read(disk, Options), Journals.Read(copy, Options));
        }
    }

    [Fact]
    public void What_lies_behind_a_watermark_that_a_power_cut_left_old_is_copied_when_nobody_writes()
    {
        WriteSealed();
        ulong next = JournalRecovery.Run(disk, Options).NextSeq;
        SaveWatermark(disk, new Watermark(2, 1, Journals.Positions(disk, Options)[1].Offset));
        Assert.Equal(next - 1, Copy(ReadScope.All).DurableSeq);
        Assert.Equal(Journals.Read(disk, Options), Journals.Read(copy, Options));
    }

    [Fact]
    public void A_copy_that_is_newer_than_the_watermark_of_its_source_is_not_rolled_back()
    {
        WriteSealed();
        Copy(ReadScope.All);
        List<string> before = Journals.Read(copy, Options);
        SaveWatermark(disk, new Watermark(2, 1, Journals.Positions(disk, Options)[1].Offset));
        CopyRefusedException refused = Assert.Throws<CopyRefusedException>(() => Copy(ReadScope.Durable));
        Assert.Contains("reaches further", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Journals.Read(copy, Options));
    }

    [Fact]
    public void A_copy_with_more_segments_than_its_source_is_refused()
    {
        WriteSealed();
        Copy(ReadScope.All);
        SimDisk shorter = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(shorter, Options))
            Journals.Commit(journal, 1);
        Assert.Throws<CopyRefusedException>(
            () => JournalBackup.Copy(shorter, copy, Options, ReadScope.All));
    }

    [Fact]
    public void A_source_that_has_rotted_does_not_reach_its_copy()
    {
        WriteSealed();
        Copy(ReadScope.All);
        List<string> before = Journals.Read(copy, Options);
        disk[Journals.Segment(1)].Bytes[1000] ^= 1;
        Journals.Refused(() => Copy(ReadScope.All));
        Journals.Refused(() => Copy(ReadScope.Durable));
        Assert.Equal(before, Journals.Read(copy, Options));
    }

    [Fact]
    public void A_block_that_the_copy_holds_is_not_overwritten_by_another()
    {
        WriteSealed();
        Copy(ReadScope.All);
        copy[Journals.Segment(1)].Bytes[1000] ^= 1;
        CopyRefusedException refused = Assert.Throws<CopyRefusedException>(() => Copy(ReadScope.All));
        Assert.Equal((Journals.Segment(1), 512L), (refused.File, refused.Offset));
        Assert.Contains("different bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unfinished_last_block_is_not_copied()
    {
        using (SegmentedJournal journal = Journals.Open(disk, Options))
        {
            Journals.Commit(journal, 2);
            Journals.Commit(journal, 1, 2000);
        }

        byte[] bytes = disk[Journals.Segment(1)].Bytes;
        bytes.AsSpan(1024).Clear();
        SaveWatermark(disk, new Watermark(2, 1, 512));
        Assert.Equal(2UL, Copy(ReadScope.All).DurableSeq);
        Assert.Null(JournalRecovery.Run(copy, Options).CutCopy);
    }

    [Fact]
    public void A_copy_that_was_cut_off_anywhere_is_what_it_was_or_further_and_is_finished_by_the_next()
    {
        using (SegmentedJournal journal = Journals.Open(disk, Options))
            for (int i = 0; i < 4; i++) Journals.Commit(journal, 1, 1500);
        Copy(ReadScope.All);
        List<string> before = Journals.Read(copy, Options);
        using (SegmentedJournal journal = Journals.Open(disk, Options))
            for (int i = 0; i < 12; i++) Journals.Commit(journal, 1, 1500);
        List<string> all = Journals.Read(disk, Options);
        bool crashed = true;
        for (int at = 1; crashed; at++)
        {
            SimDisk cutOff = copy.Copy().WithFaults(new SimFaults { CrashAt = at });
            crashed = Crashes(() => JournalBackup.Copy(disk, cutOff, Options, ReadScope.All));
            for (uint power = 0; power < 4; power++)
            {
                SimDisk left = power == 0 ? cutOff.Copy() : cutOff.AfterPowerFailure(new Prng(power));
                List<string> held = Journals.Read(left, Options);
                Assert.True(before.IsPrefixOf(held) && held.IsPrefixOf(all), $"cut off at {at}, {power}");
                JournalBackup.Copy(disk, left, Options, ReadScope.All);
                Assert.Equal(all, Journals.Read(left, Options));
            }
        }
    }

    [Fact]
    public void What_was_copied_is_durable_when_copying_returns()
    {
        WriteSealed();
        Copy(ReadScope.All);
        for (uint power = 1; power < 9; power++)
            Assert.Equal(
                Journals.Read(disk, Options), Journals.Read(copy.AfterPowerFailure(new Prng(power)), Options));
    }

    [Fact]
    public void An_equal_segment_that_an_interrupted_copy_left_unsynced_is_synced()
    {
        WriteSealed();
        foreach (string name in disk.List())
        {
            if (!SegmentName.TryParse(name, out _)) continue;
            using IJournalFile file = copy.Create(name);
            file.WriteAt(0, disk[name].Bytes);
        }

        Copy(ReadScope.All);
        for (uint power = 1; power < 9; power++)
            Assert.Equal(
                Journals.Read(disk, Options), Journals.Read(copy.AfterPowerFailure(new Prng(power)), Options));
    }

    [Fact]
    public void A_copy_that_ends_before_the_oldest_segment_left_is_refused()
    {
        SimDisk archive = new();
        using SegmentedJournal journal = Journals.Open(disk, Options);
        for (int i = 0; i < 5; i++) Journals.Commit(journal, 1, 1500);
        Copy(ReadScope.All);
        for (int i = 0; i < 8; i++) Journals.Commit(journal, 1, 1500);
        JournalBackup.Copy(disk, archive, Options, ReadScope.All);
        Assert.Equal(2, JournalBackup.RemoveArchived(disk, archive, through: 2).Count);
        CopyRefusedException refused = Assert.Throws<CopyRefusedException>(() => Copy(ReadScope.All));
        Assert.Contains("oldest segment", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_whole_segments_with_an_equal_copy_are_removed_and_the_rest_still_verifies()
    {
        new Workload(Options).Run(disk);
        ulong before = JournalRecovery.Run(disk, Options).NextSeq;
        Assert.Empty(JournalBackup.RemoveArchived(disk, copy, through: 99));
        Copy(ReadScope.Durable);
        copy[Journals.Segment(3)].Bytes[1000] ^= 1;
        IReadOnlyList<string> removed = JournalBackup.RemoveArchived(disk, copy, through: 99);
        Assert.Equal([Journals.Segment(1), Journals.Segment(2)], removed);
        Assert.Equal(before, JournalRecovery.Run(disk, Options).NextSeq);
        Assert.True(JournalVerifier.Run(disk, Options).IsSound);
    }

    [Fact]
    public void The_segment_that_is_written_is_never_removed()
    {
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Journals.Commit(journal, 1);
        Copy(ReadScope.Durable);
        Assert.Empty(JournalBackup.RemoveArchived(disk, copy, through: 99));
    }

    private Watermark Copy(ReadScope scope) => JournalBackup.Copy(disk, copy, Options, scope);

    private void WriteSealed() => new Workload(Options).Run(disk);

    private static void SaveWatermark(SimDisk disk, in Watermark watermark)
    {
        using WatermarkFile file = WatermarkFile.Open(disk, writable: true);
        file.Read();
        file.Save(watermark);
        file.Save(watermark);
    }

    private static bool Crashes(Action copy)
    {
        try
        {
            copy();
            return false;
        }
        catch (SimCrashException)
        {
            return true;
        }
    }
}
