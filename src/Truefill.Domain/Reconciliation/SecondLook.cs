using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>When an answer of a venue confirms what an earlier one showed: it has to be from after it.</summary>
internal static class SecondLook
{
    /// <summary>Nanoseconds between two looks at what waits to be confirmed.</summary>
    public const long PauseNanos = 10 * UtcNanos.PerSecond;

    /// <summary>How old an answer may be that does not say of when it is, in nanoseconds.</summary>
    public const long UnstatedLagNanos = 60 * UtcNanos.PerSecond;

    /// <summary>Of when the answer is, as far as it says.</summary>
    public static UtcNanos MomentOf(in VenueAsked asked, UtcNanos asOf) => asOf.IsNone ? asked.At : asOf;

    /// <summary>
    /// The answer is from after this engine time; one that does not say of when it is may lag.
    /// </summary>
    public static bool IsAfter(UtcNanos seen, in VenueAsked asked, UtcNanos asOf) => asOf.IsNone
        ? asked.At >= seen.AddNanos(UnstatedLagNanos)
        : asOf >= seen && asked.At > seen;

    /// <summary>When it is time to look again.</summary>
    public static UtcNanos DueOf(in OrderDiffered first) =>
        first.At.AddNanos(first.AsOf.IsNone ? UnstatedLagNanos : PauseNanos);
}
