using System;
using System.Runtime.InteropServices;
using System.Threading;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Hosting;

/// <summary>
/// A bounded first-in first-out ring of inputs. Whoever adds holds the inbox's guard; the one who takes needs none, so
/// that neither ever waits for the other's lock.
/// </summary>
internal sealed class InboxLane(int capacity)
{
    private readonly Input[] ring = new Input[capacity];
    private Ends ends;

    /// <summary>For any thread; what is being decided counts.</summary>
    public int Count
    {
        get
        {
            // In this order: what is taken meanwhile makes it larger than it is, and never negative.
            long taken = Volatile.Read(ref ends.Taken);
            return (int)(Volatile.Read(ref ends.Added) - taken);
        }
    }

    /// <summary>For who holds the guard.</summary>
    public bool IsFull => ends.Added - Volatile.Read(ref ends.Taken) == ring.Length;

    /// <summary>Only with the guard, and only while it is not full.</summary>
    public void Add(in Input input)
    {
        ring[(int)(ends.Added % ring.Length)] = input;
        Volatile.Write(ref ends.Added, ends.Added + 1);
    }

    /// <summary>
    /// The oldest, at most so many, where they lie: nobody writes there before they are removed. There may be more of
    /// them than lie in a row. For the one who takes.
    /// </summary>
    public ReadOnlySpan<Input> Oldest(int most)
    {
        long count = Volatile.Read(ref ends.Added) - ends.Taken;
        int from = (int)(ends.Taken % ring.Length);
        return ring.AsSpan(from, (int)Math.Min(most, Math.Min(count, ring.Length - from)));
    }

    /// <summary>Removes so many of the oldest, as they lay in a row. For the one who takes.</summary>
    public void Remove(int count)
    {
        Array.Clear(ring, (int)(ends.Taken % ring.Length), count);
        Volatile.Write(ref ends.Taken, ends.Taken + count);
    }

    // Apart, since each is written by another thread: in one cache line each would wait for the other's.
    [StructLayout(LayoutKind.Explicit, Size = 3 * 128)]
    private struct Ends
    {
        [FieldOffset(128)]
        public long Added;

        [FieldOffset(2 * 128)]
        public long Taken;
    }
}
