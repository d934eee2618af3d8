using System;

namespace Truefill.Fix;

/// <summary>Nanoseconds since 1970 UTC, as a session takes its time.</summary>
public static class FixNanos
{
    private const long PerTick = 100;

    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * PerTick;

    /// <summary>A span in nanoseconds; the longest that fits when it is longer.</summary>
    public static long Of(TimeSpan span) =>
        span.Ticks > long.MaxValue / PerTick ? long.MaxValue : span.Ticks * PerTick;

    public static DateTimeOffset ToTime(long unixNanos) => DateTimeOffset.UnixEpoch.AddTicks(unixNanos / PerTick);
}
