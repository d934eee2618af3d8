using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
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
    public const string EventsName = "order_events.parquet.jsonl";
    public const string DeadLettersName = "order_events.parquet.deadletter.jsonl";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly JsonLinesFile events;
    private readonly JsonLinesFile deadLetters;
    private readonly OrderEventWriter writer;
    private readonly Replica replica;
    private readonly JournalReader reader;
    private readonly Action<Exception> failed;
    private readonly Func<ulong> durable;
    private readonly EngineClock clock;
    private volatile string? failure;
    private volatile Reached reached = new(0, default);
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;

    /// <param name="durable">How far the journal is.</param>
    /// <param name="clock">What the journal's times are of.</param>
    public OrderEventLog(
        string stateDirectory, IJournalStorage journal, JournalOptions options, Action<Exception> failed,
        Func<ulong> durable, EngineClock clock)
    {
        this.failed = failed;
        this.durable = durable;
        this.clock = clock;
        events = new JsonLinesFile(Path.Combine(stateDirectory, EventsName));
        deadLetters = new JsonLinesFile(Path.Combine(stateDirectory, DeadLettersName));
        writer = new OrderEventWriter(events, deadLetters);
        replica = new Replica(new OrderEventFacts(writer));
        writer.Follow(replica);
        reader = new JournalReader(journal, options, LoadArchived(stateDirectory, journal, options), ReadScope.Durable);
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
        reader.Dispose();
        events.Dispose();
        deadLetters.Dispose();
        stop.Dispose();
    }

    // What archived segments held comes from a checkpoint: one that the log is past, or lines would be missing.
    private JournalPosition? LoadArchived(string stateDirectory, IJournalStorage journal, JournalOptions options)
    {
        IReadOnlyList<ulong> segments = SegmentName.AllIn(journal);
        if (segments.Count == 0 || segments[0] == 1) return null;
        using PosixStorage checkpoints = new(Path.Combine(stateDirectory, "checkpoints"));
        Checkpoint? checkpoint = CheckpointChoice.Newest(journal, options, checkpoints, events.LastSeq + 1)
            ?? CheckpointChoice.Newest(journal, options, checkpoints);
        if (checkpoint is not null) replica.Load(checkpoint);
        return checkpoint?.Position;
    }

    private void Run()
    {
        if (SideWork.FailureOf(Follow) is not { } cause) return;
        failure = cause.Message;
        failed(cause);
    }

    private void Follow()
    {
        bool last = false;
        while (!last)
        {
            last = stop.IsSet;
            CatchUp();
            if (!last) stop.Wait(Pause);
        }
    }

    private void CatchUp()
    {
        long before = writer.Written;
        UtcNanos asOf = clock.Now;
        while (reader.MoveNext())
        {
            BlockView block = reader.Current;
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
            reached = new Reached(replica.Seq, replica.At);
        }

        // All there was then is read: what comes after a quiet hour is not an hour late.
        reached = new Reached(replica.Seq, UtcNanos.Max(asOf, replica.At));
        if (writer.Written == before) return;
        events.Flush();
        deadLetters.Flush();
    }

    // Seen by whoever asks how far it is.
    private sealed record Reached(ulong Seq, UtcNanos Time);
}
