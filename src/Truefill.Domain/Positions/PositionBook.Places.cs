using System;
using System.Collections.Generic;
using Truefill.Domain.Names;

namespace Truefill.Domain.Positions;

/// <summary>Where each account has traded what counts now: what it has there is not known from elsewhere.</summary>
public sealed partial class PositionBook
{
    // Executions that stand in a history, by account and venue. Follows from the histories: not state.
    private readonly List<int[]> tradesAt = [];

    /// <summary>The venues of an account's executions, in the order of handles.</summary>
    internal IEnumerable<VenueId> VenuesOf(AccountId account)
    {
        if (account.Value >= tradesAt.Count) yield break;
        int[] byVenue = tradesAt[account.Value];
        for (int venue = 0; venue < byVenue.Length; venue++)
            if (byVenue[venue] > 0) yield return new VenueId(venue);
    }

    private void CountTrade(AccountId account, int handle, int change)
    {
        int venue = executions.VenueOf(new ExecHandle(handle)).Value;
        while (tradesAt.Count <= account.Value) tradesAt.Add([]);
        int[] byVenue = tradesAt[account.Value];
        if (byVenue.Length <= venue)
        {
            Array.Resize(ref byVenue, venue + 1);
            tradesAt[account.Value] = byVenue;
        }

        byVenue[venue] += change;
    }
}
