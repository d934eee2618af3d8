namespace Truefill.Journal;

/// <summary>A place between two blocks, with all that the next block must match to be the next one.</summary>
/// <param name="Segment">Segment number, from 1.</param>
/// <param name="Offset">Bytes into the segment.</param>
/// <param name="NextSeq">Sequence of the next record.</param>
/// <param name="Chain">Hash of the block before.</param>
public readonly record struct JournalPosition(ulong Segment, long Offset, ulong NextSeq, ChainHash Chain)
{
    /// <summary>In front of the first block of all.</summary>
    public static JournalPosition Start(ChainHash genesis) => new(1, 0, 1, genesis);

    /// <summary>This place is at or behind the other one.</summary>
    public bool Covers(ulong segment, long offset) =>
        Segment > segment || (Segment == segment && Offset >= offset);
}
