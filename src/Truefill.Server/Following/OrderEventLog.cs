using System;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Following;

/// <summary>
/// Follows the journal on its own thread and keeps <c>order_events.parquet.jsonl</c> and its dead-letter file up to
/// date. It shares nothing with the engine but the journal's files: slow or dead, it costs the engine nothing, and it
/// goes on from what its own files say.
/// </summary>
internal sealed class OrderEventLog : IJournalFollower, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string stateDirectory;
    private readonly IJournalStorage journal;
    private readonly JournalOptions options;
    private readonly Action<string>? tell;
    private readonly Action<Exception> failed;
    private readonly Func<ulong> durable;
    private readonly EngineClock clock;
    private volatile string? failure;
    private volatile Reached reached = new(0, default);
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;

    /// <param name="durable">How far the journal is.</param>
    /// <param name="clock">What the journal's times are of.</param>
    /// <param name="tell">Takes a line to a person; null: nobody does.</param>
    public OrderEventLog(
        string stateDirectory, IJournalStorage journal, JournalOptions options, Action<Exception> failed,
        Func<ulong> durable, EngineClock clock, Action<string>? tell = null)
    {
        this.stateDirectory = stateDirectory;
        this.journal = journal;
        this.options = options;
        this.tell = tell;
        this.failed = failed;
        this.durable = durable;
        this.clock = clock;
        thread = new Thread(Run) { Name = "order events", IsBackground = true };
    }

    public string Name => "order_events";

    public string? Failure => failure;

    public TimeSpan Lag
    {
        get
        {
            Reached at = reached;
            return at.Seq >= durable() || at.Time.IsNone ? TimeSpan.Zero
                : TimeSpan.FromMilliseconds(Math.Max(0, clock.Now.Value - at.Time.Value) / UtcNanos.PerMillisecond);
        }
    }

    public long Waiting => (long)Math.Max(0, (decimal)durable() - reached.Seq);

    public void Start() => thread.Start();

    /// <summary>Catches up with what is durable, then ends.</summary>
    public void Dispose()
    {
        stop.Set();
        if (thread.IsAlive) thread.Join();
        stop.Dispose();
    }

    private void Run()
    {
        if (SideWork.FailureOf(Follow) is not { } cause) return;
        failure = cause.Message;
        failed(cause);
    }

    // Its files are opened here too: what is wrong with them is the log's own failure, and no start's.
    private void Follow()
    {
        using OrderEventFeed feed = new(stateDirectory, journal, options, tell);
        bool last = false;
        while (!last)
        {
            last = stop.IsSet;
            UtcNanos asOf = clock.Now;
            feed.CatchUp(at => reached = new Reached(at.Seq, at.At));

            // All there was then is read: what comes after a quiet hour is not an hour late.
            reached = new Reached(feed.Seq, UtcNanos.Max(asOf, feed.At));
            if (!last) stop.Wait(Pause);
        }
    }

    // Seen by whoever asks how far it is.
    private sealed record Reached(ulong Seq, UtcNanos Time);
}
