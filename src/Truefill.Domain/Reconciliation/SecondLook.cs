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

    /// <summary>It is from after the first look, and was asked for no sooner than a look should be repeated.</summary>
    public static bool IsSecond(UtcNanos seen, in VenueAsked asked, UtcNanos asOf) =>
        IsAfter(seen, in asked, asOf) && asked.At >= seen.AddNanos(PauseNanos);

    /// <summary>
    /// The venue has told every execution up to after the first look. One that says of no answer of when it is has been
    /// asked for them; more cannot be known. One that cannot be asked for them: neither.
    /// </summary>
    public static bool IsTold(Books books, in OrderDiffered first, UtcNanos asOf)
    {
        if (books.Sessions.TryGet(first.Venue) is not { } session) return true;
        if (!session.Can(VenueCapabilities.QueryExecutions)) return true;
        return session.ExecutionsUntil.IsNone ? asOf.IsNone : session.ExecutionsUntil > MomentOf(in first);
    }

    /// <summary>Of when the first look is, as far as the venue says.</summary>
    public static UtcNanos MomentOf(in OrderDiffered first) => first.AsOf.IsNone ? first.At : first.AsOf;

    /// <summary>When it is time to look again.</summary>
    public static UtcNanos DueOf(in OrderDiffered first) =>
        first.At.AddNanos(first.AsOf.IsNone ? UnstatedLagNanos : PauseNanos);
}
