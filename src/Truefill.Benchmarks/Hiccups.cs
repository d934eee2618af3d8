using System;
using System.Diagnostics;

namespace Truefill.Benchmarks;

/// <summary>
/// What the machine does to a thread that only looks at the clock: no latency below it can be shown here.
/// </summary>
public sealed record Hiccups(double GapsOver100UsPerSecond, double WorstUs)
{
    public static Hiccups Measure(TimeSpan duration)
    {
        double ticksPerUs = Stopwatch.Frequency / 1e6;
        long start = Stopwatch.GetTimestamp();
        long end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        long over = 0;
        long worst = 0;
        for (long last = start; last < end;)
        {
            long now = Stopwatch.GetTimestamp();
            long gap = now - last;
            if (gap > worst) worst = gap;
            if (gap > 100 * ticksPerUs) over++;
            last = now;
        }

        return new Hiccups(over / duration.TotalSeconds, worst / ticksPerUs);
    }
}
