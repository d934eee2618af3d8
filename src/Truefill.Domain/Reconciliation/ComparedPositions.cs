using System.Collections.Generic;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>One position on both sides, at the moment of the venue's list.</summary>
/// <param name="Expected">Of the books, signed, over all strategies and sub-ledgers.</param>
/// <param name="Found">Of the venue, signed; zero where it lists none.</param>
public readonly record struct ComparedPosition(AccountId Account, SymbolId Symbol, decimal Expected, decimal Found);

/// <summary>Both sides of a venue's positions, at the moment of its last complete list.</summary>
public static class ComparedPositions
{
    /// <summary>Every position that either side has, by account and symbol; none without a list.</summary>
    public static IReadOnlyList<ComparedPosition> Of(Books books, VenueId venue)
    {
        if (books.Reconciliation.ListOf(venue) is not { } list) return [];
        SortedDictionary<(int Account, int Symbol), decimal> ours = OursAt(books, venue, list.AsOf);
        foreach ((int Account, int Symbol) key in list.Rows.Keys) ours.TryAdd(key, 0);
        List<ComparedPosition> rows = [];
        foreach (((int Account, int Symbol) key, decimal expected) in ours)
        {
            decimal found = list.Rows.TryGetValue(key, out PositionListed row) ? row.Qty.Value : 0;
            if (expected == 0 && found == 0) continue;
            rows.Add(new ComparedPosition(new AccountId(key.Account), new SymbolId(key.Symbol), expected, found));
        }

        return rows;
    }

    // Of the accounts that are held there, over all strategies and sub-ledgers.
    internal static SortedDictionary<(int Account, int Symbol), decimal> OursAt(
        Books books, VenueId venue, UtcNanos time)
    {
        SortedDictionary<(int Account, int Symbol), decimal> ours = [];
        foreach (Position position in books.Positions.All)
        {
            PositionKey key = position.Key;
            if (!IsHeldAt(books, key.Account, venue)) continue;
            (int, int) at = (key.Account.Value, key.Symbol.Value);
            ours.TryGetValue(at, out decimal sum);
            ours[at] = sum + position.QtyAt(time);
        }

        return ours;
    }

    private static bool IsHeldAt(Books books, AccountId account, VenueId venue)
    {
        AccountDefined defined = books.Accounts[account];
        if (!defined.Venue.IsNone) return defined.Venue == venue;
        int comparable = 0;
        foreach (Session session in books.Sessions.All)
            if (Reconciler.CanCompare(in session)) comparable++;
        return comparable == 1;
    }
}
