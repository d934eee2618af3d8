using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Server.Views;

namespace Truefill.Server.Alerts;

/// <summary>Venues that are logged on and where trading is not open, as far as a person has to know.</summary>
internal static class VenueHolds
{
    /// <summary>A venue has answered by then, or perhaps never will.</summary>
    public static readonly TimeSpan Comparing = TimeSpan.FromSeconds(30);

    /// <summary>By venue, why and what to do.</summary>
    public static SortedDictionary<string, string> Of(Books books, UtcNanos now)
    {
        SortedDictionary<string, string> holds = new(StringComparer.Ordinal);
        foreach (Session session in books.Sessions.All)
        {
            string venue = books.Names.Of(session.Venue);
            if (session.Trading == TradingState.Held)
                holds[venue] = Held(venue, session.Reason);
            else if (session.Trading == TradingState.Reconciling
                && now.Value - session.Since.Value > UtcNanos.NanosOf(Comparing))
                holds[venue] = $"Trading at {venue} is not open: since it was logged on it has not answered for "
                    + $"{Awaited(in session)}. {WayOut(venue)}";
        }

        return holds;
    }

    /// <summary>Those that last while nobody is logged on.</summary>
    public static SortedDictionary<string, string> Kept(Books books)
    {
        SortedDictionary<string, string> holds = new(StringComparer.Ordinal);
        foreach (Session session in books.Sessions.All)
        {
            string venue = books.Names.Of(session.Venue);
            if (session.IsHeld) holds[venue] = Held(venue, session.Reason);
        }

        return holds;
    }

    private static string Held(string venue, string? reason) =>
        $"Trading at {venue} is held: {reason}. {WayOut(venue)}";

    private static string WayOut(string venue) => $"'trading resume --venue {venue} --reason R' opens it all the same.";

    private static string Awaited(in Session session)
    {
        string kinds = string.Join(", ", session.AwaitedKinds.Select(Words.Of));
        return kinds.Length > 0 ? kinds : "positions";
    }
}
