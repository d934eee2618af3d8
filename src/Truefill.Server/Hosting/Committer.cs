using System;
using System.Diagnostics;
using System.Threading;
using Truefill.Journal;
using Truefill.Server.Metrics;

namespace Truefill.Server.Hosting;

/// <summary>
/// Makes blocks durable in order, one at a time: on the caller's thread when it has nothing else to do, else on its
/// own, so that one sync covers all that arrives during the one before. The first failure is final.
/// </summary>
internal sealed class Committer : IDisposable
{
    private readonly IJournalWriter journal;
    private readonly Action<OpenBlock> durable;
    private readonly Action<OpenBlock, Exception> failed;
    private readonly Action idle;
    private readonly BlockQueue handed = new();
    private readonly Thread thread;
    private readonly object guard = new();
    private OpenBlock? atWork;
    private int outstanding;
    private long syncTicks;
    private long startedAt;

    /// <param name="durable">Called in order for each block, on the thread that synced it.</param>
    /// <param name="failed">
    /// Called for the first block that is lost and all after it; nothing that was not durable may leave any more.
    /// </param>
    /// <param name="idle">Called when the own thread has caught up.</param>
    public Committer(
        IJournalWriter journal,
        Action<OpenBlock> durable,
        Action<OpenBlock, Exception> failed,
        Action idle)
    {
        this.journal = journal;
        this.durable = durable;
        this.failed = failed;
        this.idle = idle;
        thread = new Thread(Run) { Name = "journal", IsBackground = true };
        thread.Start();
    }

    /// <summary>The last sync took more than half a millisecond: the disk is slow, or busy with others.</summary>
    public bool IsSlow => Volatile.Read(ref syncTicks) > Stopwatch.Frequency / 2000;

    /// <summary>For how long the write that is under way has been so; zero: none is. Any thread.</summary>
    public TimeSpan UnderWay => Volatile.Read(ref startedAt) is > 0 and var since
        ? Stopwatch.GetElapsedTime(since)
        : TimeSpan.Zero;

    public bool IsIdle => Volatile.Read(ref outstanding) == 0;

    /// <summary>Writes and syncs here and now. Only while idle.</summary>
    public void CommitHere(OpenBlock block) => Commit(block);

    /// <summary>Leaves the block to the journal thread.</summary>
    public void Hand(OpenBlock block)
    {
        lock (guard) outstanding++;
        handed.Add(block);
    }

    /// <summary>Sleeps until at most so many blocks that were handed over are not durable yet.</summary>
    public void WaitForAtMost(int blocks)
    {
        lock (guard)
        {
            while (outstanding > blocks) Monitor.Wait(guard);
        }
    }

    public void Dispose()
    {
        handed.Close();
        thread.Join();
    }

    private void Run()
    {
        if (SideWork.FailureOf(CommitHanded) is not { } failure) return;

        // A mistake of who takes what is durable. The engine must not wait for ever for these blocks.
        if (atWork is { } block) Lose(block, failure);
        while (handed.Take() is { } next) Lose(next, failure);
    }

    private void CommitHanded()
    {
        while ((atWork = handed.Take()) is { } block)
        {
            Commit(block);
            Done();
        }
    }

    private void Lose(OpenBlock block, Exception cause)
    {
        failed(block, cause);
        Done();
    }

    private void Done()
    {
        lock (guard)
        {
            outstanding--;
            Monitor.Pulse(guard);
        }

        idle();
    }

    private void Commit(OpenBlock block)
    {
        Volatile.Write(ref startedAt, Stopwatch.GetTimestamp());
        try
        {
            journal.Append(block.Block);
            long started = Stopwatch.GetTimestamp();
            journal.Sync();
            Volatile.Write(ref syncTicks, Stopwatch.GetTimestamp() - started);
            ServiceMeters.JournalSync.Record(ServiceMeters.SecondsSince(started));
        }
        catch (Exception e) when (e is JournalWriteException or ArgumentException)
        {
            // The disk, or a block that fits into no segment.
            failed(block, e);
            return;
        }
        finally
        {
            Volatile.Write(ref startedAt, 0);
        }

        durable(block);
    }
}
