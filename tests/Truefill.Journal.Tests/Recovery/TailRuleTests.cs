using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal.Tests;

public sealed class TailRuleTests
{
    private static readonly JournalOptions Options = Journals.Options();

    private readonly SimDisk disk = Journals.Mixed(Options);
    private readonly List<string> whole;
    private readonly JournalPosition end;

    public TailRuleTests()
    {
        whole = Journals.Read(disk, Options);
        end = Journals.Positions(disk, Options)[^1];
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2560)]
    public void A_block_that_is_zero_from_some_sector_on_is_cut_and_kept_aside(int keep)
    {
        CorruptionSweepTests.Unfinished(disk, end, 3000, keep);
        byte[] remains = Tail().ToArray()[..keep];
        JournalTail tail = JournalRecovery.Run(disk, Options);
        Assert.Equal(keep, tail.CutBytes);
        Assert.Equal($"torn-{end.NextSeq}", tail.CutCopy);
        Assert.Equal(remains, disk[tail.CutCopy!].Bytes);
        Assert.Equal(end, tail.Position);
        Assert.False(Tail().ContainsAnyExcept((byte)0));
        Assert.Equal(whole, Journals.Read(disk, Options));
    }

    [Fact]
    public void A_second_unfinished_block_at_the_same_sequence_gets_a_copy_of_its_own()
    {
        CorruptionSweepTests.Unfinished(disk, end, 3000, 512);
        JournalRecovery.Run(disk, Options);
        CorruptionSweepTests.Unfinished(disk, end, 4000, 1024);
        JournalTail tail = JournalRecovery.Run(disk, Options);
        Assert.Equal($"torn-{end.NextSeq}.1", tail.CutCopy);
        Assert.Equal(512, disk[$"torn-{end.NextSeq}"].Bytes.Length);
        Assert.Equal(1024, disk[$"torn-{end.NextSeq}.1"].Bytes.Length);
    }

    [Fact]
    public void Writing_goes_on_after_a_cut()
    {
        CorruptionSweepTests.Unfinished(disk, end, 3000, 512);
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Journals.Commit(journal, 2);
        Assert.Equal(whole.Count + 2, Journals.Read(disk, Options).Count);
    }

    [Fact]
    public void A_last_block_with_a_hole_is_refused_by_default_and_cut_on_request()
    {
        CorruptionSweepTests.Unfinished(disk, end, 3000, 3072 + 512);
        Tail().Slice(512, 512).Clear();
        Assert.Equal(JournalFinding.Hole, Refused().Finding);
        JournalTail tail = JournalRecovery.Run(disk, Journals.Options(policy: TailPolicy.ZeroSector));
        Assert.Equal(end, tail.Position);
        Assert.Equal(whole, Journals.Read(disk, Options));
    }

    [Fact]
    public void A_last_block_without_its_header_is_refused_by_default_and_cut_on_request()
    {
        CorruptionSweepTests.Unfinished(disk, end, 3000, 2048);
        Tail()[..512].Clear();
        Assert.Equal(JournalFinding.Hole, Refused().Finding);
        JournalTail tail = JournalRecovery.Run(disk, Journals.Options(policy: TailPolicy.ZeroSector));
        Assert.Equal((end, 2048), (tail.Position, tail.CutBytes));
    }

    [Fact]
    public void A_hole_in_front_of_a_sound_block_is_refused_even_on_request()
    {
        using (SegmentedJournal journal = Journals.Open(disk, Options))
        {
            Journals.Commit(journal, 1);
            Journals.Commit(journal, 1);
        }

        Tail()[..512].Clear();
        Assert.Equal(JournalFinding.Hole, Refused(TailPolicy.ZeroSector).Finding);
    }

    [Fact]
    public void A_complete_last_block_with_a_changed_byte_is_a_bad_checksum_and_not_a_torn_tail()
    {
        byte[] file = disk[Journals.Segment(1)].Bytes;
        file[end.Offset - 700] ^= 4;
        Assert.Equal(JournalFinding.BadChecksum, Refused(TailPolicy.ZeroSector).Finding);
    }

    [Fact]
    public void A_middle_block_that_ends_in_zeros_is_a_bad_checksum_and_not_a_torn_tail()
    {
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        JournalPosition victim = positions[^4];
        long blockEnd = positions[^3].Offset;
        disk[Journals.Segment(1)].Bytes.AsSpan((int)blockEnd - 512, 512).Clear();
        JournalCorruptException e = Refused(TailPolicy.ZeroSector);
        Assert.Equal((JournalFinding.BadChecksum, victim.Offset), (e.Finding, e.Offset));
    }

    [Fact]
    public void A_missing_block_is_a_gap()
    {
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        byte[] file = disk[Journals.Segment(1)].Bytes;
        file.AsSpan((int)positions[4].Offset).ToArray().AsSpan(0, (int)(file.Length - positions[4].Offset))
            .CopyTo(file.AsSpan((int)positions[3].Offset));
        JournalCorruptException e = Refused();
        Assert.Equal((JournalFinding.Gap, positions[3].Offset, positions[3].NextSeq), (e.Finding, e.Offset, e.Seq));
    }

    [Fact]
    public void A_block_of_another_history_is_a_chain_break()
    {
        SimDisk other = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(other, Options))
            Journals.Commit(journal, 1, 21);
        byte[] file = disk[Journals.Segment(1)].Bytes;
        long second = Journals.Positions(disk, Options)[1].Offset;
        SimDisk foreign = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(foreign, Options))
        {
            Journals.Commit(journal, (int)Journals.Positions(disk, Options)[1].NextSeq - 1, 21);
            Journals.Commit(journal, 1, 21);
        }

        long theirs = Journals.Positions(foreign, Options)[1].Offset;
        foreign[Journals.Segment(1)].Bytes.AsSpan((int)theirs, 512).CopyTo(file.AsSpan((int)second));
        Assert.Equal(JournalFinding.ChainBreak, Refused().Finding);
    }

    [Fact]
    public void A_journal_with_another_genesis_is_a_chain_break_at_its_first_block()
    {
        var options = new JournalOptions { SegmentBytes = 64 << 10, Genesis = ChainHash.Of("another"u8) };
        JournalCorruptException e = Journals.Refused(() => JournalRecovery.Run(disk, options));
        Assert.Equal((JournalFinding.ChainBreak, 0L, 1UL), (e.Finding, e.Offset, e.Seq));
    }

    [Fact]
    public void After_a_seal_nothing_is_cut()
    {
        using (SegmentedJournal journal = Journals.Open(disk, Options))
            journal.Seal("hash"u8);
        JournalPosition last = Journals.Positions(disk, Options)[^1];
        SimDisk written = disk.Copy();
        using (SegmentedJournal journal = Journals.Open(written, Options))
            Journals.Commit(journal, 1, 3000);

        // The unfinished block itself, in the place of the resume mark that is always written whole before it.
        Span<byte> torn = written[Journals.Segment(1)].Bytes.AsSpan((int)last.Offset, 1024);
        torn.CopyTo(disk[Journals.Segment(1)].Bytes.AsSpan((int)last.Offset));
        disk[Journals.Segment(1)].Bytes.AsSpan((int)last.Offset, 512).Clear();
        Assert.Equal(JournalFinding.Hole, Refused(TailPolicy.ZeroSector).Finding);
        torn[512..].CopyTo(disk[Journals.Segment(1)].Bytes.AsSpan((int)last.Offset));
        disk[Journals.Segment(1)].Bytes.AsSpan((int)last.Offset + 512, 512).Clear();
        Assert.Equal(JournalFinding.ChainBreak, Refused().Finding);
    }

    [Fact]
    public void A_torn_block_is_cut_again_once_writing_went_on_after_a_seal()
    {
        using (SegmentedJournal journal = Journals.Open(disk, Options))
            journal.Seal("hash"u8);
        JournalTail sealedTail = JournalRecovery.Run(disk, Options);
        Assert.True(sealedTail.Sealed);
        Assert.Equal("hash"u8, sealedTail.Seal.Span);
        SegmentedJournal.Open(disk, Options, sealedTail).Dispose();
        JournalTail open = JournalRecovery.Run(disk, Options);
        Assert.False(open.Sealed);
        CorruptionSweepTests.Unfinished(disk, open.Position, 3000, 512);
        Assert.Equal(512, JournalRecovery.Run(disk, Options).CutBytes);
    }

    [Fact]
    public void Data_in_a_later_segment_makes_a_bad_end_corruption()
    {
        SimDisk continued = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(continued, Options))
        {
            for (int i = 0; i < 20; i++)
                Journals.Commit(journal, 1, 5000);
        }

        List<JournalPosition> positions = Journals.Positions(continued, Options);
        JournalPosition last = positions.Last(p => p.Segment == 1);
        continued[Journals.Segment(1)].Bytes.AsSpan((int)last.Offset + 512).Clear();
        JournalCorruptException e = Journals.Refused(() => JournalRecovery.Run(continued, Options));
        Assert.Equal((JournalFinding.DataAfterEnd, Journals.Segment(1), last.Offset), (e.Finding, e.File, e.Offset));
    }

    [Fact]
    public void An_acknowledged_block_that_went_missing_is_refused_by_the_watermark()
    {
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        disk[Journals.Segment(1)].Bytes.AsSpan((int)positions[^2].Offset).Clear();
        JournalCorruptException e = Refused();
        Assert.Equal((JournalFinding.BehindWatermark, positions[^2].NextSeq), (e.Finding, e.Seq));
    }

    [Fact]
    public void An_acknowledged_block_that_lost_its_end_is_refused_by_the_watermark()
    {
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        disk[Journals.Segment(1)].Bytes.AsSpan((int)positions[^2].Offset + 1024).Clear();
        Assert.Equal(JournalFinding.BehindWatermark, Refused().Finding);
        Assert.DoesNotContain(disk.List(), name => name.StartsWith("torn", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_changes_nothing_and_names_file_offset_and_sequence()
    {
        byte[] file = disk[Journals.Segment(1)].Bytes;
        file[700] ^= 1;
        byte[] before = [.. file];
        JournalCorruptException e = Refused();
        Assert.Equal(before, disk[Journals.Segment(1)].Bytes);
        Assert.Contains(e.File, e.Message, StringComparison.Ordinal);
        Assert.Contains($"offset {e.Offset}, sequence {e.Seq}", e.Message, StringComparison.Ordinal);
    }

    private JournalCorruptException Refused(TailPolicy policy = TailPolicy.ZeroSuffix) =>
        Journals.Refused(() => JournalRecovery.Run(disk, Journals.Options(policy: policy)));

    private Span<byte> Tail() => disk[Journals.Segment(end.Segment)].Bytes.AsSpan((int)end.Offset);
}
