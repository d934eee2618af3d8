using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Alerts;
using Truefill.Server.Hosting;

namespace Truefill.Server.Http.Streaming;

/// <summary>
/// The events of the durable state for everybody who listens. Nothing is made while nobody does. The replica's thread
/// only renders and adds; readers take at their own pace, and one that falls behind the ring reads the journal instead.
/// </summary>
public sealed class EventFeed : IDisposable
{
    private readonly Lock guard = new();
    private readonly EngineHost engine;
    private readonly EventRing ring;
    private readonly SemaphoreSlim resyncs;
    private readonly Timer detach;
    private readonly StreamPlaces places;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChangeWatcher? watcher;
    private long pnlVersion;
    private bool disposed;

    public EventFeed(ApiContext context)
    {
        engine = context.Engine;
        Options = context.Stream;
        Pictures = new StreamPictures(context);
        ring = new EventRing(Options.EventsMax, Options.BytesMax);
        resyncs = new SemaphoreSlim(Options.ResyncsMax);
        places = new StreamPlaces(Options);
        detach = new Timer(_ => DetachIfIdle());
        engine.Advanced += OnAdvanced;
    }

    public StreamOptions Options { get; }

    /// <summary>PnL and health as they are now.</summary>
    internal StreamPictures Pictures { get; }

    internal EngineHost Engine => engine;

    /// <summary>Whose changes are sent; null: nobody's.</summary>
    internal AlertBook? Alerts { get; set; }

    /// <summary>Counts up whenever something that PnL is made of has changed.</summary>
    internal long PnlVersion => Interlocked.Read(ref pnlVersion);

    /// <summary>Everything up to here is durable and played.</summary>
    internal ulong CoveredSeq
    {
        get
        {
            lock (guard) return ring.CoveredSeq;
        }
    }

    internal ulong StartSeq
    {
        get
        {
            lock (guard) return ring.StartSeq;
        }
    }

    public void Dispose()
    {
        disposed = true;
        engine.Advanced -= OnAdvanced;
        detach.Dispose();
        Pulse();
        resyncs.Dispose();
    }

    /// <summary>
    /// Null: it has joined, and <see cref="Leave"/> goes with it; else why there is no place for the caller.
    /// </summary>
    internal string? TryJoin(Caller caller)
    {
        lock (guard)
        {
            if (disposed) return "the service stops";
            if (places.TryTake(caller) is { } full) return full;
        }

        engine.Watch(replica =>
        {
            lock (guard)
            {
                if (watcher is not null) return watcher;
                ring.Start(replica.Seq);
                watcher = new ChangeWatcher(replica, Add);

                // While nobody listened nobody noted what changed.
                Interlocked.Increment(ref pnlVersion);
                return watcher;
            }
        });
        return null;
    }

    internal void Leave(Caller caller)
    {
        lock (guard)
        {
            places.Free(caller);
            if (places.Taken == 0 && !disposed) detach.Change(Options.Linger, Timeout.InfiniteTimeSpan);
        }
    }

    internal long? Locate(ulong afterSeq)
    {
        lock (guard) return ring.Locate(afterSeq);
    }

    internal RingRead Read(ref long place)
    {
        lock (guard) return ring.Read(ref place);
    }

    /// <summary>
    /// Completes when there may be more to read. To be taken before looking, so that nothing is missed between.
    /// </summary>
    internal Task Changed()
    {
        lock (guard) return changed.Task;
    }

    /// <summary>Null when as many others are reading the journal and none of them ended in time.</summary>
    internal async Task<IDisposable?> TryResync(TimeSpan wait, CancellationToken cancel) =>
        await resyncs.WaitAsync(wait, cancel) ? new Permit(this) : null;

    private void Add(StreamEvent added)
    {
        lock (guard) ring.Add(added);
    }

    private void OnAdvanced(ulong seq)
    {
        if (watcher is not { } current) return;
        if (current.HasDayTurned() || current.PnlChanged)
        {
            current.PnlChanged = false;
            Interlocked.Increment(ref pnlVersion);
        }

        lock (guard) ring.Cover(seq);
        Pulse();
    }

    private void Pulse()
    {
        TaskCompletionSource done;
        lock (guard)
        {
            done = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        done.TrySetResult();
    }

    private void DetachIfIdle()
    {
        engine.Watch(_ =>
        {
            lock (guard)
            {
                if (places.Taken == 0) watcher = null;
                return watcher;
            }
        });
    }

    private sealed class Permit(EventFeed feed) : IDisposable
    {
        // A replay may end behind the feed.
        public void Dispose()
        {
            if (!feed.disposed) feed.resyncs.Release();
        }
    }
}
