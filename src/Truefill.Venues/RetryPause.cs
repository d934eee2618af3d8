using System;

namespace Truefill.Venues;

/// <summary>
/// How long to wait before a venue is tried again: twice as long each time, and by chance a bit less, so that many
/// clients of one venue do not come back at the same moment.
/// </summary>
/// <param name="First">After the first failure.</param>
/// <param name="Longest">Never more.</param>
/// <param name="Jitter">The part of a pause that chance decides about, 0 to 1.</param>
public readonly record struct RetryPause(TimeSpan First, TimeSpan Longest, double Jitter = 0.3)
{
    /// <param name="failures">One after another so far, from 1.</param>
    /// <param name="chance">0 to 1.</param>
    public TimeSpan After(int failures, double chance)
    {
        long ticks = First.Ticks;
        for (int i = 1; i < failures && ticks < Longest.Ticks; i++) ticks *= 2;
        ticks = Math.Min(ticks, Longest.Ticks);
        return TimeSpan.FromTicks(ticks - (long)(ticks * Jitter * chance));
    }
}
