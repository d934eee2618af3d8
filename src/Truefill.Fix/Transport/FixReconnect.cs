using System;

namespace Truefill.Fix;

/// <summary>
/// How long an initiator waits before it tries again: twice as long each time, and by chance a bit less, so that many
/// clients of one venue do not come back at the same moment.
/// </summary>
public sealed record FixReconnect
{
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The part of a delay that chance decides about, 0 to 1.</summary>
    public double Jitter { get; init; } = 0.3;

    /// <param name="failures">Attempts in vain since the last logon, from 0.</param>
    /// <param name="chance">0 to 1.</param>
    public TimeSpan Delay(int failures, double chance)
    {
        var ticks = First.Ticks;
        for (var i = 0; i < failures && ticks < Longest.Ticks; i++) ticks *= 2;
        ticks = Math.Min(ticks, Longest.Ticks);
        return TimeSpan.FromTicks(ticks - (long)(ticks * Jitter * chance));
    }
}
