using System;
using System.Linq;

namespace Truefill.Journal;

/// <summary>Has the next segment ready, zeroed and synced, before the writer needs it.</summary>
/// <remarks>
/// Passive: every <see cref="Step"/> does one piece of work, and the caller decides when and on which thread. Zeroing
/// without pauses makes the syncs of the writer slow; about 20 ms between steps keep them fast, and none while it
/// <see cref="IsBehind"/>. It shares no memory with the writer but the number of the current segment and how much of it
/// is used: a segment gets its name by a rename that never replaces, when it is complete.
/// </remarks>
public sealed class SegmentPreparer : IDisposable
{
    private readonly IJournalStorage storage;
    private readonly JournalOptions options;
    private readonly SegmentedJournal journal;
    private SegmentZeroer? zeroer;
    private ulong done;

    public SegmentPreparer(IJournalStorage storage, JournalOptions options, SegmentedJournal journal)
    {
        this.storage = storage;
        this.options = options;
        this.journal = journal;
    }

    /// <summary>
    /// True while less of the next segment is zeroed than twice what the writer has used of this one. A writer that has
    /// to do the rest of the zeroing itself stands still for longer than faster steps here would delay its syncs.
    /// </summary>
    public bool IsBehind => zeroer is { } running && running.Written / 2 < journal.Used;

    /// <summary>
    /// Writes and syncs up to 256 KiB of zeros, up to 2 MiB while it <see cref="IsBehind"/>. False when there is
    /// nothing to do before the writer moves on.
    /// </summary>
    /// <exception cref="JournalWriteException">
    /// The disk failed or is full. What was zeroed is given back, and the next call starts the segment anew.
    /// </exception>
    public bool Step()
    {
        if (zeroer is { } overtaken && overtaken.Segment <= journal.Segment)
        {
            // The writer has made it himself meanwhile.
            Finish();
            overtaken.Discard();
        }

        if (zeroer is null && !Start(journal.Segment + 1))
            return false;
        bool more = false;
        try
        {
            more = zeroer!.Step(IsBehind);
            return more;
        }
        catch (JournalIoException)
        {
            GiveBack(zeroer!);
            throw;
        }
        finally
        {
            if (!more)
                Finish();
        }
    }

    public void Dispose() => Finish();

    private bool Start(ulong next)
    {
        if (done == next)
            return false;
        if (!SegmentName.AllIn(storage).Contains(next))
            zeroer = new SegmentZeroer(storage, next, options.SegmentBytes, ".preparing");
        else
            done = next;
        return zeroer is not null;
    }

    // On a full disk a part of a segment helps nobody, and what else is written may just fit into its place.
    private static void GiveBack(SegmentZeroer unfinished)
    {
        try
        {
            unfinished.Discard();
        }
        catch (JournalIoException)
        {
            // It has its name already, or whoever begins anew takes it away.
        }
    }

    private void Finish()
    {
        zeroer?.Dispose();
        zeroer = null;
    }
}
