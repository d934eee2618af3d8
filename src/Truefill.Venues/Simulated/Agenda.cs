using System.Collections.Generic;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated;

/// <summary>Something that happens at the venue at an instant that is known beforehand.</summary>
internal abstract class Due
{
    public abstract void Happen(SimulatedMarket market);
}

/// <summary>What is to come, by time; at one instant, what was entered first.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Due, (long At, long Entered)> queue = new();
    private long entered;

    public UtcNanos? NextAt => queue.TryPeek(out _, out (long At, long Entered) next) ? new UtcNanos(next.At) : null;

    public void Add(UtcNanos at, Due due) => queue.Enqueue(due, (at.Value, entered++));

    /// <summary>Takes the next thing that is due at or before <paramref name="until"/>; null: there is none.</summary>
    public Due? Take(UtcNanos until, out UtcNanos at)
    {
        at = default;
        if (!queue.TryPeek(out _, out (long At, long Entered) next) || next.At > until.Value) return null;
        at = new UtcNanos(next.At);
        return queue.Dequeue();
    }
}
