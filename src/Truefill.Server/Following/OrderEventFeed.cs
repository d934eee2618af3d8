using System;
using System.Collections.Generic;
using System.IO;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Offline;

namespace Truefill.Server.Following;

/// <summary>
/// The two files of the order event log with the journal behind them: reads what is durable and writes what they lack.
/// </summary>
internal sealed class OrderEventFeed : IDisposable
{
    private readonly JsonLinesFile events;
    private readonly JsonLinesFile deadLetters;
    private readonly OrderEventWriter writer;
    private readonly Replica replica;
    private readonly JournalReader reader;

    /// <param name="tell">Takes a line to a person.</param>
    /// <exception cref="OfflineStateException">Lines are missing whose segments were archived.</exception>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public OrderEventFeed(
        string stateDirectory, IJournalStorage journal, JournalOptions options, Action<string>? tell)
    {
        events = new JsonLinesFile(Path.Combine(stateDirectory, StateLayout.OrderEvents));
        deadLetters = new JsonLinesFile(Path.Combine(stateDirectory, StateLayout.OrderEventDeadLetters));
        foreach (JsonLinesFile file in (JsonLinesFile[])[events, deadLetters])
        {
            if (file.PutAside is { } kept)
                tell?.Invoke($"the order event log ended in damaged lines: they are kept in {kept} and written anew");
        }

        writer = new OrderEventWriter(events, deadLetters);
        replica = new Replica(new OrderEventFacts(writer));
        writer.Follow(replica);
        Checkpoint? start = Start(stateDirectory, journal, options, tell);
        reader = new JournalReader(journal, options, start?.Position, ReadScope.Durable);
    }

    /// <summary>Everything up to there is written.</summary>
    public ulong Seq => replica.Seq;

    /// <summary>Engine time of the last input read.</summary>
    public UtcNanos At => replica.At;

    /// <summary>Writes what is durable by now.</summary>
    /// <param name="read">Told after each block.</param>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public void CatchUp(Action<OrderEventFeed> read)
    {
        long before = writer.Written;
        while (reader.MoveNext())
        {
            BlockView block = reader.Current;
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
            read(this);
        }

        if (writer.Written == before) return;
        events.Flush();
        deadLetters.Flush();
    }

    public void Dispose()
    {
        reader.Dispose();
        events.Dispose();
        deadLetters.Dispose();
    }

    // What archived segments held comes from a checkpoint: one in front of the first line that is missing. The replica
    // is as of that one then.
    private Checkpoint? Start(
        string stateDirectory, IJournalStorage journal, JournalOptions options, Action<string>? tell)
    {
        IReadOnlyList<JournalPosition> starts = SegmentStarts.AllIn(journal, options);
        if (starts.Count == 0 || starts[0].Segment == 1) return null;
        bool isNew = events.LastSeq == 0 && deadLetters.LastSeq == 0;
        ulong missing = isNew ? ulong.MaxValue
            : starts[0].NextSeq > events.LastSeq + 1 ? 0
            : OrderEventGap.FirstMissing(journal, options, ReadScope.Durable, events.LastSeq, deadLetters.LastSeq);
        using PosixStorage checkpoints = new(StateLayout.CheckpointsIn(stateDirectory));
        Checkpoint start = Load(missing, "the order event log ends", events.LastSeq);
        ulong letter = isNew ? ulong.MaxValue
            : OrderEventGap.FirstMissing(replica.Index.DeadLetters, deadLetters.LastSeq);
        if (letter < start.Position.NextSeq)
            start = Load(letter, "the dead letters of the order event log end", deadLetters.LastSeq);
        if (isNew)
            tell?.Invoke(
                $"a new order event log begins at sequence {start.Position.NextSeq}: what is before was archived; "
                + "`truefill journal export` makes its lines from the archive");
        return start;

        Checkpoint Load(ulong before, string what, ulong last)
        {
            Checkpoint found = CheckpointChoice.Newest(journal, options, checkpoints, before)
                ?? throw new OfflineStateException(
                    $"{what} at sequence {last}, and what it has to go on from was archived: bring the archived "
                    + "segments back, or move the log away to begin a new one");
            replica.Load(found);
            return found;
        }
    }
}
