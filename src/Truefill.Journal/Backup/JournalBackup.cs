using System;
using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>Copies a journal, while it is written, as it was durable at one moment.</summary>
public static class JournalBackup
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>
    /// Copies everything that is durable. The copy is a journal that verifies and can be opened. Copying again into
    /// the same place adds what is new, and changes nothing that is there.
    /// </summary>
    /// <param name="scope">
    /// <see cref="ReadScope.Durable"/> while somebody writes: up to the watermark. <see cref="ReadScope.All"/> when
    /// nobody does: up to the last sound block, for the watermark may be older after a power cut.
    /// </param>
    /// <returns>The end of the copy.</returns>
    /// <exception cref="JournalCorruptException">The source does not verify. Nothing was written.</exception>
    /// <exception cref="CopyRefusedException">
    /// The target holds something else, or more. Nothing was written.
    /// </exception>
    public static Watermark Copy(
        IJournalStorage source, IJournalStorage target, JournalOptions options, ReadScope scope) =>
        JournalCopy.Compare(source, target, options, VerifiedStretch.Of(source, options, scope)).Write();

    /// <summary>
    /// Removes the oldest segments up to <paramref name="through"/> that are whole and whose copy is equal.
    /// </summary>
    /// <returns>Names of the removed segments.</returns>
    public static IReadOnlyList<string> RemoveArchived(IJournalStorage source, IJournalStorage copy, ulong through)
    {
        Watermark end = WatermarkFile.ReadOrThrow(source);
        var copied = new HashSet<string>(copy.List());
        var removed = new List<string>();
        foreach (ulong segment in SegmentName.AllIn(source))
        {
            string name = SegmentName.Of(segment);
            if (segment > through || segment >= end.Segment || !copied.Contains(name) || !AreEqual(source, copy, name))
                break;
            source.Delete(name);
            source.SyncDirectory();
            removed.Add(name);
        }

        return removed;
    }

    private static bool AreEqual(IJournalStorage one, IJournalStorage other, string name)
    {
        using IJournalFile a = one.Open(name, writable: false);
        using IJournalFile b = other.Open(name, writable: false);
        return AreEqual(a, b);
    }

    private static bool AreEqual(IJournalFile a, IJournalFile b)
    {
        if (a.Length != b.Length)
            return false;
        var left = new byte[ChunkBytes];
        var right = new byte[ChunkBytes];
        for (long at = 0; at < a.Length; at += ChunkBytes)
        {
            int gotA = a.ReadAt(at, left);
            int gotB = b.ReadAt(at, right);
            if (!left.AsSpan(0, gotA).SequenceEqual(right.AsSpan(0, gotB)))
                return false;
        }

        return true;
    }
}
