using System;
using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>Where a journal starts whose first segments may have been archived away.</summary>
internal static class OldestPosition
{
    /// <summary>
    /// The start of the oldest segment. Segment 1 starts with the genesis hash; any other is taken at its own word for
    /// the sequence and hash it continues, because what it continues is not there.
    /// </summary>
    public static JournalPosition Of(IJournalStorage storage, IReadOnlyList<ulong> segments, ChainHash genesis)
    {
        if (segments.Count == 0 || segments[0] == 1)
            return JournalPosition.Start(genesis);
        string name = SegmentName.Of(segments[0]);
        using IJournalFile file = storage.Open(name, writable: false);
        Span<byte> head = stackalloc byte[BlockFormat.SectorBytes];
        int got = file.ReadAt(0, head);
        JournalFinding? finding = BlockHeader.TryRead(head[..got], out BlockHeader header);
        if (finding is not null)
            throw new JournalCorruptException(name, 0, 0, finding.Value);
        return new JournalPosition(segments[0], 0, header.FirstSeq, header.Previous);
    }
}
