using System;
using System.Diagnostics;

namespace Truefill.Benchmarks;

/// <summary>Durations in stopwatch ticks, sorted when asked.</summary>
internal static class Percentiles
{
    /// <param name="ticks">Is sorted.</param>
    /// <returns>Microseconds.</returns>
    public static double Us(long[] ticks, double percent)
    {
        Array.Sort(ticks);
        return ticks[(int)Math.Min(ticks.Length - 1, ticks.Length * percent / 100)] * 1e6 / Stopwatch.Frequency;
    }
}
