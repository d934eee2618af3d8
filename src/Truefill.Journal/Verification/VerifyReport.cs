using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal;

/// <summary>What <see cref="JournalVerifier"/> found.</summary>
public sealed record VerifyReport
{
    public required IReadOnlyList<SegmentReport> Segments { get; init; }

    /// <summary>After the last sound block.</summary>
    public required JournalPosition End { get; init; }

    /// <summary>The last sound block is a seal.</summary>
    public required bool Sealed { get; init; }

    /// <summary>What that seal carries, in hexadecimal; empty without one.</summary>
    public required string Seal { get; init; }

    /// <summary>Null when it cannot be read.</summary>
    public required Watermark? Watermark { get; init; }

    /// <summary>Findings that belong to no segment.</summary>
    public required IReadOnlyList<FindingAt> Others { get; init; }

    /// <summary>Every finding in the order of the journal.</summary>
    public IEnumerable<FindingAt> Findings => Segments.SelectMany(s => s.Findings).Concat(Others);

    /// <summary>Nothing was found but, at most, an unfinished last block, which opening cuts.</summary>
    public bool IsSound => Findings.All(f => f.Finding == JournalFinding.TornTail);
}
