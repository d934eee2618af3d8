using System;
using System.Diagnostics;
using System.Threading;
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
    private long ahead;

    public UtcNanos Now
    {
        get
        {
            long elapsed = Stopwatch.GetTimestamp() - startTicks;
            return new UtcNanos(startNanos + Interlocked.Read(ref ahead)
                + (long)((Int128)elapsed * UtcNanos.PerSecond / Stopwatch.Frequency));
        }
    }

    /// <summary>Goes on from so much later, as when a test moves the time of a simulated venue.</summary>
    /// <param name="by">Not negative: it never goes back.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref ahead, by.Ticks * 100);
    }

    private static long WallNanos() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
}
