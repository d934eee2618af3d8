using System;

namespace Truefill.Journal;

/// <summary>Verifies one segment after the other and finds its way again after damage.</summary>
/// <param name="until">Nothing behind it is looked at; null: all is.</param>
internal sealed class SegmentWalk(TailPolicy policy, ulong lastWithData, JournalPosition start, Watermark? until)
{
    private readonly ReadWindow window = new();

    /// <summary>Where the next block is expected.</summary>
    public JournalPosition At { get; private set; } = start;

    /// <summary>Hexadecimal state hash, when the last sound block is a seal.</summary>
    public string? Seal { get; private set; }

    public SegmentReport Run(IJournalFile file, ulong segment)
    {
        var report = new SegmentReport { File = file.Name, Segment = segment, FileBytes = file.Length };
        At = At with { Segment = segment, Offset = 0 };
        while (until is not { } end || !end.IsReachedBy(At))
        {
            BlockProbe probe = BlockProbe.Read(file, window, At);
            if (probe.Block is { } block)
            {
                Count(report, block);
                continue;
            }

            if (Finding(file, probe) is not { } finding)
                break;
            report.Findings.Add(new FindingAt(finding, file.Name, At.Offset, At.NextSeq));
            if (!TryResume(file))
                break;
        }

        window.Forget();
        return report;
    }

    private void Count(SegmentReport report, in BlockView block)
    {
        report.Blocks++;
        report.Records += (ulong)block.Count;
        report.RecordBytes += block.Records.Length;
        report.RawBytes += block.Raw.Length;
        report.BlockBytes += block.SizeOnDisk;
        if (block.Count > 0)
        {
            if (report.FirstSeq == 0)
                report.FirstSeq = block.FirstSeq;
            report.LastSeq = block.Next.NextSeq - 1;
        }

        if (block.IsSeal)
            report.Seals++;
        Seal = block.IsSeal ? Convert.ToHexStringLower(block.Seal.Span) : null;
        At = block.Next;
    }

    // Null at a clean end.
    private JournalFinding? Finding(IJournalFile file, in BlockProbe probe)
    {
        JournalFinding? judged = TailRule.Judge(file, At.Offset, probe, Seal is not null, policy, out _);
        return judged == JournalFinding.TornTail && At.Segment != lastWithData ? JournalFinding.DataAfterEnd : judged;
    }

    // The next place in the segment with a block that is sound in itself, whatever it continues.
    private bool TryResume(IJournalFile file)
    {
        long length = file.Length;
        for (long offset = At.Offset; offset + BlockFormat.SectorBytes <= length; offset += BlockFormat.SectorBytes)
        {
            ReadOnlyMemory<byte> head = window.Get(file, offset, BlockFormat.SectorBytes);
            if (BlockHeader.TryRead(head.Span, out BlockHeader header) is not null)
                continue;
            var candidate = new JournalPosition(At.Segment, offset, header.FirstSeq, header.Previous);
            if (BlockProbe.Read(file, window, candidate).Block is null)
                continue;
            At = candidate;
            return true;
        }

        return false;
    }
}
