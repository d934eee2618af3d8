using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;

namespace Truefill.Server.Views;

/// <summary>A block copied out of the journal.</summary>
public sealed record CopiedBlock(ulong FirstSeq, int Count, byte[] Records, byte[] Raw);

/// <summary>
/// Reads records of a journal by sequence while somebody writes it: only blocks that the caller knows to be durable. It
/// remembers where some blocks start, so that asking again does not read a segment from its start. Thread-safe.
/// </summary>
public sealed class JournalWindow(IJournalStorage storage, JournalOptions options)
{
    private const long SpacingBytes = 1 << 18;

    private readonly Lock guard = new();
    private readonly List<JournalPosition> known = [];

    /// <summary>Blocks with records behind <paramref name="afterSeq"/>, whole, oldest first.</summary>
    /// <param name="durableSeq">What the replica has played: nothing behind it is read.</param>
    /// <param name="records">Stops after the block that makes it this many.</param>
    public IReadOnlyList<CopiedBlock> Read(ulong afterSeq, ulong durableSeq, int records)
    {
        List<CopiedBlock> blocks = [];
        if (afterSeq >= durableSeq) return blocks;
        int found = 0;
        using JournalReader reader = new(storage, options, Start(afterSeq + 1));
        while (found < records && reader.Position.NextSeq <= durableSeq && reader.MoveNext())
        {
            BlockView block = reader.Current;
            Remember(block.Position);
            if (block.Count == 0 || block.FirstSeq + (ulong)block.Count - 1 <= afterSeq) continue;
            blocks.Add(new CopiedBlock(block.FirstSeq, block.Count, block.Records.ToArray(), block.Raw.ToArray()));
            found += (int)(block.FirstSeq + (ulong)block.Count - Math.Max(block.FirstSeq, afterSeq + 1));
        }

        return blocks;
    }

    /// <summary>
    /// The block that holds each sequence; ascending sequences in, blocks in the same order, none twice.
    /// </summary>
    public IReadOnlyList<CopiedBlock> Holding(IReadOnlyList<ulong> seqs, ulong durableSeq)
    {
        List<CopiedBlock> blocks = [];
        foreach (ulong seq in seqs)
        {
            if (blocks.Count > 0 && seq < blocks[^1].FirstSeq + (ulong)blocks[^1].Count) continue;
            blocks.AddRange(Read(seq - 1, durableSeq, records: 1));
        }

        return blocks;
    }

    /// <summary>
    /// All bytes of a dead letter; only its first ones, or what else is kept beside the books, when its segment was
    /// archived.
    /// </summary>
    public byte[] RawOf(DeadLetterEntry letter, ulong durableSeq)
    {
        // Taken once: it is dropped when somebody closes the letter meanwhile.
        byte[] kept = letter.Raw;
        if (kept.Length == letter.RawLength) return kept;
        byte[] all = RawOf(letter.InputSeq, durableSeq);
        return all.Length == letter.RawLength ? all : kept;
    }

    /// <summary>
    /// As much of a dead letter as lists show, which is what is kept beside the books of those that are open.
    /// </summary>
    public byte[] FirstOf(DeadLetterEntry letter, ulong durableSeq)
    {
        byte[] kept = letter.Raw;
        if (kept.Length == Math.Min(letter.RawLength, ReadIndex.RawKept)) return kept;
        byte[] all = RawOf(letter, durableSeq);
        return all.Length <= ReadIndex.RawKept ? all : all[..ReadIndex.RawKept];
    }

    // The bytes as received of the input at a sequence; empty when it was archived with its segment.
    private byte[] RawOf(ulong inputSeq, ulong durableSeq)
    {
        foreach (CopiedBlock block in Read(inputSeq - 1, durableSeq, records: 1))
        {
            RecordCursor cursor = new(block.Records, block.FirstSeq, block.Count);
            int at = 0;
            Domain.Time.UtcNanos time = default;
            while (cursor.MoveNext())
            {
                if (FactDecoder.IsFact(cursor.Type)) continue;
                InputHeader header = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, time);
                if (cursor.Seq == inputSeq) return block.Raw[at..(at + header.RawLength)];
                at += header.RawLength;
                time = header.At;
            }
        }

        return [];
    }

    // The nearest remembered place, or the start of the segment where that is nearer.
    private JournalPosition? Start(ulong seq)
    {
        JournalPosition? best = null;
        IReadOnlyList<JournalPosition> starts = SegmentStarts.AllIn(storage, options);
        foreach (JournalPosition start in starts)
            if (start.NextSeq <= seq) best = start;
        lock (guard)
        {
            if (starts.Count > 0) ForgetBefore(starts[0].Segment);
            int index = Before(seq);
            return index >= 0 && (best is null || known[index].NextSeq >= best.Value.NextSeq) ? known[index] : best;
        }
    }

    // Segments before it were archived since.
    private void ForgetBefore(ulong segment)
    {
        int gone = known.FindIndex(place => place.Segment >= segment);
        known.RemoveRange(0, gone < 0 ? known.Count : gone);
    }

    private int Before(ulong seq)
    {
        int low = 0;
        int high = known.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (known[middle].NextSeq <= seq) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    private void Remember(in JournalPosition position)
    {
        lock (guard)
        {
            int before = Before(position.NextSeq);
            if (before >= 0 && IsNear(known[before], position)) return;
            if (before + 1 < known.Count && IsNear(position, known[before + 1])) return;
            known.Insert(before + 1, position);
        }
    }

    private static bool IsNear(in JournalPosition a, in JournalPosition b) =>
        a.NextSeq == b.NextSeq || (a.Segment == b.Segment && b.Offset - a.Offset < SpacingBytes);
}
