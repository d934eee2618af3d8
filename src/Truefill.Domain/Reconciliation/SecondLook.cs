using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// When a venue's answer confirms the difference that an earlier answer showed: it has to describe a later moment. A
/// venue may state the moment that an answer describes (its "as of"); where it does not, the time of the question
/// stands in for it.
/// </summary>
internal static class SecondLook
{
    /// <summary>Nanoseconds from the first sight of a difference until the venue is asked again.</summary>
    public const long PauseNanos = 10 * UtcNanos.PerSecond;

    /// <summary>
    /// How much older than its question an answer may be that does not state its moment, in nanoseconds: a venue may
    /// answer from a copy of its books that lags.
    /// </summary>
    public const long UnstatedLagNanos = 60 * UtcNanos.PerSecond;

    /// <summary>The moment that an answer describes; where it states none, when it was asked for.</summary>
    public static UtcNanos MomentOf(in VenueAsked asked, UtcNanos asOf) => asOf.IsNone ? asked.At : asOf;

    /// <summary>
    /// The answer describes a moment after this engine time. One that states no moment is believed to only when it was
    /// asked for so much later that no lag explains it.
    /// </summary>
    public static bool IsAfter(UtcNanos seen, in VenueAsked asked, UtcNanos asOf) => asOf.IsNone
        ? asked.At >= seen.AddNanos(UnstatedLagNanos)
        : asOf >= seen && asked.At > seen;

    /// <summary>
    /// The answer describes a moment after the first look, and was asked for at least <see cref="PauseNanos"/> later.
    /// </summary>
    public static bool IsSecond(UtcNanos seen, in VenueAsked asked, UtcNanos asOf) =>
        IsAfter(seen, in asked, asOf) && asked.At >= seen.AddNanos(PauseNanos);

    /// <summary>
    /// As far as can be known, the venue has told every execution up to a moment after the first look, so that none
    /// still to come explains the difference. True also where more cannot be known: for a venue that cannot be asked
    /// for its executions, and for one that states no moments but has been asked.
    /// </summary>
    public static bool IsTold(Books books, in OrderDiffered first, UtcNanos asOf)
    {
        if (books.Sessions.TryGet(first.Venue) is not { } session) return true;
        if (!session.Can(VenueCapabilities.QueryExecutions)) return true;
        return session.ExecutionsUntil.IsNone ? asOf.IsNone : session.ExecutionsUntil > MomentOf(in first);
    }

    /// <summary>The moment that the first look describes; where the venue stated none, when it came.</summary>
    public static UtcNanos MomentOf(in OrderDiffered first) => first.AsOf.IsNone ? first.At : first.AsOf;

    /// <summary>When it is time to look again.</summary>
    public static UtcNanos DueOf(in OrderDiffered first) =>
        first.At.AddNanos(first.AsOf.IsNone ? UnstatedLagNanos : PauseNanos);
}
