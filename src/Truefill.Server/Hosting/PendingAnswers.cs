using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Reading;

namespace Truefill.Server.Hosting;

/// <summary>Callers that wait for what became of their request, by request id.</summary>
internal sealed class PendingAnswers
{
    private readonly ConcurrentDictionary<long, PendingAnswer> waiting = new();
    private long lastId;

    /// <param name="read">See <see cref="PendingAnswer"/>.</param>
    public long Add(out Task<Answer> answer, Action<Replica, Answer>? read = null)
    {
        long id = Interlocked.Increment(ref lastId);
        PendingAnswer caller = new(read);
        waiting[id] = caller;
        answer = caller.Task;
        return id;
    }

    /// <summary>
    /// Has the callers of a block read what they want to, now that the replica has played it, and returns them to be
    /// told; null: nobody waits for it.
    /// </summary>
    public AnswerBatch? Read(IReadOnlyList<Answer> answers, Replica replica)
    {
        AnswerBatch? batch = null;
        for (int i = 0; i < answers.Count; i++)
        {
            Answer answer = answers[i];
            if (!waiting.TryRemove(answer.RequestId, out PendingAnswer? caller)) continue;
            caller.Read(replica, in answer);
            (batch ??= new AnswerBatch()).Add(caller, in answer);
        }

        return batch;
    }

    public void Forget(long id) => waiting.TryRemove(id, out _);

    /// <summary>Nobody gets an acknowledgement after the journal failed.</summary>
    public void FailAll(Exception failure)
    {
        AnswerBatch batch = new(failure);
        foreach (long id in waiting.Keys)
            if (waiting.TryRemove(id, out PendingAnswer? caller)) batch.Add(caller, default);
        batch.Tell();
    }
}
