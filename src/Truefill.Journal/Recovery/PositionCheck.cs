using System;
using System.Linq;

namespace Truefill.Journal;

/// <summary>Says whether a position that was kept elsewhere, as in a checkpoint, is one of this journal.</summary>
public static class PositionCheck
{
    /// <summary>
    /// The position is the end of a block with that sequence and hash, or the start of the journal. Follows the headers
    /// of one segment; the bodies before the last block are not verified.
    /// </summary>
    /// <exception cref="JournalIoException">The segment cannot be read.</exception>
    public static bool Holds(IJournalStorage storage, JournalOptions options, in JournalPosition position)
    {
        if (position == JournalPosition.Start(options.Genesis))
            return true;
        if (position.Offset == 0 || !SegmentName.AllIn(storage).Contains(position.Segment))
            return false;
        using IJournalFile file = storage.Open(SegmentName.Of(position.Segment), writable: false);
        return position.Offset <= file.Length && EndsThere(file, position);
    }

    private static bool EndsThere(IJournalFile file, in JournalPosition position)
    {
        var window = new ReadWindow();
        long at = 0;
        while (true)
        {
            ReadOnlyMemory<byte> head = window.Get(file, at, BlockFormat.SectorBytes);
            if (BlockHeader.TryRead(head.Span, out BlockHeader header) is not null)
                return false;
            long end = at + header.SizeOnDisk;
            if (end > position.Offset)
                return false;
            if (end == position.Offset)
            {
                var start = new JournalPosition(position.Segment, at, header.FirstSeq, header.Previous);
                return BlockProbe.Read(file, window, start).Block is { } block && block.Next == position;
            }

            at = end;
        }
    }
}
