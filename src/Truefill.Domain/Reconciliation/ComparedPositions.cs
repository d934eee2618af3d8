using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;

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
        List<ComparedPosition> rows = [];
        foreach (((int Account, int Symbol) key, decimal expected) in Ours(books, venue, list).Qty)
        {
            decimal found = list.Rows.TryGetValue(key, out PositionListed row) ? row.Qty.Value : 0;
            if (expected == 0 && found == 0) continue;
            rows.Add(new ComparedPosition(new AccountId(key.Account), new SymbolId(key.Symbol), expected, found));
        }

        return rows;
    }

    /// <summary>
    /// What the books have at a venue as of its list, over all strategies and sub-ledgers; zero where only the list has
    /// something.
    /// </summary>
    internal static BooksAtList Ours(Books books, VenueId venue, PositionList list)
    {
        VenueShare share = new(books, venue);
        SortedDictionary<(int Account, int Symbol), decimal> ours = [];
        SortedDictionary<(int Account, int Symbol), decimal> unplaced = [];
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
        SortedSet<(int Account, int Symbol)> amended = AmendedSince(books, list.AsOf);
        amended.IntersectWith(ours.Keys);
        foreach ((int, int) key in unplaced.Keys) ours.Remove(key);
        foreach ((int, int) key in amended) ours.Remove(key);
        amended.ExceptWith(unplaced.Keys);
        return new BooksAtList(ours, unplaced, amended);
    }

    /// <summary>
    /// Positions of which something dated up to a moment was cancelled or corrected after it: what they were then is
    /// not what is known of them now.
    /// </summary>
    internal static SortedSet<(int Account, int Symbol)> AmendedSince(Books books, UtcNanos time)
    {
        SortedSet<(int Account, int Symbol)> amended = [];
        if (time.IsNone) return amended;
        foreach (ExecHandle exec in books.Executions.AmendedAfter(time))
        {
            Execution trade = books.Executions[exec];
            if (trade.TransactTime > time) continue;
            Add(trade.Position);
            Add(trade.OriginalPosition);
        }

        return amended;

        void Add(PositionHandle position)
        {
            PositionKey key = books.Positions[position].Key;
            amended.Add((key.Account.Value, key.Symbol.Value));
        }
    }
}
