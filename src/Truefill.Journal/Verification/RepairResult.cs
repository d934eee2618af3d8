using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>What a repair did.</summary>
/// <param name="End">Where the journal ends now.</param>
/// <param name="CutBytes">Bytes overwritten with zeros.</param>
/// <param name="Copy">File with those bytes; null when there were none.</param>
/// <param name="MovedSegments">New names of the later segments.</param>
public sealed record RepairResult(
    JournalPosition End, long CutBytes, string? Copy, IReadOnlyList<string> MovedSegments);
