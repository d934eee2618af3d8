using System;

namespace Truefill.Journal;

/// <summary>Looks for written and unwritten sectors.</summary>
internal static class ZeroScan
{
    private const int ChunkBytes = 128 << 10;

    /// <summary>
    /// End of the last sector from <paramref name="from"/> on that is not zero; <paramref name="from"/> if all are.
    /// </summary>
    public static long LastWritten(IJournalFile file, long from)
    {
        long end = from;
        long length = file.Length;
        byte[] chunk = Chunk(length - from);
        for (long at = from; at < length; at += chunk.Length)
        {
            int got = file.ReadAt(at, chunk);
            int last = chunk.AsSpan(0, got).LastIndexOfAnyExcept((byte)0);
            if (last >= 0)
                end = at + (last / BlockFormat.SectorBytes + 1) * BlockFormat.SectorBytes;
        }

        return Math.Min(end, Math.Max(from, length));
    }

    /// <summary>No byte of the file differs from zero.</summary>
    public static bool IsBlank(IJournalFile file)
    {
        long length = file.Length;
        byte[] chunk = Chunk(length);
        for (long at = 0; at < length; at += chunk.Length)
        {
            int got = file.ReadAt(at, chunk);
            if (chunk.AsSpan(0, got).ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }

    /// <summary>One of the sectors in the range is zero.</summary>
    public static bool HoldsZeroSector(IJournalFile file, long from, long to) =>
        Any(file, from, to, static sector => !sector.ContainsAnyExcept((byte)0));

    /// <summary>One of the sectors in the range starts with a sound block header.</summary>
    public static bool HoldsHeader(IJournalFile file, long from, long to) =>
        Any(file, from, to, static sector => BlockHeader.TryRead(sector, out _) is null);

    private static bool Any(IJournalFile file, long from, long to, SectorTest test)
    {
        byte[] chunk = Chunk(to - from);
        for (long at = from; at < to; at += chunk.Length)
        {
            int got = file.ReadAt(at, chunk.AsSpan(0, (int)Math.Min(chunk.Length, to - at)));
            for (int i = 0; i + BlockFormat.SectorBytes <= got; i += BlockFormat.SectorBytes)
            {
                if (test(chunk.AsSpan(i, BlockFormat.SectorBytes)))
                    return true;
            }
        }

        return false;
    }

    private static byte[] Chunk(long range) => new byte[Math.Clamp(range, 0, ChunkBytes)];

    private delegate bool SectorTest(ReadOnlySpan<byte> sector);
}
