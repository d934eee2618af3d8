using System;

namespace Truefill.Journal;

/// <summary>Where a verified journal ends, and what recovery did to get there.</summary>
public sealed record JournalTail
{
    /// <summary>Where the next block goes.</summary>
    public required JournalPosition Position { get; init; }

    /// <summary>Sequence that the next record takes.</summary>
    public ulong NextSeq => Position.NextSeq;

    /// <summary>Hash of the last block.</summary>
    public ChainHash Chain => Position.Chain;

    /// <summary>Blocks and records that were read to get here.</summary>
    public ulong Blocks { get; init; }

    public ulong Records { get; init; }

    /// <summary>The last block is a seal: the run before ended cleanly.</summary>
    public bool Sealed { get; init; }

    /// <summary>What that seal carries: form and hash of the state; empty without one.</summary>
    public ReadOnlyMemory<byte> Seal { get; init; }

    /// <summary>Bytes of an unfinished last block that were cut; 0 as a rule.</summary>
    public long CutBytes { get; init; }

    /// <summary>Name of the file with the cut bytes; null when nothing was cut.</summary>
    public string? CutCopy { get; init; }
}
