using System;
using System.Threading;
using Truefill.Benchmarks.Loads;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Server.Hosting;

namespace Truefill.Benchmarks.Core;

/// <summary>
/// The core as <c>serve</c> composes it, without journal and inbox: the calling thread decides, applies and encodes,
/// and hands each full block to the replica's thread, which plays it and gives it back.
/// </summary>
internal sealed class CoreRun : IDisposable
{
    private const int BatchSize = 256;
    private const int BlockBytes = 1 << 18;
    private const int Blocks = 8;

    /// <summary>So many at a time, of whole batches.</summary>
    internal const int PracticeReports = 40 * BatchSize;

    private const int PracticeTurns = 8;

    private readonly BlockQueue free = new(spin: true);
    private readonly Input[] batch = new Input[BatchSize];
    private readonly ExecutionEngine engine;
    private readonly ReplicaThread replica;
    private Exception? broken;
    private OpenBlock open;

    public CoreRun(FillLoadSize size)
    {
        Load = new FillLoad(size);
        engine = new ExecutionEngine(Books, default);
        for (int i = 0; i < Blocks; i++) free.Add(new OpenBlock());
        replica = new ReplicaThread(Replica, new PendingAnswers(), free, e => broken = e, static _ => { });
        open = free.Next();
        open.Reset(1);
        engine.Open(open.Block);
    }

    public Books Books { get; } = new();

    public Replica Replica { get; } = new();

    public FillLoad Load { get; }

    /// <summary>By the deciding thread while it decided.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Of the whole process while it decided.</summary>
    public int Collections { get; private set; }

    /// <summary>
    /// Repeats something, with pauses in which the tiered compiler does what it has seen, until it has nothing to do.
    /// </summary>
    public static void Practise(Action turn)
    {
        for (int i = 0; i < PracticeTurns; i++)
        {
            turn();
            Thread.Sleep(150);
        }
    }

    /// <summary>
    /// As <see cref="Practise(Action)"/> with a load of its own, before orders are entered: the runtime compiles for
    /// what it sees first, and entering a million orders is not what is measured.
    /// </summary>
    public static void Practise()
    {
        using CoreRun small = new(FillLoadSize.Practice);
        small.EnterOrders();
        Practise(() => small.Fill(PracticeReports));
    }

    /// <summary>Enters every order and has it accepted.</summary>
    public void EnterOrders()
    {
        foreach (Input input in FillLoad.Opening) Step([input]);
        for (int order = 1; order <= Load.Size.Orders; order++) Step([Load.Order(order), Load.Acceptance(order)]);
    }

    public void ResetCounters() => (AllocatedBytes, Collections) = (0, 0);

    /// <summary>Makes room in books and replica for so many executions.</summary>
    public void Reserve(int executions)
    {
        Books.Reserve(executions);
        replica.Read(r =>
        {
            r.Reserve(executions);
            return 0;
        });
    }

    /// <summary>
    /// Decides so many reports of the load, and returns how long that took until the replica had them too. Making the
    /// reports does not count; waiting for the replica does.
    /// </summary>
    public TimeSpan Fill(long reports)
    {
        Stopwatches watch = new();
        int collections = GC.CollectionCount(0);
        for (long done = 0; done < reports; done += BatchSize)
        {
            for (int i = 0; i < BatchSize; i++) Load.Next(ref batch[i]);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            watch.Start();
            Step(batch);
            watch.Stop();
            AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        watch.Start();
        CatchUp();
        watch.Stop();
        Collections += GC.CollectionCount(0) - collections;
        return watch.Elapsed;
    }

    /// <summary>Waits until the replica has everything, and compares it with the live books.</summary>
    public string Hash()
    {
        CatchUp();
        string live = StateHash.Text(StateHash.Of(Books));
        string replayed = replica.Read(static r => StateHash.Text(StateHash.Of(r.Books)));
        if (live != replayed) throw new InvalidOperationException($"live state {live}, replica {replayed}");
        return live;
    }

    public void Dispose() => replica.Dispose();

    /// <summary>Decides the inputs at a time that is not the load's own.</summary>
    public void Decide(ReadOnlySpan<Input> inputs, UtcNanos now)
    {
        engine.Step(inputs, now, open.Effects);
        if (open.Block.RecordBytes > BlockBytes - (BlockBytes / 8)) HandOver();
    }

    private void Step(ReadOnlySpan<Input> inputs) => Decide(inputs, Load.Now);

    /// <summary>Waits until the replica has everything that was decided.</summary>
    public void CatchUp()
    {
        HandOver();
        while (replica.Read(static r => r.Seq) < open.Block.FirstSeq - 1 && broken is null) Thread.SpinWait(64);
        if (broken is not null) throw new InvalidOperationException("the replica broke", broken);
    }

    private void HandOver()
    {
        ulong next = open.Block.NextSeq;
        replica.Add(open);
        open = free.Next();
        open.Reset(next);
        engine.Open(open.Block);
    }
}
