using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;

namespace Truefill.Domain.Reconciliation;

/// <summary>One position on both sides, at the moment of the venue's list.</summary>
/// <param name="Expected">Of the books, signed, over all strategies and sub-ledgers.</param>
/// <param name="Found">Of the venue, signed; zero where it lists none.</param>
public readonly record struct ComparedPosition(AccountId Account, SymbolId Symbol, decimal Expected, decimal Found);

/// <summary>Both sides of a venue's positions, at the moment of its last complete list.</summary>
public static class ComparedPositions
{
    /// <summary>
    /// Every position that either side has, by account and symbol; none without a list. Without what may be at another
    /// venue.
    /// </summary>
    public static IReadOnlyList<ComparedPosition> Of(Books books, VenueId venue)
    {
        if (books.Reconciliation.ListOf(venue) is not { } list) return [];
        SortedDictionary<(int Account, int Symbol), decimal> ours = Ours(books, venue, list, out _);
        List<ComparedPosition> rows = [];
        foreach (((int Account, int Symbol) key, decimal expected) in ours)
        {
            decimal found = list.Rows.TryGetValue(key, out PositionListed row) ? row.Qty.Value : 0;
            if (expected == 0 && found == 0) continue;
            rows.Add(new ComparedPosition(new AccountId(key.Account), new SymbolId(key.Symbol), expected, found));
        }

        return rows;
    }

    /// <summary>
    /// What the books have at a venue as of its list, over all strategies and sub-ledgers; zero where only the list has
    /// something. Without what may be at another venue.
    /// </summary>
    /// <param name="unplaced">What that is, and how much of it came from no venue.</param>
    internal static SortedDictionary<(int Account, int Symbol), decimal> Ours(
        Books books, VenueId venue, PositionList list,
        out SortedDictionary<(int Account, int Symbol), decimal> unplaced)
    {
        VenueShare share = new(books, venue);
        SortedDictionary<(int Account, int Symbol), decimal> ours = [];
        unplaced = [];
        foreach (Position position in books.Positions.All)
        {
            PositionKey key = position.Key;
            if (!share.Holds(key.Account)) continue;
            (int, int) at = (key.Account.Value, key.Symbol.Value);
            decimal here = share.QtyAt(in position, list.AsOf, out decimal open);
            ours[at] = ours.GetValueOrDefault(at) + here;
            if (open != 0) unplaced[at] = unplaced.GetValueOrDefault(at) + open;
        }

        // Moved from one strategy to another it has left the one and entered the other: at the same venue.
        foreach ((int, int) key in new List<(int, int)>(unplaced.Keys))
            if (unplaced[key] == 0) unplaced.Remove(key);
        foreach ((int Account, int Symbol) key in list.Rows.Keys) ours.TryAdd(key, 0);
        foreach ((int, int) key in unplaced.Keys) ours.Remove(key);
        return ours;
    }
}
