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
/// checkpoint not behind it. Ends as soon as the ring goes on from where it is, and within a block when it is disposed
/// of. Touches neither the engine nor its replica.
/// </summary>
internal sealed class JournalResync : IAsyncDisposable
{
    private const int QueueMax = 1024;

    private readonly Channel<StreamEvent> queue = Channel.CreateBounded<StreamEvent>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, SingleWriter = true });

    private readonly List<StreamEvent> made = [];
    private readonly EventFeed feed;
    private readonly ulong afterSeq;
    private readonly CancellationTokenSource life;
    private readonly Task<ulong> run;

    /// <summary>Runs from here on.</summary>
    public JournalResync(EventFeed feed, ulong afterSeq, CancellationToken cancel)
    {
        this.feed = feed;
        this.afterSeq = afterSeq;
        life = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        run = Task.Run(() => Run(life.Token), CancellationToken.None);
    }

    /// <summary>The events as they are made; they end with the run, however that ends.</summary>
    public ChannelReader<StreamEvent> Events => queue.Reader;

    /// <summary>To be asked for once <see cref="Events"/> has ended: all events up to there were made.</summary>
    /// <exception cref="JournalCorruptException">
    /// The journal cannot be read from there, as when it was archived away.
    /// </exception>
    public Task<ulong> DoneSeq => run;

    /// <summary>Completes when nothing is replayed any more, and not before.</summary>
    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        life.Dispose();
    }

    private async Task<ulong> Run(CancellationToken cancel)
    {
        try
        {
            return await Replay(cancel);
        }
        finally
        {
            queue.Writer.TryComplete();
        }
    }

    private async Task<ulong> Replay(CancellationToken cancel)
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
                // Up to the sequence asked for nothing is written that would notice that nobody waits any more.
                cancel.ThrowIfCancellationRequested();
                BlockView block = reader.Current;
                replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
                foreach (StreamEvent each in made)
                    if (each.Seq > afterSeq) await queue.Writer.WriteAsync(each, cancel);
                made.Clear();
            }

            from = reader.Position;
            Domain.Invariant.Holds(reader.Position.NextSeq > durable, "what is durable can be read");
        }
        while (feed.StartSeq > replica.Seq);
        return replica.Seq;
    }
}
