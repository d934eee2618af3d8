using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Applied;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>
/// An engine on its journal with the threads around it: engine, journal, replica. Takes inputs, answers when what they
/// caused is durable and readable, and fails for good at the first journal error.
/// </summary>
public sealed class EngineHost : IDisposable
{
    // Open, at the journal, and played by the replica: eight let each stage run ahead without copying.
    private const int Blocks = 8;

    private readonly EngineHostOptions options;
    private readonly PendingAnswers answers = new();
    private readonly BlockQueue free = new();
    private readonly SegmentedJournal journal;
    private readonly ExecutionEngine engine;
    private readonly ReplicaThread replica;
    private readonly Committer committer;
    private readonly EngineThread engineThread;
    private readonly SegmentPreparation preparation;
    private Exception? failure;
    private volatile bool isAbandoned;
    private readonly Lock stopping = new();
    private bool isStopped;

    private EngineHost(EngineHostOptions options, RecoveredState recovered)
    {
        this.options = options;
        Recovered = recovered.Tail;
        SealedInAnotherForm = recovered.SealedInAnotherForm;
        Clock = new EngineClock(recovered.LastAt, options.Clocks);
        engine = new ExecutionEngine(recovered.Books, recovered.LastAt);
        journal = SegmentedJournal.Open(options.Storage, options.Journal, recovered.Tail);
        for (int i = 0; i < Blocks; i++) free.Add(new OpenBlock());
        replica = new ReplicaThread(
            recovered.Replica, answers, free, Fail, line => options.Tell?.Invoke(line), options.Spin);
        committer = new Committer(journal, Release, Lose, Inbox.Wake);
        engineThread = new EngineThread(
            engine, Clock, Inbox, committer, free,
                new EngineThreadOptions(journal.NextSeq, options.Spin, options.Cpu, Fail, BrokeAt));
        preparation = new SegmentPreparation(
            options.Storage, options.Journal, journal, e => Storage?.SetNoSegment(e), Fail);
    }

    public EngineHostOptions Options => options;

    /// <summary>Positions as applied; in-process subscribers are added before <see cref="Start"/>.</summary>
    public PositionBoard Applied => engine.Applied;

    public Inbox Inbox { get; } = new();

    public EngineClock Clock { get; }

    /// <summary>Takes what may leave to venues; null: nothing does. To be set before <see cref="Start"/>.</summary>
    public IEffectSink? Outward { get; set; }

    /// <summary>Watches free space; null: nobody does. To be set before <see cref="Start"/>.</summary>
    public StorageGuard? Storage { get; set; }

    /// <summary>What recovery found at the end of the journal.</summary>
    public JournalTail Recovered { get; }

    /// <inheritdoc cref="RecoveredState.SealedInAnotherForm"/>
    public bool SealedInAnotherForm { get; }

    /// <summary>After a clean stop: where the journal stood before its seal, for a checkpoint.</summary>
    public JournalPosition? StoppedAt { get; private set; }

    /// <summary>What stopped the engine, else null.</summary>
    public Exception? Failure => failure;

    /// <summary>A write of the journal that takes longer than this is a disk that hangs.</summary>
    public static readonly TimeSpan StallTime = TimeSpan.FromSeconds(2);

    /// <summary>For how long the journal has been at the write that is under way; zero: at none.</summary>
    public TimeSpan WriteTime => committer.UnderWay;

    /// <summary>
    /// The disk does not answer, neither well nor badly: nothing becomes durable, and so nothing is acknowledged or
    /// sent, no cancel either. It may pass.
    /// </summary>
    public bool IsStalled => WriteTime > StallTime;

    /// <summary>Why nothing becomes durable now, for good or for as long as the disk hangs; null: it does.</summary>
    public string? WhyNotWritten => failure?.Message ?? (IsStalled
        ? "the journal's disk does not answer: nothing is acknowledged or sent until it does" : null);

