namespace Truefill.Journal;

/// <summary>What was found instead of the next block.</summary>
public enum JournalFinding
{
    /// <summary>
    /// The last block is zero from some sector on: its write was never finished, nobody was told of it.
    /// </summary>
    TornTail,

    /// <summary>
    /// Zero sectors in front of written ones, in the last block: written in another order, or lost later.
    /// </summary>
    Hole,

    /// <summary>The body of a block does not match its checksum.</summary>
    BadChecksum,

    /// <summary>No header of a block where one must be, or one that does not match its checksum.</summary>
    BadHeader,

    /// <summary>A sound header of a format that this build does not know.</summary>
    UnsupportedVersion,

    /// <summary>A sound block with another sequence than the next one: blocks are missing or doubled.</summary>
    Gap,

    /// <summary>A sound block that does not carry the hash of the block before it.</summary>
    ChainBreak,

    /// <summary>A sound block that was written for another segment.</summary>
    ForeignSegment,

    /// <summary>A segment file is missing between two others, or before the place to read from.</summary>
    MissingSegment,

    /// <summary>A segment file does not have the size that its blocks state.</summary>
    SegmentSize,

    /// <summary>A later segment holds data although this one does not end where it should.</summary>
    DataAfterEnd,

    /// <summary>The journal ends before the place that the watermark says was durable.</summary>
    BehindWatermark,

    /// <summary>
    /// The position to read from is not the end of a block of this journal: it is ahead of it, or another's.
    /// </summary>
    UnknownPosition,

    /// <summary>The watermark file is missing, or none of its slots is sound.</summary>
    BadWatermark,
}
