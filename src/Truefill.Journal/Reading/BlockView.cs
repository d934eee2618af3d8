using System;

namespace Truefill.Journal;

/// <summary>A verified block in the reader's buffer. Valid until the reader moves on.</summary>
public readonly struct BlockView
{
    /// <summary>Where the block starts.</summary>
    public required JournalPosition Position { get; init; }

    /// <summary>Where the next block starts, unless it starts the next segment.</summary>
    public required JournalPosition Next { get; init; }

    /// <summary>Sequence of the first record; of a block without records, the next sequence.</summary>
    public ulong FirstSeq => Position.NextSeq;

    /// <summary>Records; 0 for a seal, and for the mark that writing went on after one.</summary>
    public required int Count { get; init; }

    /// <summary>For <see cref="RecordCursor"/>.</summary>
    public required ReadOnlyMemory<byte> Records { get; init; }

    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>A clean stop: <see cref="Seal"/> is set.</summary>
    public required bool IsSeal { get; init; }

    /// <summary>What a seal carries: form and hash of the state. Empty otherwise.</summary>
    public required ReadOnlyMemory<byte> Seal { get; init; }

    /// <summary>Hash of this block, which the next block carries.</summary>
    public ChainHash ChainHash => Next.Chain;

    /// <summary>Bytes of the block on disk.</summary>
    public long SizeOnDisk => Next.Offset - Position.Offset;

    /// <summary>Over the records.</summary>
    public RecordCursor Cursor() => new(Records.Span, FirstSeq, Count);
}