    /// <summary>The engine runs, and what it decides becomes durable.</summary>
    public bool CanWrite => failure is null && !IsStalled;

    /// <summary>Why new orders are refused now; null: they are not.</summary>
    public string? RefusesOrders => Storage is { RefusesOrders: true }
        ? "storage is low: new orders are refused until there is free space again"
        : IsStalled ? "the journal's disk does not answer: new orders are refused until it does" : null;

    /// <summary>
    /// Raised after each durable block, with the sequence that readers now see. Who is taken away meanwhile may be told
    /// once more; what a subscriber throws ends nothing.
    /// </summary>
    public event Action<ulong>? Advanced
    {
        add => replica.Advanced += value;
        remove => replica.Advanced -= value;
    }

    /// <summary>Recovers the journal. Nothing runs before <see cref="Start"/>.</summary>
    public static EngineHost Open(EngineHostOptions options) =>
        new(options, RecoveredState.From(options.Storage, options.Journal, options.Checkpoints, options.Tell));

    /// <summary>Starts the engine; its first input is this start itself.</summary>
    /// <param name="held">Why trading is to be held, found after the options were made; null: as they say.</param>
    public Task<Answer> Start(string? held = null)
    {
        engineThread.Start();
        preparation.Start();
        return AskAsync(new Input
        {
            Kind = InputKind.Start,
            Body = new EngineStart(
                options.Epoch, options.Build, options.ConfigHash, options.Held ?? held, options.Cold),
            Source = InputSource.Engine,
        });
    }

    /// <summary>Takes a report; waits while its lane is full. False once stopped.</summary>
    public bool Post(in Input report)
    {
        Input stamped = report;
        if (stamped.ReceivedAt.IsNone) stamped.ReceivedAt = Clock.Now;
        if (IsFatal(in stamped)) stamped = FatalInputs.SetAside(in stamped) with { RequestId = stamped.RequestId };
        return Inbox.PostReport(in stamped);
    }

    /// <summary>
    /// Takes a report, and calls back when it and all reports before it are durable; never when the engine stops or
    /// fails before that. False once stopped.
    /// </summary>
    public bool Post(in Input report, Action durable)
    {
        Input stamped = report;
        stamped.RequestId = answers.Add(out Task<Answer> answer);
        if (!Post(in stamped))
        {
            answers.Forget(stamped.RequestId);
            return false;
        }

        _ = answer.ContinueWith(
            static (_, act) => ((Action)act!)(),
            durable,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default);
        return true;
    }

    /// <summary>Takes a request. The answer comes when it is durable and readable.</summary>
    /// <param name="read">
    /// Called once it is readable, on the replica's thread and before the answer: short, throws nothing, and copies
    /// what leaves. Null: whoever was answered reads by himself.
    /// </param>
    /// <exception cref="EngineBusyException">The lane is full or the engine has stopped; nothing was taken.</exception>
    /// <exception cref="InputSetAsideException">It broke the engine twice, and is a dead letter now.</exception>
    public Task<Answer> AskAsync(Input request, Action<Replica, Answer>? read = null)
    {
        if (WhyNot(request.Body, request.Source) is { } why) throw new EngineBusyException(why);
        if (IsFatal(in request))
        {
            Post(in request);
            throw new InputSetAsideException();
        }

        long id = answers.Add(out Task<Answer> answer, read);
        request.RequestId = id;
        if (request.ReceivedAt.IsNone) request.ReceivedAt = Clock.Now;
        // What stops trading goes with the reports, past everything that clients have queued.
        bool isUrgent = request.Kind == InputKind.SetKillSwitch;
        if (isUrgent ? Inbox.PostReport(in request) : Inbox.TryPostRequest(in request)) return answer;
        answers.Forget(id);
        throw new EngineBusyException(failure is null ? "the engine's request lane is full: try again"
            : "the engine has stopped");
    }

