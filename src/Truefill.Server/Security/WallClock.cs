using System;
using Truefill.Domain.Time;

namespace Truefill.Server.Security;

/// <summary>
/// The time of day, which is what the end of a token means. Engine time may be ahead of it: behind a journal of a run
/// whose clock was, or where a test has moved it.
/// </summary>
internal static class WallClock
{
    private const int NanosPerTick = 100;

    public static UtcNanos Of(TimeProvider time) =>
        new((time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * NanosPerTick);
}
