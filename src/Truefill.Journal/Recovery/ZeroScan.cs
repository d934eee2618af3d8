using System;

namespace Truefill.Journal;

/// <summary>Looks for written and unwritten sectors.</summary>
internal static class ZeroScan
{
    private const int ChunkBytes = 128 << 10;

    /// <summary>End of the last sector from <paramref name="from"/> on that is not zero; <paramref name="from"/> if all are.</summary>
    public static long LastWritten(IJournalFile file, long from)
    {
        long end = from;
        var chunk = new byte[ChunkBytes];
        for (long at = from; ; at += ChunkBytes)
        {
            int got = file.ReadAt(at, chunk);
            int last = chunk.AsSpan(0, got).LastIndexOfAnyExcept((byte)0);
            if (last >= 0)
                end = at + (last / BlockFormat.SectorBytes + 1) * BlockFormat.SectorBytes;
            if (got < ChunkBytes)
                return Math.Min(end, Math.Max(from, file.Length));
        }
    }

    /// <summary>No byte of the file differs from zero.</summary>
    public static bool IsBlank(IJournalFile file) => LastWritten(file, 0) == 0;

    /// <summary>One of the sectors in the range is zero.</summary>
    public static bool HoldsZeroSector(IJournalFile file, long from, long to) =>
        Any(file, from, to, static sector => !sector.ContainsAnyExcept((byte)0));

    /// <summary>One of the sectors in the range starts with a sound block header.</summary>
    public static bool HoldsHeader(IJournalFile file, long from, long to) =>
        Any(file, from, to, static sector => BlockHeader.TryRead(sector, out _) is null);

    private static bool Any(IJournalFile file, long from, long to, SectorTest test)
    {
        var chunk = new byte[ChunkBytes];
        for (long at = from; at < to; at += ChunkBytes)
        {
            int got = file.ReadAt(at, chunk.AsSpan(0, (int)Math.Min(ChunkBytes, to - at)));
            for (int i = 0; i + BlockFormat.SectorBytes <= got; i += BlockFormat.SectorBytes)
            {
                if (test(chunk.AsSpan(i, BlockFormat.SectorBytes)))
                    return true;
            }
        }

        return false;
    }

    private delegate bool SectorTest(ReadOnlySpan<byte> sector);
}
