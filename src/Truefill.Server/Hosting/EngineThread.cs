using System;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Hosting;

/// <summary>
/// The only thread that steps the engine. It decides what has arrived into the open block and commits the block as soon
/// as the journal is free: by itself when it would otherwise sleep, else through the journal thread while it goes on
/// deciding.
/// </summary>
internal sealed class EngineThread : IDisposable
{
    private const int BatchSize = 256;

    // How late a deadline may be noticed.
    private const int LookMilliseconds = 20;

    // Looks at the inbox between two offers of the processor to another thread: without them, on a machine with few
    // processors, what the engine waits for would itself wait for a time slice.
    private const int LooksPerYield = 8;

    // A block this large is committed before more is decided into it.
    private const int BlockBytes = 1 << 20;

    private readonly ExecutionEngine engine;
    private readonly EngineClock clock;
    private readonly Inbox inbox;
    private readonly Committer committer;
    private readonly BlockQueue free;
    private readonly Action<Exception> broken;
    private readonly InputVisitor? brokenAt;
    private readonly bool spin;
    private readonly int? cpu;
    private readonly Thread thread;
    private readonly Input[] tick = [new Input { Kind = InputKind.Tick, Source = InputSource.Engine }];
    private OpenBlock open;
    private long nextLook;
    private uint looks;
    private volatile bool stopping;

    public EngineThread(
        ExecutionEngine engine,
        EngineClock clock,
        Inbox inbox,
        Committer committer,
        BlockQueue free,
        EngineThreadOptions options)
    {
        this.engine = engine;
        this.clock = clock;
        this.inbox = inbox;
        this.committer = committer;
        this.free = free;
        broken = options.Broken;
        brokenAt = options.BrokenAt;
        spin = options.Spin;
        cpu = options.Cpu;
        open = free.Next();
        open.Reset(options.NextSeq);
        engine.Open(open.Block);
        // It may wait for a disk that never answers: then the process ends without it.
        thread = new Thread(Guard) { Name = "engine", IsBackground = true };
    }

    public void Start() => thread.Start();

    /// <summary>Ends after what is queued is decided and durable. The inbox must be closed before.</summary>
    public void Dispose()
    {
        stopping = true;
        inbox.Wake();
        if (thread.IsAlive) thread.Join();
    }

    private void Guard()
    {
        if (cpu is { } pinned && CpuPin.Pin(pinned) is var error and not 0)
        {
            broken(new InvalidOperationException($"engine.cpu: processor {pinned} cannot be taken (errno {error})"));
            return;
        }

        // A broken invariant, or a mistake of a subscriber's: nothing more is decided, and the service ends.
        if (SideWork.FailureOf(Run) is { } failure) broken(failure);
    }

    private void Run()
    {
        while (true)
        {
            int count = 0;
            if (inbox.Look(BatchSize, out ReadOnlySpan<Input> reports, out ReadOnlySpan<Input> requests))
            {
                count = reports.Length + requests.Length;
                Decide(reports);
                Decide(requests);
                inbox.Remove(reports.Length, requests.Length);
                if (open.Block.RecordBytes + open.Block.RawBytes > BlockBytes) HandOn();
            }

            if (engine.Waits) Look();
            if (!open.Block.IsEmpty && committer.IsIdle) Commit(alone: MaySync(count));
            else if (count == 0 && open.Block.IsEmpty && stopping) return;
            else if (count == 0) Idle();
        }
    }

    // What came with many raw bytes goes into several blocks: one must fit into a segment, whatever was sent to us.
    private void Decide(ReadOnlySpan<Input> batch)
    {
        for (int from = 0; from < batch.Length;)
        {
            long raw = open.Block.RawBytes;
            int to = from;
            do raw += batch[to++].Raw.Length;
            while (to < batch.Length && raw + batch[to].Raw.Length <= BlockBytes);
            Step(batch[from..to]);
            from = to;
            if (from == batch.Length) return;
            HandOn();
        }
    }

    private void Step(ReadOnlySpan<Input> inputs)
    {
        bool isDecided = false;
        try
        {
            engine.Step(inputs, clock.Now, open.Effects);
            isDecided = true;
        }
        finally
        {
            if (!isDecided) brokenAt?.Invoke(in inputs[engine.Index]);
        }
    }

    // Has something come due by time? Deadlines are in the books; only looking at the clock is done here.
    private void Look()
    {
        UtcNanos now = clock.Now;
        if (now.Value < nextLook) return;
        nextLook = now.Value + LookMilliseconds * UtcNanos.PerMillisecond;
        if (engine.IsDue(now)) engine.Step(tick, now, open.Effects);
    }

    // It saves two wake-ups; but whoever has it spin wants what arrives meanwhile decided now, not after a slow sync.
    private bool MaySync(int count) => count < BatchSize && inbox.Queued == 0 && !(spin && committer.IsSlow);

    private void Commit(bool alone)
    {
        OpenBlock full = open;
        ulong next = full.Block.NextSeq;
        if (alone) committer.CommitHere(full);
        else committer.Hand(full);
        open = free.Next();
        open.Reset(next);
        engine.Open(open.Block);
    }

    // What comes next may be decided while the journal has another block to take up: more than one would only make
    // later what needs a sync soon.
    private void HandOn()
    {
        committer.WaitForAtMost(1);
        Commit(alone: false);
    }

    private void Idle()
    {
        if (spin) Spin();
        else if (!stopping || !open.Block.IsEmpty) inbox.Wait(engine.Waits ? LookMilliseconds : Timeout.Infinite);
    }

    private void Spin()
    {
        Thread.SpinWait(8);
        looks = unchecked(looks + 1);
        if (looks % LooksPerYield == 0) Thread.Yield();
    }
}
