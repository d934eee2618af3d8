using System.Collections.Generic;
using System.Globalization;

namespace Truefill.Journal;

/// <summary>
/// What an operator decided to give up. Whoever calls this has stopped the engine and holds the directory.
/// </summary>
public static class JournalRepair
{
    /// <summary>
    /// Ends the journal at a block boundary before which everything verifies. The bytes behind it are copied to
    /// "torn-seq", later segments renamed to "cut-seq-segment", both durable before anything is overwritten; with ".n"
    /// where an earlier repair has taken the name. It can be interrupted anywhere and run again.
    /// </summary>
    /// <exception cref="JournalCorruptException">
    /// The journal does not verify up to there, or no block boundary is there.
    /// </exception>
    public static RepairResult Cut(IJournalStorage storage, JournalOptions options, ulong segment, long offset)
    {
        JournalPosition boundary = FindBoundary(storage, options, segment, offset);
        IReadOnlyList<string> moved = MoveLater(storage, boundary);
        long end = offset;
        string? copy = null;
        using (IJournalFile file = storage.Open(SegmentName.Of(segment), writable: true))
        {
            end = ZeroScan.LastWritten(file, offset);
            if (end > offset)
            {
                copy = PutAside.Copy(storage, file, offset, end, boundary.NextSeq);
                PutAside.Blank(file, offset, end);
            }
        }

        WriteWatermark(storage, boundary);
        return new RepairResult(boundary, end - offset, copy, moved);
    }

    /// <summary>Writes a lost watermark anew, for a journal that verifies to its end.</summary>
    /// <exception cref="JournalCorruptException">It does not, or it has an unfinished tail: cut that first.</exception>
    public static JournalPosition RebuildWatermark(IJournalStorage storage, JournalOptions options)
    {
        using JournalReader reader = JournalReader.WithoutWatermark(storage, options);
        while (reader.MoveNext())
        {
            // Verifying is the purpose.
        }

        JournalPosition end = reader.Position;
        if (reader.Tail is { } tail)
            throw new JournalCorruptException(SegmentName.Of(end.Segment), end.Offset, end.NextSeq, tail);
        WriteWatermark(storage, end);
        return end;
    }

    private static JournalPosition FindBoundary(
        IJournalStorage storage, JournalOptions options, ulong segment, long offset)
    {
        using JournalReader reader = JournalReader.WithoutWatermark(storage, options);
        while (!IsAt(reader.Position))
        {
            try
            {
                if (!reader.MoveNext())
                    break;
            }
            catch (JournalCorruptException) when (IsAt(reader.Position))
            {
                break;
            }

            if (IsAt(reader.Current.Position))
                return reader.Current.Position;
        }

        return IsAt(reader.Position)
            ? reader.Position
            : throw new JournalCorruptException(
                SegmentName.Of(segment), offset, reader.Position.NextSeq, JournalFinding.BadHeader);

        bool IsAt(in JournalPosition position) => position.Segment == segment && position.Offset == offset;
    }

    // From the last on, so that an interruption never leaves a segment behind one that is gone.
    private static List<string> MoveLater(IJournalStorage storage, in JournalPosition boundary)
    {
        var moved = new List<string>();
        IReadOnlyList<ulong> segments = SegmentName.AllIn(storage);
        for (int i = segments.Count - 1; i >= 0 && segments[i] > boundary.Segment; i--)
        {
            string name = SegmentName.Of(segments[i]);
            string aside = FreeName.In(
                storage, string.Create(CultureInfo.InvariantCulture, $"cut-{boundary.NextSeq}-{name}"));
            storage.Rename(name, aside);
            storage.SyncDirectory();
            moved.Add(aside);
        }

        return moved;
    }

    private static void WriteWatermark(IJournalStorage storage, in JournalPosition end)
    {
        try
        {
            WatermarkFile.Create(storage);
        }
        catch (JournalWriteException e) when (e.Errno == Errnos.Exists)
        {
            // The usual case.
        }

        using WatermarkFile file = WatermarkFile.Open(storage, writable: true);
        file.Read();
        file.Save(new Watermark(end.NextSeq - 1, end.Segment, end.Offset));
        file.Save(new Watermark(end.NextSeq - 1, end.Segment, end.Offset));
        file.Sync();
        storage.SyncDirectory();
    }
}
