using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>Walks a whole journal, goes on after damage, and reports. Changes nothing.</summary>
public static class JournalVerifier
{
    /// <param name="scope">
    /// Durable while somebody writes: what is behind the watermark of this moment is not looked at.
    /// </param>
    public static VerifyReport Run(IJournalStorage storage, JournalOptions options, ReadScope scope = ReadScope.All)
    {
        var others = new List<FindingAt>();
        Watermark? watermark = ReadWatermark(storage, others);
        Watermark? until = scope == ReadScope.Durable ? watermark : null;
        IReadOnlyList<ulong> segments = SegmentName.AllIn(storage);
        ulong lastWithData = until?.Segment ?? LastWithData(storage, segments);
        var reports = new List<SegmentReport>();
        var walk = new SegmentWalk(options.TailPolicy, lastWithData, Start(storage, segments, options, others), until);
        ulong expected = segments.Count > 0 ? segments[0] : 0;
        foreach (ulong segment in segments)
        {
            if (segment != expected && segment <= lastWithData)
                others.Add(new FindingAt(JournalFinding.MissingSegment, SegmentName.Of(expected), 0, walk.At.NextSeq));
            expected = segment + 1;
            using IJournalFile file = storage.Open(SegmentName.Of(segment), writable: false);
            reports.Add(segment <= lastWithData ? walk.Run(file, segment) : Blank(file, segment));
        }

        if (watermark is { } w && !w.IsReachedBy(walk.At))
        {
            string last = SegmentName.Of(walk.At.Segment);
            others.Add(new FindingAt(JournalFinding.BehindWatermark, last, walk.At.Offset, walk.At.NextSeq));
        }

        return new VerifyReport
        {
            Segments = reports,
            End = walk.At,
            Sealed = walk.Seal is not null,
            Seal = walk.Seal ?? string.Empty,
            Watermark = watermark,
            Others = others,
        };
    }

    private static JournalPosition Start(
        IJournalStorage storage, IReadOnlyList<ulong> segments, JournalOptions options, List<FindingAt> findings)
    {
        try
        {
            return OldestPosition.Of(storage, segments, options.Genesis);
        }
        catch (JournalCorruptException e)
        {
            findings.Add(new FindingAt(e.Finding, e.File, e.Offset, e.Seq));
            return new JournalPosition(segments[0], 0, 1, options.Genesis);
        }
    }

    private static ulong LastWithData(IJournalStorage storage, IReadOnlyList<ulong> segments)
    {
        for (int i = segments.Count - 1; i >= 0; i--)
        {
            using IJournalFile file = storage.Open(SegmentName.Of(segments[i]), writable: false);
            if (!ZeroScan.IsBlank(file))
                return segments[i];
        }

        return 0;
    }

    private static SegmentReport Blank(IJournalFile file, ulong segment) =>
        new() { File = file.Name, Segment = segment, FileBytes = file.Length };

    private static Watermark? ReadWatermark(IJournalStorage storage, List<FindingAt> findings)
    {
        try
        {
            return WatermarkFile.ReadOrThrow(storage);
        }
        catch (JournalCorruptException e)
        {
            findings.Add(new FindingAt(e.Finding, e.File, e.Offset, e.Seq));
            return null;
        }
    }
}
