using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace Truefill.Server.Hosting;

/// <summary>Hands blocks from one thread to another in order. Bounded by the number of blocks that exist.</summary>
/// <param name="spin">Look for the next one for a moment before sleeping, see <see cref="BriefSpin"/>.</param>
internal sealed class BlockQueue(bool spin = false)
{
    // Room for as many as a host has, and so never made larger while it runs.
    private readonly Queue<OpenBlock> blocks = new(16);
    private readonly object guard = new();
    private volatile int waiting;
    private volatile bool closed;

    public void Add(OpenBlock block)
    {
        lock (guard)
        {
            blocks.Enqueue(block);
            waiting = blocks.Count;
            Monitor.Pulse(guard);
        }
    }

    /// <summary>Waits for a block of a queue that is never closed. Allocates nothing, however long it takes.</summary>
    public OpenBlock Next() => Take() ?? throw new UnreachableException();

    /// <summary>Waits for a block; null once closed and empty.</summary>
    public OpenBlock? Take()
    {
        BriefSpin look = new(spin);
        while (waiting == 0 && !closed && look.Again())
        {
        }

        lock (guard)
        {
            while (blocks.Count == 0)
            {
                if (closed) return null;
                Monitor.Wait(guard);
            }

            OpenBlock block = blocks.Dequeue();
            waiting = blocks.Count;
            return block;
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
