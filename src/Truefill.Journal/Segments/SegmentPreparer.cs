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
    private readonly IJournalStorage _storage;
    private readonly JournalOptions _options;
    private readonly SegmentedJournal _journal;
    private SegmentZeroer? _zeroer;
    private ulong _done;

    public SegmentPreparer(IJournalStorage storage, JournalOptions options, SegmentedJournal journal)
    {
        _storage = storage;
        _options = options;
        _journal = journal;
    }

    /// <summary>
    /// True while the next segment is zeroed to a smaller part than twice that to which the writer has used this one: a
    /// writer that has to zero it himself stands still for longer than unpaced steps make his syncs.
    /// </summary>
    public bool IsBehind => _zeroer is { } zeroer && zeroer.Written / 2 < _journal.Used;

    /// <summary>
    /// Writes and syncs up to 256 KiB of zeros, up to 2 MiB while it <see cref="IsBehind"/>. False when there is
    /// nothing to do before the writer moves on.
    /// </summary>
    /// <exception cref="JournalWriteException">
    /// The disk failed or is full. The next call starts the segment anew.
    /// </exception>
    public bool Step()
    {
        if (_zeroer is { } overtaken && overtaken.Segment <= _journal.Segment)
        {
            // The writer has made it himself meanwhile.
            Finish();
            overtaken.Discard();
        }

        if (_zeroer is null && !Start(_journal.Segment + 1))
            return false;
        bool more = false;
        try
        {
            more = _zeroer!.Step(IsBehind);
        }
        finally
        {
            if (!more)
                Finish();
        }

        return more;
    }

    public void Dispose() => Finish();

    private bool Start(ulong next)
    {
        if (_done == next)
            return false;
        if (!SegmentName.AllIn(_storage).Contains(next))
            _zeroer = new SegmentZeroer(_storage, next, _options.SegmentBytes, ".preparing");
        else
            _done = next;
        return _zeroer is not null;
    }

    private void Finish()
    {
        _zeroer?.Dispose();
        _zeroer = null;
    }
}
