using System;
using System.Threading;
using Truefill.Domain.Time;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

/// <summary>The clocks of a machine that a test sets and suspends.</summary>
/// <param name="runs">They go on by themselves; else only when the test lets time pass.</param>
internal sealed class MovedClocks(bool runs = false) : MachineClocks
{
    private long monotonic = 3 * UtcNanos.PerSecond;
    private long wall = 1_800_000_000 * UtcNanos.PerSecond;
    private long boot = 7 * UtcNanos.PerSecond;
    private long stop;

    public override long Monotonic => Interlocked.Read(ref monotonic) + Run;

    public override long Wall
    {
        get
        {
            long now = Interlocked.Read(ref wall) + Run;

            // As a thread that is stopped before it has what it read.
            Pass(TimeSpan.FromTicks(Interlocked.Exchange(ref stop, 0) / 100));
            return now;
        }
    }

    public override long Boot => Interlocked.Read(ref boot) + Run;

    private long Run => runs ? System.Monotonic : 0;

    public void Pass(TimeSpan time)
    {
        Interlocked.Add(ref monotonic, Nanos(time));
        Interlocked.Add(ref boot, Nanos(time));
        Interlocked.Add(ref wall, Nanos(time));
    }

    public void Suspend(TimeSpan time)
    {
        Interlocked.Add(ref wall, Nanos(time));
        Interlocked.Add(ref boot, Nanos(time));
    }

    /// <summary>Somebody sets the wall clock, by so much ahead or back.</summary>
    public void SetWall(TimeSpan by) => Interlocked.Add(ref wall, Nanos(by));

    /// <summary>Whoever looks at the wall clock next stands still for so long while he does.</summary>
    public void StopNextLook(TimeSpan time) => Interlocked.Exchange(ref stop, Nanos(time));

    private static long Nanos(TimeSpan time) => time.Ticks * 100;
}
