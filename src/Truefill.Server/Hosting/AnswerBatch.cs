using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Engine;

namespace Truefill.Server.Hosting;

/// <summary>
/// The callers of one block, told by as many threads of the pool as there are processors instead of by one wake-up
/// each. Every thread takes the next caller in turn, so that one who keeps it busy delays nobody else.
/// </summary>
internal sealed class AnswerBatch : IThreadPoolWorkItem
{
    private static readonly int ThreadsMax = Math.Max(2, Environment.ProcessorCount);

    private readonly List<(PendingAnswer Caller, Answer Answer)> answered = [];
    private readonly Exception? failure;
    private int next = -1;

    /// <param name="failure">What they get instead of an answer; null: nothing failed.</param>
    public AnswerBatch(Exception? failure = null) => this.failure = failure;

    public void Add(PendingAnswer caller, in Answer answer) => answered.Add((caller, answer));

    /// <summary>Returns at once.</summary>
    public void Tell()
    {
        for (int i = Math.Min(answered.Count, ThreadsMax); i > 0; i--)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (Interlocked.Increment(ref next) is var i && i < answered.Count)
        {
            (PendingAnswer caller, Answer answer) = answered[i];
            if (failure is null) caller.TrySetResult(answer);
            else caller.TrySetException(failure);
        }
    }
}
