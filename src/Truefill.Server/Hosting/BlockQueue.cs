using System.Collections.Generic;
using System.Threading;

namespace Truefill.Server.Hosting;

/// <summary>Hands blocks from one thread to another in order. Bounded by the number of blocks that exist.</summary>
internal sealed class BlockQueue
{
    private readonly Queue<OpenBlock> blocks = new();
    private readonly object guard = new();
    private bool closed;

    public void Add(OpenBlock block)
    {
        lock (guard)
        {
            blocks.Enqueue(block);
            Monitor.Pulse(guard);
        }
    }

    /// <summary>Waits for a block; null once closed and empty.</summary>
    public OpenBlock? Take()
    {
        lock (guard)
        {
            while (blocks.Count == 0)
            {
                if (closed) return null;
                Monitor.Wait(guard);
            }

            return blocks.Dequeue();
        }
    }

    public void Close()
    {
        lock (guard)
        {
            closed = true;
            Monitor.PulseAll(guard);
        }
    }
}
