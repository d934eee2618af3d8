using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Venues;

/// <summary>
/// What others want done by the one loop that owns an adapter's state. Any thread posts, the loop takes.
/// </summary>
internal sealed class Mailbox : IDisposable
{
    private readonly ConcurrentQueue<Action> acts = new();
    private readonly SemaphoreSlim signal = new(0);

    // 1: the signal is given for what is in the queue. Set by posters, cleared by the loop before it looks.
    private int isSignaled;

    public int Count => acts.Count;

    public void Post(Action act)
    {
        acts.Enqueue(act);
        if (Interlocked.Exchange(ref isSignaled, 1) == 0) signal.Release();
    }

    /// <summary>Does all that is there.</summary>
    public void DoAll()
    {
        Interlocked.Exchange(ref isSignaled, 0);
        while (acts.TryDequeue(out Action? act)) act();
    }

    /// <summary>Waits until something is posted, or so long.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken stop) => signal.WaitAsync(most, stop);

    public void Dispose() => signal.Dispose();
}
