namespace Truefill.Journal;

/// <summary>A finding and its place: offset in bytes, and the sequence that was expected there.</summary>
public readonly record struct FindingAt(JournalFinding Finding, string File, long Offset, ulong Seq);
