using System;

namespace Truefill.Server.Hosting;

/// <summary>
/// The clocks of the machine in nanoseconds, as far as engine time needs them. A test brings its own.
/// </summary>
public abstract class MachineClocks
{
    // Two clocks that are read within so short a time belong together. A thread can be stopped between two reads, for
    // as long as a debugger or a busy machine likes, and what was read then says nothing.
    private const long TightNanos = 50_000;
    private const int LooksMost = 10;

    public static MachineClocks System { get; } = new SystemClocks();

    /// <summary>
    /// From some point in the past on; is never set, and stands still while the machine is suspended.
    /// </summary>
    public abstract long Monotonic { get; }

    /// <summary>The time of day, from 1970 UTC on: it may be set, and so jump either way.</summary>
    public abstract long Wall { get; }

    /// <summary>
    /// As <see cref="Monotonic"/>, but it goes on while the machine is suspended. The same as that where the system has
    /// no such clock.
    /// </summary>
    public abstract long Boot { get; }

    /// <summary>How far the wall clock is ahead of the monotonic one: it changes only when the former is set.</summary>
    internal long WallAhead => Ahead(static clocks => clocks.Wall);

    /// <summary>For how long the machine has been suspended since its start, and a constant.</summary>
    internal long Suspended => Ahead(static clocks => clocks.Boot);

    private long Ahead(Func<MachineClocks, long> clock)
    {
        long ahead = 0;
        long width = long.MaxValue;
        for (int looks = 0; looks < LooksMost && width > TightNanos; looks++)
        {
            long before = Monotonic;
            long there = clock(this);
            long after = Monotonic;
            if (after - before >= width) continue;
            width = after - before;

            // Rather too little than too much: by what this says, time goes on.
            ahead = there - after;
        }

        return ahead;
    }
}
