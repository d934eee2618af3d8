using System;
using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>Where reading can start without having read what is before: at the first block of each segment.</summary>
public static class SegmentStarts
{
    /// <summary>
    /// Starts of the segments that hold blocks, ascending. A segment's first block is taken at its own word for what it
    /// continues.
    /// </summary>
    public static IReadOnlyList<JournalPosition> AllIn(IJournalStorage storage, JournalOptions options)
    {
        List<JournalPosition> starts = [];
        foreach (ulong segment in SegmentName.AllIn(storage))
        {
            if (segment == 1)
            {
                starts.Add(JournalPosition.Start(options.Genesis));
                continue;
            }

            if (Start(storage, options, segment) is { } start) starts.Add(start);
        }

        return starts;
    }

    // None where a segment is prepared ahead, or its first block is being written. A damaged one has none either:
    // whoever reads on from the segment before it comes to the damage and says so.
    private static JournalPosition? Start(IJournalStorage storage, JournalOptions options, ulong segment)
    {
        Span<byte> head = stackalloc byte[BlockFormat.SectorBytes];
        using (IJournalFile file = storage.Open(SegmentName.Of(segment), writable: false))
            head = head[..file.ReadAt(0, head)];
        if (head.IndexOfAnyExcept((byte)0) < 0) return null;
        try
        {
            return OldestPosition.Of(storage, [segment], options.Genesis);
        }
        catch (JournalCorruptException)
        {
            return null;
        }
    }
}
