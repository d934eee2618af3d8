using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal;

/// <summary>One copying of a journal into a directory that may hold an earlier copy of it.</summary>
internal sealed class JournalCopy
{
    private readonly IJournalStorage target;
    private readonly JournalPosition end;
    private readonly List<SegmentCopy> segments = [];

    private JournalCopy(IJournalStorage target, JournalPosition end)
    {
        this.target = target;
        this.end = end;
    }

    /// <summary>Compares the target with what is to be copied. Writes nothing.</summary>
    /// <exception cref="CopyRefusedException">The target holds something else, or more.</exception>
    /// <exception cref="JournalCorruptException">
    /// The source begins behind the target's end, and the target does not verify up to there.
    /// </exception>
    public static JournalCopy Compare(
        IJournalStorage source, IJournalStorage target, JournalOptions options, in VerifiedStretch stretch)
    {
        var copy = new JournalCopy(target, stretch.End);
        IReadOnlyList<ulong> held = SegmentName.AllIn(target);
        RequireNoFurther(target, held, stretch.End.Segment);
        RequireContinued(target, held, options, stretch.Start);
        foreach (ulong segment in SegmentName.AllIn(source))
        {
            if (segment > stretch.End.Segment)
                break;
            long durable = segment == stretch.End.Segment ? stretch.End.Offset : long.MaxValue;
            var one = new SegmentCopy(source, target, segment, durable, held.Contains(segment));
            one.Compare();
            copy.segments.Add(one);
        }

        return copy;
    }

    /// <summary>Writes what is missing, and the watermark last. Durable when it returns.</summary>
    /// <returns>The end of the copy.</returns>
    public Watermark Write()
    {
        IReadOnlyList<string> files = target.List();
        foreach (SegmentCopy segment in segments)
            segment.Write(files);
        target.SyncDirectory();
        if (!files.Contains(WatermarkFile.FileName))
            WatermarkFile.Create(target);
        var last = new Watermark(end.NextSeq - 1, end.Segment, end.Offset);
        using WatermarkFile watermark = WatermarkFile.Open(target, writable: true);
        watermark.Read();
        watermark.Save(last);
        watermark.Sync();
        target.SyncDirectory();
        return last;
    }

    private static void RequireNoFurther(IJournalStorage target, IReadOnlyList<ulong> held, ulong last)
    {
        foreach (ulong segment in held)
        {
            if (segment <= last)
                continue;
            using IJournalFile file = target.Open(SegmentName.Of(segment), writable: false);
            if (!ZeroScan.IsBlank(file))
                throw new CopyRefusedException(file.Name, 0, "the copy reaches further than the journal that it is of");
        }
    }

    // Segments of the source that were archived away can be nowhere but in the target: it has to hold all of them.
    private static void RequireContinued(
        IJournalStorage target, IReadOnlyList<ulong> held, JournalOptions options, in JournalPosition start)
    {
        if (held.Count == 0 || held[^1] >= start.Segment)
            return;
        using JournalReader reader = JournalReader.WithoutWatermark(target, options);
        while (reader.MoveNext())
        {
            // Where it ends is all that is asked.
        }

        JournalPosition reached = reader.Position;
        if (reached.NextSeq != start.NextSeq || reached.Chain != start.Chain)
        {
            throw new CopyRefusedException(
                SegmentName.Of(reached.Segment), reached.Offset,
                $"the copy ends before the journal's oldest segment, {SegmentName.Of(start.Segment)}, begins");
        }
    }
}
