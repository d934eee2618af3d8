using System;

namespace Truefill.Journal;

/// <summary>
/// The end of a journal that grows. One owner at a time; after a failure every later call throws it again.
/// </summary>
public interface IJournalWriter : IDisposable
{
    /// <summary>Sequence that the first record of the next block must have.</summary>
    ulong NextSeq { get; }

    /// <summary>Highest sequence that a successful sync covers; 0 when none does.</summary>
    ulong DurableSeq { get; }

    /// <summary>Writes one block at the tail. It is not durable before <see cref="Sync"/>, which must follow.</summary>
    /// <exception cref="JournalWriteException">The write failed, now or earlier.</exception>
    void Append(BlockBuilder block);

    /// <summary>Makes what was appended durable and only then raises <see cref="DurableSeq"/>.</summary>
    /// <exception cref="JournalWriteException">
    /// The sync failed, now or earlier. What it covered must be taken as lost.
    /// </exception>
    void Sync();

    /// <summary>
    /// Ends a run cleanly: a seal with the form and hash of the state, synced. Nothing can be appended any more.
    /// </summary>
    void Seal(ReadOnlySpan<byte> state);
}
