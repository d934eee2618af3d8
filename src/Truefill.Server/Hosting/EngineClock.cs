using System;
using System.Diagnostics;
using System.Threading;
using Truefill.Domain.Time;

namespace Truefill.Server.Hosting;

/// <summary>
/// Engine time: the wall clock at start plus monotonic time, so that a jump of the wall clock moves nothing. Behind a
/// journal whose last input is later than the wall clock says, it goes on from that input: engine time never falls
/// below what is journaled, and deadlines need it to move.
/// </summary>
public sealed class EngineClock
{
    private readonly long startTicks = Stopwatch.GetTimestamp();
    private readonly long startNanos;
    private long ahead;

    /// <param name="notBefore">Engine time of the last input in the journal; none: there is none.</param>
    public EngineClock(UtcNanos notBefore = default)
    {
        long wall = WallNanos();
        startNanos = Math.Max(wall, notBefore.Value);
        StartedAhead = TimeSpan.FromMicroseconds((startNanos - wall) / 1000);
    }

    /// <summary>
    /// How far the wall clock was behind the journal at the start, and engine time is ahead of it since; zero as a
    /// rule.
    /// </summary>
    public TimeSpan StartedAhead { get; }

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
