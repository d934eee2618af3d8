using System;
using System.Globalization;

namespace Truefill.Journal;

/// <summary>Keeps a copy of bytes and then overwrites them with zeros.</summary>
internal static class PutAside
{
    private const int ChunkBytes = 256 << 10;

    /// <summary>
    /// Copies the range into "torn-seq", or "torn-seq.n" when that name is taken. Durable when it returns.
    /// </summary>
    /// <returns>Name of the copy.</returns>
    public static string Copy(IJournalStorage storage, IJournalFile from, long start, long end, ulong seq)
    {
        string name = FreeName.In(storage, string.Create(CultureInfo.InvariantCulture, $"torn-{seq}"));
        using (IJournalFile copy = storage.Create(name))
        {
            var chunk = new byte[Math.Min(ChunkBytes, end - start)];
            for (long at = start; at < end; at += chunk.Length)
            {
                int got = from.ReadAt(at, chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - at)));
                copy.WriteAt(at - start, chunk.AsSpan(0, got));
            }

            copy.SyncData();
        }

        storage.SyncDirectory();
        return name;
    }

    /// <summary>Zeros the range, its first sector last, and syncs.</summary>
    public static void Blank(IJournalFile file, long start, long end)
    {
        var zeros = new byte[Math.Min(ChunkBytes, end - start)];
        long second = Math.Min(end, start + BlockFormat.SectorBytes);
        for (long at = second; at < end; at += zeros.Length)
            file.WriteAt(at, zeros.AsSpan(0, (int)Math.Min(zeros.Length, end - at)));
        if (second < end)
            file.SyncData();
        file.WriteAt(start, zeros.AsSpan(0, (int)(second - start)));
        file.SyncData();
    }
}
