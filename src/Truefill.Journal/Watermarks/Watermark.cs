namespace Truefill.Journal;

/// <summary>
/// How far a journal was durable when its writer last said so. The truth may be ahead of it, never behind.
/// </summary>
/// <param name="DurableSeq">Highest durable sequence; 0 when there is none.</param>
/// <param name="Segment">Segment of the end of the last durable block.</param>
/// <param name="Offset">Offset of that end in bytes.</param>
public readonly record struct Watermark(ulong DurableSeq, ulong Segment, long Offset)
{
    /// <summary>Of a journal without blocks.</summary>
    public static Watermark None => new(0, 1, 0);

    /// <summary>A block that starts there was durable.</summary>
    public bool CoversBlockAt(in JournalPosition start) =>
        Segment > start.Segment || (Segment == start.Segment && Offset > start.Offset);

    /// <summary>
    /// A journal that ends there holds all that was durable. The start of a segment is the end of the one before.
    /// </summary>
    public bool IsReachedBy(in JournalPosition end) =>
        end.Covers(Segment, Offset) || (Offset == 0 && Segment == end.Segment + 1);
}
