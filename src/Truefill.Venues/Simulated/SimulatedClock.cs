using System;
using System.Threading;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated;

/// <summary>The venue's clock: wall time at a speed, or standing still until it is advanced.</summary>
public sealed class SimulatedClock
{

    private readonly TimeProvider wall;
    private readonly long startedAt;
    private readonly decimal speed;
    private UtcNanos start;
    private long advancedNanos;

    private SimulatedClock(TimeProvider wall, UtcNanos start, decimal speed)
    {
        this.wall = wall;
        this.start = start;
        this.speed = speed;
        startedAt = wall.GetTimestamp();
    }

    /// <summary>It moves only when the venue is told to advance it.</summary>
    public bool IsStepped => speed == 0;

    public UtcNanos Now => start.AddNanos(
        IsStepped
            ? Interlocked.Read(ref advancedNanos)
            : (long)(UtcNanos.NanosOf(wall.GetElapsedTime(startedAt)) * speed));

    /// <param name="speed">Seconds of its time in a second of ours; positive.</param>
    public static SimulatedClock Running(TimeProvider wall, UtcNanos start, decimal speed)
    {
        ArgumentNullException.ThrowIfNull(wall);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        return new SimulatedClock(wall, start, speed);
    }

    public static SimulatedClock Stepped(UtcNanos start) => new(TimeProvider.System, start, 0);

    /// <summary>
    /// Sets it to this instant if it is before it. Only until the venue runs: nobody else looks at it yet.
    /// </summary>
    internal void GoOnFrom(UtcNanos instant)
    {
        UtcNanos now = Now;
        if (now < instant) start = start.AddNanos(instant.Value - now.Value);
    }

    internal void Advance(TimeSpan by) => Interlocked.Add(ref advancedNanos, UtcNanos.NanosOf(by));

    /// <summary>How long to wait for an instant of this clock, at most <paramref name="most"/>.</summary>
    internal TimeSpan WaitFor(UtcNanos? instant, TimeSpan most)
    {
        if (IsStepped || instant is null) return most;
        decimal ticks = (instant.Value.Value - Now.Value) / (UtcNanos.PerTick * speed);
        return ticks <= 0 ? TimeSpan.Zero : ticks >= most.Ticks ? most : TimeSpan.FromTicks((long)ticks + 1);
    }
}
