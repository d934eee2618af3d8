using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Engine;

namespace Truefill.Server.Hosting;

/// <summary>Callers that wait for what became of their request, by request id.</summary>
internal sealed class PendingAnswers
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<Answer>> waiting = new();
    private long lastId;

    public long Add(out Task<Answer> answer)
    {
        long id = Interlocked.Increment(ref lastId);
        TaskCompletionSource<Answer> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = source;
        answer = source.Task;
        return id;
    }

    public void Complete(in Answer answer)
    {
        if (waiting.TryRemove(answer.RequestId, out TaskCompletionSource<Answer>? source)) source.TrySetResult(answer);
    }

    public void Forget(long id) => waiting.TryRemove(id, out _);

    /// <summary>Nobody gets an acknowledgement after the journal failed.</summary>
    public void FailAll(Exception failure)
    {
        foreach (long id in waiting.Keys)
            if (waiting.TryRemove(id, out TaskCompletionSource<Answer>? source)) source.TrySetException(failure);
    }
}
