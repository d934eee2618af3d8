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
    /// Moves as many as fit to <paramref name="batch"/> from <paramref name="from"/> on; returns the end.
    /// </summary>
    public int MoveTo(Input[] batch, int from)
    {
        while (Count > 0 && from < batch.Length)
        {
            batch[from++] = ring[head];
            ring[head] = default;
            head = (head + 1) % ring.Length;
            Count--;
        }

        return from;
    }
}
