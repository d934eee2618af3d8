using System;
using System.Collections.Generic;
using System.IO;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Following;
using Truefill.Server.Gateway;
using Truefill.Server.Offline;

namespace Truefill.Server.Service;

/// <summary>How far a journal may be archived: nothing reads what is before any more.</summary>
/// <param name="Through">Number of the last segment that may go; 0 for none.</param>
/// <param name="KeptFor">Who still reads what else might have gone, to a person; null: nobody.</param>
internal readonly record struct ArchiveBound(ulong Through, string? KeptFor)
{
    /// <param name="writtenBefore">Only segments last written before; null: any age.</param>
    /// <exception cref="OfflineStateException">There is no checkpoint to start from.</exception>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public static ArchiveBound Of(OfflineState state, DateTime? writtenBefore)
    {
        if (Newest(state, ulong.MaxValue) is not { } newest)
            throw new OfflineStateException("There is no checkpoint yet that the rest could start from.");
        ArchiveBound bound = new(Before(state, writtenBefore, newest.Position.Segment, ulong.MaxValue), null);
        if (bound.Through == 0) return bound;
        if (LeastTold.In(state.Path) is { } least)
            bound = bound.AtMost(
                From(state, writtenBefore, least.Seq + 1, ulong.MaxValue),
                $"the FIX client {least.Client}, which has not been told all of it yet");
        IReadOnlyList<DeadLetterEntry> letters = state.Newest().Index.DeadLetters;
        bound = bound.AtMost(
            OfOrderEvents(state, writtenBefore, letters), "the order event log, which has not written all of it yet");
        return OfDeadLetters(state, writtenBefore, letters, bound);
    }

    private ArchiveBound AtMost(ulong through, string reader) =>
        through < Through ? new ArchiveBound(through, reader) : this;

    // Its lines are durable before what they were made of may go.
    private static ulong OfOrderEvents(
        OfflineState state, DateTime? writtenBefore, IReadOnlyList<DeadLetterEntry> letters)
    {
        // Read first: what a running service writes behind the sync may be lost, and its segment must not be.
        ulong followed = JsonLinesFile.LastSeqOf(Path.Combine(state.Path, StateLayout.OrderEvents));
        ulong lastLetter = JsonLinesFile.LastSeqOf(Path.Combine(state.Path, StateLayout.OrderEventDeadLetters));
        using PosixStorage storage = new(state.Path);
        foreach (string name in storage.List())
        {
            if (name is not (StateLayout.OrderEvents or StateLayout.OrderEventDeadLetters)) continue;
            using IJournalFile file = storage.Open(name, writable: true);
            file.SyncData();
        }

        ReadScope scope = StateDirectory.IsInUse(state.Path) ? ReadScope.Durable : ReadScope.All;
        ulong missing = Math.Min(
            OrderEventGap.FirstMissing(state.Journal, state.Options, scope, followed, lastLetter),
            OrderEventGap.FirstMissing(letters, lastLetter));
        return From(state, writtenBefore, missing, followed);
    }

    // The bytes of an open one can be asked for, and put in again; those that are short stand beside the books.
    private static ArchiveBound OfDeadLetters(
        OfflineState state, DateTime? writtenBefore, IReadOnlyList<DeadLetterEntry> letters, ArchiveBound bound)
    {
        foreach (DeadLetterEntry letter in letters)
        {
            if (!letter.IsOpen || letter.Raw.Length == letter.RawLength) continue;
            bound = bound.AtMost(
                Before(state, writtenBefore, ulong.MaxValue, letter.InputSeq - 1),
                $"dead letter {letter.Id}, which is open");
        }

        return bound;
    }

    // For a reader that goes on from a checkpoint at or before that sequence.
    private static ulong From(OfflineState state, DateTime? writtenBefore, ulong startSeq, ulong lastSeq) =>
        Newest(state, startSeq) is { } start ? Before(state, writtenBefore, start.Position.Segment, lastSeq) : 0;

    // The last segment before that one with nothing behind that sequence.
    private static ulong Before(OfflineState state, DateTime? writtenBefore, ulong segment, ulong lastSeq)
    {
        ulong through = 0;
        foreach (JournalPosition start in SegmentStarts.AllIn(state.Journal, state.Options))
        {
            if (start.Segment == 1) continue;
            ulong before = start.Segment - 1;
            string file = Path.Combine(StateLayout.JournalIn(state.Path), SegmentName.Of(before));
            bool isOld = writtenBefore is not { } limit || File.GetLastWriteTimeUtc(file) < limit;
            if (start.Segment > segment || start.NextSeq - 1 > lastSeq || !isOld) break;
            through = before;
        }

        return through;
    }

    private static Checkpoint? Newest(OfflineState state, ulong maxNextSeq)
    {
        string folder = StateLayout.CheckpointsIn(state.Path);
        if (!Directory.Exists(folder)) return null;
        using PosixStorage checkpoints = new(folder);
        return CheckpointChoice.Newest(state.Journal, state.Options, checkpoints, maxNextSeq);
    }
}
