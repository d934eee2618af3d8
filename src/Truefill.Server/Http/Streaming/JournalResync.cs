using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Http.Streaming;

/// <summary>
/// Makes the events behind a sequence again out of the journal, in a replica of its own that starts at the newest
/// checkpoint not behind it. Ends as soon as the ring goes on from where it is. Touches neither the engine nor its
/// replica.
/// </summary>
internal sealed class JournalResync(EventFeed feed, ulong afterSeq)
{
    private const int QueueMax = 1024;

    private readonly Channel<StreamEvent> queue = Channel.CreateBounded<StreamEvent>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, SingleWriter = true });

    private readonly List<StreamEvent> made = [];

    /// <summary>All events up to here were made, once <see cref="Events"/> has ended.</summary>
    public ulong DoneSeq { get; private set; }

    /// <exception cref="JournalCorruptException">
    /// The journal cannot be read from there, as when it was archived away.
    /// </exception>
    public IAsyncEnumerable<StreamEvent> Events(CancellationToken cancel)
    {
        _ = Task.Run(() => Run(cancel), CancellationToken.None);
        return queue.Reader.ReadAllAsync(cancel);
    }

    private async Task Run(CancellationToken cancel)
    {
        try
        {
            await Replay(cancel);
            queue.Writer.TryComplete();
        }
        catch (Exception e) when (e is JournalCorruptException or JournalFormatException or OperationCanceledException
            or JournalIoException or Domain.InvariantBrokenException)
        {
            queue.Writer.TryComplete(e);
        }
    }

    private async Task Replay(CancellationToken cancel)
    {
        EngineHostOptions options = feed.Engine.Options;
        Replica replica = new();
        Checkpoint? start = options.Checkpoints is null ? null
            : CheckpointChoice.Newest(options.Storage, options.Journal, options.Checkpoints, afterSeq + 1);
        if (start is not null) replica.Load(start);
        else RecoveredState.RequireWhole(options.Storage);
        replica.Watch(new ChangeWatcher(replica, made.Add));
        JournalPosition? from = start?.Position;
        do
        {
            ulong durable = feed.CoveredSeq;

            // A reader reads ahead, and what it saw there before it was written stays in its buffer: a new one each
            // round.
            using JournalReader reader = new(options.Storage, options.Journal, from);
            while (reader.Position.NextSeq <= durable && reader.MoveNext())
            {
                BlockView block = reader.Current;
                replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
                foreach (StreamEvent each in made)
                    if (each.Seq > afterSeq) await queue.Writer.WriteAsync(each, cancel);
                made.Clear();
            }

            from = reader.Position;
            Domain.Invariant.Holds(reader.Position.NextSeq > durable, "what is durable can be read");
            DoneSeq = replica.Seq;
        }
        while (feed.StartSeq > DoneSeq);
    }
}
