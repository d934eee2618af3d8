using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>What <see cref="JournalVerifier"/> found in one segment. All sizes in bytes.</summary>
public sealed record SegmentReport
{
    public required string File { get; init; }

    public required ulong Segment { get; init; }

    /// <summary>Of the file.</summary>
    public long FileBytes { get; internal set; }

    /// <summary>Sound blocks, seals and resume marks among them.</summary>
    public ulong Blocks { get; internal set; }

    public ulong Records { get; internal set; }

    /// <summary>Of the records with their headers.</summary>
    public long RecordBytes { get; internal set; }

    /// <summary>Of the raw sections.</summary>
    public long RawBytes { get; internal set; }

    /// <summary>Of the blocks on disk.</summary>
    public long BlockBytes { get; internal set; }

    /// <summary>0 when the segment has no records.</summary>
    public ulong FirstSeq { get; internal set; }

    public ulong LastSeq { get; internal set; }

    public ulong Seals { get; internal set; }

    public List<FindingAt> Findings { get; } = [];
}
