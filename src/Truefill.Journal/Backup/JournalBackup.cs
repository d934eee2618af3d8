using System;
using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>Copies a journal, while it is written, as it was durable at one moment.</summary>
public static class JournalBackup
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>
    /// Copies everything up to the watermark. The copy is a journal that verifies and can be opened. Copying again into
    /// the same place adds what is new; whole segments that are equal are not written again.
    /// </summary>
    /// <returns>The end of the copy.</returns>
    /// <exception cref="JournalCorruptException">The source has no sound watermark.</exception>
    public static Watermark Copy(IJournalStorage source, IJournalStorage target)
    {
        Watermark end = WatermarkFile.ReadOrThrow(source);
        var present = new HashSet<string>(target.List());
        foreach (ulong segment in SegmentName.AllIn(source))
        {
            if (segment <= end.Segment)
                CopySegment(source, target, segment, present, segment == end.Segment ? end.Offset : long.MaxValue);
        }

        target.SyncDirectory();
        if (!present.Contains(WatermarkFile.FileName))
            WatermarkFile.Create(target);
        using WatermarkFile watermark = WatermarkFile.Open(target, writable: true);
        watermark.Read();
        watermark.Save(end);
        watermark.Sync();
        target.SyncDirectory();
        return end;
    }

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

    private static void CopySegment(
        IJournalStorage source, IJournalStorage target, ulong segment, HashSet<string> present, long durable)
    {
        string name = SegmentName.Of(segment);
        using IJournalFile from = source.Open(name, writable: false);
        bool there = present.Contains(name);
        using IJournalFile to = there ? target.Open(name, writable: true) : target.Create(name);
        if (there && durable == long.MaxValue && AreEqual(from, to))
            return;
        var chunk = new byte[ChunkBytes];
        for (long at = 0; at < from.Length; at += ChunkBytes)
        {
            // Behind the watermark the writer may be at work: zeros, as if it had not begun.
            chunk.AsSpan().Clear();
            int bytes = (int)Math.Min(ChunkBytes, from.Length - at);
            from.ReadAt(at, chunk.AsSpan(0, (int)Math.Clamp(durable - at, 0, bytes)));
            to.WriteAt(at, chunk.AsSpan(0, bytes));
        }

        to.SyncData();
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
