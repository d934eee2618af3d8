using System;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Hosting;

/// <summary>A bounded first-in first-out ring of inputs. Guarded by the inbox.</summary>
internal sealed class InboxLane(int capacity)
{
    private readonly Input[] ring = new Input[capacity];
    private int head;

    public int Count { get; private set; }

    public bool IsFull => Count == ring.Length;

    public void Add(in Input input)
    {
        ring[(head + Count) % ring.Length] = input;
        Count++;
    }

    /// <summary>
    /// The oldest, at most so many, where they lie: nobody writes there before they are removed, so they may be read
    /// without the guard. There may be more of them than lie in a row.
    /// </summary>
    public ReadOnlySpan<Input> Oldest(int most) =>
        ring.AsSpan(head, Math.Min(most, Math.Min(Count, ring.Length - head)));

    /// <summary>Removes so many of the oldest.</summary>
    public void Remove(int count)
    {
        Array.Clear(ring, head, count);
        head = (head + count) % ring.Length;
        Count -= count;
    }
}
