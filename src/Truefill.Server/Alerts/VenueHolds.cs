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
            string wayOut = $"'trading resume --venue {venue} --reason R' opens it all the same.";
            if (session.Trading == TradingState.Held)
                holds[venue] = $"Trading at {venue} is held: {session.Reason}. {wayOut}";
            else if (session.Trading == TradingState.Reconciling
                && now.Value - session.Since.Value > Comparing.Ticks * 100)
                holds[venue] = $"Trading at {venue} is not open: since it was logged on it has not answered for "
                    + $"{Awaited(in session)}. {wayOut}";
        }

        return holds;
    }

    private static string Awaited(in Session session)
    {
        string kinds = string.Join(", ", session.AwaitedKinds.Select(Words.Of));
        return kinds.Length > 0 ? kinds : "positions";
    }
}
