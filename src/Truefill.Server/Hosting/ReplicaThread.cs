using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Engine.Reading;

namespace Truefill.Server.Hosting;

/// <summary>
/// Plays durable blocks into the replica, then tells waiting callers their answers (so that whoever was answered can
/// read what was done), then gives the block back.
/// </summary>
internal sealed class ReplicaThread : IDisposable
{
    private readonly Lock guard = new();
    private readonly BlockQueue durable;
    private readonly Replica replica;
    private readonly PendingAnswers answers;
    private readonly BlockQueue free;
    private readonly Action<Exception> broken;
    private readonly Action<string> report;
    private readonly Thread thread;
    private readonly Lock subscribing = new();
    private readonly HashSet<Action<ulong>> told = [];
    private volatile Action<ulong>[] subscribers = [];
    private long arrived;
    private long entered;

    /// <param name="report">Takes a line about a subscriber that threw.</param>
    /// <param name="spin">Look for the next block for a moment before sleeping.</param>
    public ReplicaThread(
        Replica replica, PendingAnswers answers, BlockQueue free, Action<Exception> broken, Action<string> report,
        bool spin = false)
    {
        durable = new BlockQueue(spin);
        this.replica = replica;
        this.answers = answers;
        this.free = free;
        this.broken = broken;
        this.report = report;
        thread = new Thread(Run) { Name = "replica", IsBackground = true };
        thread.Start();
    }

    /// <summary>
    /// Called on the replica's thread after each block, with the replica's new sequence; once more, perhaps, after it
    /// was taken away. One that throws is told of once, and neither ends the engine nor is in the way of the others.
    /// </summary>
    public event Action<ulong>? Advanced
    {
        add
        {
            if (value is null) return;
            lock (subscribing) subscribers = [.. subscribers, value];
        }

        remove
        {
            lock (subscribing)
            {
                int at = Array.LastIndexOf(subscribers, value);
                if (at >= 0) subscribers = [.. subscribers[..at], .. subscribers[(at + 1)..]];
            }
        }
    }

    public void Add(OpenBlock block) => durable.Add(block);

    /// <summary>Reads while no block is being played. Keep it short and copy what leaves.</summary>
    public T Read<T>(Func<Replica, T> read)
    {
        Interlocked.Increment(ref arrived);
        lock (guard)
        {
            Volatile.Write(ref entered, entered + 1);
            return read(replica);
        }
    }

    /// <summary>Ends after the blocks that were added.</summary>
    public void Dispose()
    {
        durable.Close();
        thread.Join();
    }

    private void Run()
    {
        if (SideWork.FailureOf(PlayAll) is not { } failure) return;
        broken(failure);

        // Nothing is played any more, but the engine must not wait for ever for a block to decide the rest in.
        while (durable.Take() is { } block) free.Add(block);
    }

    private void PlayAll()
    {
        while (durable.Take() is { } block) Play(block);
    }

    // The lock is not fair: with block after block to play, a reader would wait for a tenth of a second, and so would a
    // kill switch that reads first.
    private void LetReadersIn()
    {
        long before = Interlocked.Read(ref arrived);
        SpinWait wait = default;
        while (Volatile.Read(ref entered) < before) wait.SpinOnce(sleep1Threshold: -1);
    }

    private void Play(OpenBlock open)
    {
        LetReadersIn();
        AnswerBatch? answered;
        lock (guard)
        {
            replica.Play(open.Block.Records, open.Block.FirstSeq, open.Block.Count, open.Block.Raw);
            answered = answers.Read(open.Effects.Answers, replica);
        }

        answered?.Tell();
        ulong seq = open.Block.NextSeq - 1;
        free.Add(open);
        foreach (Action<ulong> each in subscribers)
        {
            if (SideWork.FailureOf(each, seq) is { } failure && told.Add(each))
                report($"who waits for what is durable: {failure.Message}");
        }
    }
}
