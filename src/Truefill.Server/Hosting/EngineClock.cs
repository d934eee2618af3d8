using System;
using System.Diagnostics;
using Truefill.Domain.Time;

namespace Truefill.Server.Hosting;

/// <summary>
/// Engine time: the wall clock at start plus monotonic time, so that a jump of the wall clock moves nothing. The engine
/// itself keeps it from falling below what is journaled.
/// </summary>
public sealed class EngineClock
{
    private readonly long startTicks = Stopwatch.GetTimestamp();
    private readonly long startNanos = WallNanos();

    public UtcNanos Now
    {
        get
        {
            long elapsed = Stopwatch.GetTimestamp() - startTicks;
            return new UtcNanos(startNanos + (long)((Int128)elapsed * UtcNanos.PerSecond / Stopwatch.Frequency));
        }
    }

    private static long WallNanos() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
}
