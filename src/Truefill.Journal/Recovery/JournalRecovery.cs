using System;

namespace Truefill.Journal;

/// <summary>Receives the blocks of a journal in order, while recovery verifies it.</summary>
public delegate void BlockVisitor(in BlockView block);

/// <summary>Makes a journal ready to be written again after any kind of end.</summary>
/// <remarks>
/// Needs the directory for itself. It can be interrupted anywhere and run again: the copy of cut bytes is durable
/// before the first of them is overwritten, and they are overwritten from the end towards the header, so that the rest
/// still looks like the unfinished block that it is.
/// </remarks>
public static class JournalRecovery
{
    /// <summary>
    /// Verifies the journal from <paramref name="from"/> (its oldest segment by default), hands every block to
    /// <paramref name="visitor"/>, cuts an unfinished last block, and makes durable what is left.
    /// </summary>
    /// <exception cref="JournalCorruptException">The journal does not verify. Nothing was changed.</exception>
    /// <exception cref="JournalWriteException">
    /// The tail could not be cut or made durable. Running again is safe.
    /// </exception>
    public static JournalTail Run(
        IJournalStorage storage,
        JournalOptions options,
        JournalPosition? from = null,
        BlockVisitor? visitor = null)
    {
        if (from is { } position && !PositionCheck.Holds(storage, options, position))
        {
            throw new JournalCorruptException(
                SegmentName.Of(position.Segment), position.Offset, position.NextSeq, JournalFinding.UnknownPosition);
        }

        JournalTail tail;
        JournalPosition? last = null;
        using (var reader = new JournalReader(storage, options, from))
        {
            tail = Scan(reader, visitor, ref last);
            if (reader.Tail == JournalFinding.TornTail)
                tail = Cut(storage, tail, reader.TailEnd);
        }

#if PLANTED_BUGS
        if (Planted.Is(Bug.LastBlockNotRewritten)) return tail;
#endif
        if (last is { } start)
            Settle(storage, start, tail.Position);
        storage.SyncDirectory();
        return tail;
    }

    private static JournalTail Scan(JournalReader reader, BlockVisitor? visitor, ref JournalPosition? last)
    {
        ulong blocks = 0;
        ulong records = 0;
        byte[]? seal = null;
        while (reader.MoveNext())
        {
            BlockView block = reader.Current;
            blocks++;
            records += (ulong)block.Count;
            seal = block.IsSeal ? block.Seal.ToArray() : null;
            last = block.Position;
            visitor?.Invoke(block);
        }

        return new JournalTail
        {
            Position = reader.Position,
            Blocks = blocks,
            Records = records,
            Sealed = seal is not null,
            Seal = seal,
        };
    }

    private static JournalTail Cut(IJournalStorage storage, JournalTail tail, long end)
    {
        using IJournalFile file = storage.Open(SegmentName.Of(tail.Position.Segment), writable: true);
        string copy = PutAside.Copy(storage, file, tail.Position.Offset, end, tail.NextSeq);
        PutAside.Blank(file, tail.Position.Offset, end);
        return tail with { CutBytes = end - tail.Position.Offset, CutCopy = copy };
    }

    // After a failed sync the kernel may call pages clean that the disk does not have, and a new sync then succeeds
    // without writing them. Only the last block can be in that state. Writing it once more makes its pages dirty again.
    private static void Settle(IJournalStorage storage, in JournalPosition start, in JournalPosition end)
    {
        using IJournalFile file = storage.Open(SegmentName.Of(start.Segment), writable: true);
        long blockEnd = start.Segment == end.Segment ? end.Offset : file.Length;
        var head = new byte[BlockFormat.SectorBytes];
        file.ReadAt(start.Offset, head);
        if (BlockHeader.TryRead(head, out BlockHeader header) is null)
            blockEnd = Math.Min(blockEnd, start.Offset + header.SizeOnDisk);
        var block = new byte[blockEnd - start.Offset];
        file.ReadAt(start.Offset, block);
        file.WriteAt(start.Offset, block);
        file.SyncData();
    }
}