    /// <summary>
    /// <see cref="RefusesOrders"/>, if the request would make an order or have one do more: what takes orders back, or
    /// away from them, is always taken.
    /// </summary>
    /// <param name="request">The body of an input.</param>
    internal string? WhyNot(object? request, string source) =>
        RefusesOrders is { } why && Read(replica => OrderMaking.Adds(replica.Books, request, source)) ? why : null;

    /// <summary>
    /// Gives a disk up that <see cref="IsStalled"/>, as if the write had failed: what becomes of that nobody hears
    /// any more. For who cannot wait for it.
    /// </summary>
    public void Abandon()
    {
        if (!IsStalled || failure is not null) return;
        isAbandoned = true;
        Fail(JournalWriteException.GivenUp());
    }

    public T Read<T>(Func<Replica, T> read) => replica.Read(read);

    /// <summary>
    /// From the next fact on, and until null is given, facts go to a watcher too, behind the books and on their thread.
    /// </summary>
    public void Watch(Func<Replica, Domain.IFacts?> watcher) => replica.Read(read =>
    {
        read.Watch(watcher(read));
        return 0;
    });

    /// <summary>As <see cref="Watch"/>, for one that tells of trades.</summary>
    public void Tell(Func<Replica, Domain.IFacts?> teller) => replica.Read(read =>
    {
        read.Tell(teller(read));
        return 0;
    });

    /// <summary>
    /// Decides what is queued, makes it durable, seals the journal with the state hash. Safe to call twice: who comes
    /// second waits for the first, so that nothing of it is taken away while it is still written to.
    /// </summary>
    public byte[]? Stop(string reason)
    {
        lock (stopping)
        {
            if (isStopped) return null;
            isStopped = true;
            return StopOnce(reason);
        }
    }

    public void Dispose()
    {
        Stop("disposed");

        // Closing a file waits for the disk, too.
        if (!isAbandoned || !IsStalled) journal.Dispose();
    }

    /// <summary>It broke the engine twice: it would not be decided, but become a dead letter.</summary>
    internal bool IsFatal(in Input input) => options.Fatal is { } fatal && fatal.Holds(in input);

    private byte[]? StopOnce(string reason)
    {
        if (failure is null) Inbox.CloseWith(StopInput(reason));
        else Inbox.Close();

        // Threads that wait for the disk end with the process.
        if (isAbandoned && IsStalled) return null;
        preparation.Dispose();
        engineThread.Dispose();
        committer.Dispose();
        replica.Dispose();
        if (failure is not null) return null;
        byte[] hash = StateHash.Of(engine.Books);
        JournalPosition end = journal.Position;
        try
        {
            journal.Seal(StateForm.Seal(hash));
        }
        catch (JournalWriteException e)
        {
            // All that was acknowledged is durable, and yet the disk has failed.
            Fail(e);
            return null;
        }

        StoppedAt = end;
        return hash;
    }

    private Input StopInput(string reason) => new()
    {
        Kind = InputKind.Stop,
        Body = new EngineStop(reason),
        Source = InputSource.Engine,
        ReceivedAt = Clock.Now,
    };

    // Venues first: what they are sent is not to wait for readers.
    private void Release(OpenBlock block)
    {
        if (failure is { } cause)
        {
            // The disk was given up, and has answered after all.
            Lose(block, cause);
            return;
        }

        Outward?.Release(block.Effects);
        replica.Add(block);
    }

    // The engine still decides what is queued, and must not wait for ever for a block to do it in.
    private void Lose(OpenBlock block, Exception cause)
    {
        Fail(cause);
        free.Add(block);
    }

    // Whether that could be written or not, the engine ends for what broke it.
    private void BrokeAt(in Input input)
    {
        try
        {
            options.Fatal?.Add(in input);
        }
        catch (JournalIoException)
        {
            // The next start only does not know it again.
        }
    }

    private void Fail(Exception cause)
    {
        if (Interlocked.CompareExchange(ref failure, cause, null) is not null) return;
        Inbox.Close();
        answers.FailAll(cause);
        options.Failed?.Invoke(cause);
    }
}
