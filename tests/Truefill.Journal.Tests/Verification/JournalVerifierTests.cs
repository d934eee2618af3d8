using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal.Tests;

public sealed class JournalVerifierTests
{
    private static readonly JournalOptions Options = Journals.Options(8 << 10);

    private readonly SimDisk disk = Journals.Empty();

    public JournalVerifierTests() => new Workload(Options).Run(disk);

    [Fact]
    public void A_sound_journal_is_reported_segment_by_segment()
    {
        VerifyReport report = JournalVerifier.Run(disk, Options);
        Assert.True(report.IsSound);
        Assert.Empty(report.Findings);
        Assert.True(report.Sealed);
        Assert.Equal(Convert.ToHexStringLower("state"u8), report.Seal);
        Assert.Equal(2UL * Workload.Blocks, report.Segments.Aggregate(0UL, (n, s) => n + s.Records));
        Assert.Equal(Workload.Blocks + 1UL, report.Segments.Aggregate(0UL, (n, s) => n + s.Blocks));
        Assert.Equal(1UL, report.Segments.Aggregate(0UL, (n, s) => n + s.Seals));
        Assert.Equal(800, report.Segments.Sum(s => s.RawBytes));
        Assert.Equal(1UL, report.Segments[0].FirstSeq);
        ulong next = 1;
        foreach (SegmentReport segment in report.Segments.Where(s => s.Records > 0))
        {
            Assert.Equal(next, segment.FirstSeq);
            next = segment.LastSeq + 1;
        }
    }

    [Fact]
    public void Damage_is_reported_and_what_follows_is_still_walked()
    {
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        JournalPosition victim = positions[2];
        disk[Journals.Segment(victim.Segment)].Bytes[victim.Offset + 100] ^= 1;
        VerifyReport report = JournalVerifier.Run(disk, Options);
        Assert.False(report.IsSound);
        FindingAt found = Assert.Single(report.Findings);
        Assert.Equal((JournalFinding.BadChecksum, Journals.Segment(1)), (found.Finding, found.File));
        Assert.Equal((victim.Offset, victim.NextSeq), (found.Offset, found.Seq));
        Assert.Equal(2UL * Workload.Blocks - 2, report.Segments.Aggregate(0UL, (n, s) => n + s.Records));
    }

    [Fact]
    public void A_missing_segment_is_reported_with_the_gap()
    {
        disk.Delete(Journals.Segment(2));
        VerifyReport report = JournalVerifier.Run(disk, Options);
        Assert.Equal(
            [(JournalFinding.Gap, Journals.Segment(3)), (JournalFinding.MissingSegment, Journals.Segment(2))],
            report.Findings.Select(f => (f.Finding, f.File)));
    }

    [Fact]
    public void A_lost_watermark_is_reported()
    {
        disk.Delete(WatermarkFile.FileName);
        VerifyReport report = JournalVerifier.Run(disk, Options);
        Assert.Equal(JournalFinding.BadWatermark, Assert.Single(report.Findings).Finding);
    }

    [Fact]
    public void An_unfinished_tail_is_reported_and_sound()
    {
        JournalOptions options = Journals.Options();
        SimDisk unfinished = Journals.Mixed(options);
        CorruptionSweepTests.Unfinished(unfinished, Journals.Positions(unfinished, options)[^1], 3000, 1024);
        VerifyReport report = JournalVerifier.Run(unfinished, options);
        Assert.Equal(JournalFinding.TornTail, Assert.Single(report.Findings).Finding);
        Assert.True(report.IsSound);
    }

    [Fact]
    public void A_cut_ends_the_journal_at_the_boundary_and_keeps_everything_behind_it()
    {
        List<string> whole = Journals.Read(disk, Options);
        foreach (JournalPosition at in Journals.Positions(disk, Options))
        {
            SimDisk cut = disk.Copy();
            byte[] before = [.. cut[Journals.Segment(at.Segment)].Bytes];
            RepairResult result = JournalRepair.Cut(cut, Options, at.Segment, at.Offset);
            Assert.Equal((at, at.NextSeq), (result.End, JournalRecovery.Run(cut, Options).NextSeq));
            Assert.True(Journals.Read(cut, Options).IsPrefixOf(whole));
            if (result.Copy is { } copy)
                Assert.Equal(before[(int)at.Offset..][..(int)result.CutBytes], cut[copy].Bytes);
            Assert.All(result.MovedSegments, name => Assert.Contains(name, cut.List()));
        }
    }

    [Fact]
    public void A_cut_at_damage_lets_the_journal_open_again()
    {
        JournalPosition victim = Journals.Positions(disk, Options)[5];
        disk[Journals.Segment(victim.Segment)].Bytes[victim.Offset + 3] ^= 1;
        Journals.Refused(() => JournalRecovery.Run(disk, Options));
        JournalRepair.Cut(disk, Options, victim.Segment, victim.Offset);
        using SegmentedJournal journal = Journals.Open(disk, Options);
        Assert.Equal(victim.NextSeq, journal.NextSeq);
    }

    [Fact]
    public void A_second_cut_at_the_same_boundary_keeps_what_the_first_one_kept()
    {
        JournalPosition at = Journals.Positions(disk, Options)[1];
        RepairResult first = JournalRepair.Cut(disk, Options, at.Segment, at.Offset);
        new Workload(Options).Run(disk);
        RepairResult second = JournalRepair.Cut(disk, Options, at.Segment, at.Offset);
        Assert.Contains($"cut-{at.NextSeq}-{Journals.Segment(2)}", first.MovedSegments);
        Assert.Contains($"cut-{at.NextSeq}-{Journals.Segment(2)}.1", second.MovedSegments);
        Assert.Equal(at.NextSeq, JournalRecovery.Run(disk, Options).NextSeq);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(512 * 3)]
    public void A_cut_inside_a_block_is_refused(long offset)
    {
        Assert.DoesNotContain(Journals.Positions(disk, Options), p => p.Segment == 1 && p.Offset == offset);
        byte[] before = [.. disk[Journals.Segment(1)].Bytes];
        Journals.Refused(() => JournalRepair.Cut(disk, Options, 1, offset));
        Assert.Equal(before, disk[Journals.Segment(1)].Bytes);
    }

    [Fact]
    public void A_cut_behind_damage_is_refused()
    {
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        disk[Journals.Segment(1)].Bytes[positions[1].Offset + 90] ^= 1;
        JournalPosition at = positions[4];
        JournalCorruptException e = Journals.Refused(() => JournalRepair.Cut(disk, Options, at.Segment, at.Offset));
        Assert.Equal(positions[1].Offset, e.Offset);
    }
}
