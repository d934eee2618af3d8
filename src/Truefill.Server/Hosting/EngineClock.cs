using System;
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
    // A suspend takes longer; less is what lies between looks at two clocks.
    private const long SuspendLeastNanos = 10 * UtcNanos.PerMillisecond;

    private readonly MachineClocks machine;

    // Engine time is so far ahead of monotonic time, before what it was moved on by.
    private readonly long start;
    private long suspendedBefore;
    private long caughtUp;
    private long advanced;

    /// <param name="notBefore">Engine time of the last input in the journal; none: there is none.</param>
    /// <param name="machine">Null: the real clocks.</param>
    public EngineClock(UtcNanos notBefore = default, MachineClocks? machine = null)
    {
        this.machine = machine ?? MachineClocks.System;
        suspendedBefore = this.machine.Suspended;
        long wall = this.machine.WallAhead;
        start = Math.Max(wall, notBefore.Value - this.machine.Monotonic);
        StartedAhead = UtcNanos.SpanOf(start - wall);
    }

    /// <summary>How far the wall clock was behind the journal at the start; zero as a rule.</summary>
    public TimeSpan StartedAhead { get; }

    /// <summary>
    /// How far engine time is ahead of the wall clock now, apart from what it was advanced by; negative: it is behind.
    /// </summary>
    public TimeSpan AheadOfWall => UtcNanos.SpanOf(start + Interlocked.Read(ref caughtUp) - machine.WallAhead);

    public UtcNanos Now => new(
        start + Interlocked.Read(ref caughtUp) + Interlocked.Read(ref advanced) + machine.Monotonic);

    /// <summary>Goes on from so much later, as when a test moves the time of a simulated venue.</summary>
    /// <param name="by">Not negative: it never goes back.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref advanced, UtcNanos.NanosOf(by));
    }

    /// <summary>
    /// Goes on by what the machine was suspended for since the last call: monotonic time stood still meanwhile, the
    /// world did not. By one caller at a time.
    /// </summary>
    /// <returns>By how much; zero as a rule.</returns>
    internal TimeSpan CatchUp()
    {
        long suspended = machine.Suspended - suspendedBefore;
        if (suspended < SuspendLeastNanos) return TimeSpan.Zero;
        suspendedBefore += suspended;
        Interlocked.Add(ref caughtUp, suspended);
        return UtcNanos.SpanOf(suspended);
    }
}
