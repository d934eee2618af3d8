using System.Collections.Generic;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk.Limits;

/// <summary>How many messages were let through within the last second, and on one day.</summary>
public sealed class MessageCount
{
    private readonly Queue<UtcNanos> recent = new();
    private long day;
    private int ofDay;

    /// <summary>How many within the second that ends now; a message from exactly a second ago is not in it.</summary>
    public int WithinSecond(UtcNanos now)
    {
        // Engine time never goes back, so the oldest are in front, and the first that is within the second ends the
        // count of those that are not.
        int over = 0;
        foreach (UtcNanos at in recent)
        {
            if (IsWithin(at, now)) break;
            over++;
        }

        return recent.Count - over;
    }

    /// <summary>
    /// At least so many within the second that ends now. Cheap in the usual case: the queue is walked only if it is
    /// long enough.
    /// </summary>
    public bool HasWithinSecond(int count, UtcNanos now) => recent.Count >= count && WithinSecond(now) >= count;

    public int OfDay(long asked) => asked == day ? ofDay : 0;

    internal void Add(UtcNanos at, long today)
    {
        while (recent.TryPeek(out UtcNanos first) && !IsWithin(first, at)) recent.Dequeue();
        recent.Enqueue(at);
        ofDay = OfDay(today) + 1;
        day = today;
    }

    internal void Save(IStateWriter writer)
    {
        writer.Signed(day);
        writer.Unsigned((ulong)ofDay);
        writer.Unsigned((ulong)recent.Count);
        foreach (UtcNanos at in recent) writer.Write(at);
    }

    internal void Load(IStateReader reader)
    {
        recent.Clear();
        day = reader.Signed();
        ofDay = reader.ReadInt();
        for (int count = reader.ReadInt(); count > 0; count--) recent.Enqueue(reader.ReadTime());
    }

    private static bool IsWithin(UtcNanos at, UtcNanos now) => now < at.AddNanos(UtcNanos.PerSecond);
}
