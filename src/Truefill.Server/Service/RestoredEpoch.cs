using System;

namespace Truefill.Server.Service;

/// <summary>
/// The epoch that a restored state directory goes on from. Every start raises it by one, and it is part of every wire
/// id: neither the life that was copied, which may have gone on, nor another one that was restored from the same backup
/// may come to it.
/// </summary>
internal static class RestoredEpoch
{
    // More starts than any life has. For a clock that is not to be trusted, or behind the backup.
    private const ulong Ahead = 1_000_000;

    // Seconds since then still fit an order's epoch, 31 bits, in 2088.
    private static readonly DateTime Start = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// Seconds of the clock, which are others at each restoring, and which no life that starts less than once a second
    /// catches up with.
    /// </summary>
    public static ulong After(ulong epoch, DateTime now)
    {
        ulong seconds = now > Start ? (ulong)(now - Start).TotalSeconds : 0;
        return seconds > Math.Max(epoch, Ahead) ? seconds : epoch + Ahead;
    }
}
