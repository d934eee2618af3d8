using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Truefill.Server.Venues;

/// <summary>
/// One budget for all messages to a venue: so many within any window of the given length, of which a reserve is kept
/// for cancels under an active kill switch. Not safe for several threads; its gateway guards it.
/// </summary>
/// <param name="count">Most messages within a window; 0: no limit.</param>
/// <param name="reserve">How many of them only cancels under an active kill switch may take.</param>
public sealed class RateBudget(int count, TimeSpan window, int reserve, Func<long>? ticks = null)
{
    private readonly Queue<long> sent = new(Math.Max(count, 1));
    private readonly Func<long> ticks = ticks ?? Stopwatch.GetTimestamp;
    private readonly long windowTicks = (long)(window.TotalSeconds * Stopwatch.Frequency);

    /// <summary>The time on the clock that it counts by.</summary>
    public TimeSpan Now => TimeSpan.FromSeconds((double)ticks() / Stopwatch.Frequency);

    public static RateBudget Unlimited => new(0, TimeSpan.Zero, 0);

    /// <summary>How many more orders or queries could go now; null: there is no limit.</summary>
    public int? Left
    {
        get
        {
            if (count == 0) return null;
            Forget(ticks());
            return Math.Max(0, count - reserve - sent.Count);
        }
    }

    public bool TryTake(bool isKill)
    {
        if (count == 0) return true;
        long now = ticks();
        Forget(now);
        if (sent.Count >= (isKill ? count : count - reserve)) return false;
        sent.Enqueue(now);
        return true;
    }

    /// <summary>How long until one more could go, if nothing else takes it.</summary>
    public TimeSpan Pause(bool isKill)
    {
        long now = ticks();
        Forget(now);
        int over = sent.Count - (isKill ? count : count - reserve);
        if (count == 0 || over < 0) return TimeSpan.Zero;
        int index = 0;
        foreach (long at in sent)
        {
            if (index++ < over) continue;
            return TimeSpan.FromSeconds((double)(at + windowTicks - now + 1) / Stopwatch.Frequency);
        }

        return window;
    }

    private void Forget(long now)
    {
        while (sent.TryPeek(out long at) && now - at >= windowTicks) sent.Dequeue();
    }
}
