using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Polling;

/// <summary>
/// A question about positions that is being answered. Each position holds from the list that it was taken from on,
/// until something is told of its account and symbol: then only that one has to be listed, and its orders looked at,
/// again.
/// </summary>
internal sealed class PositionListing(VenueQuery query)
{
    private readonly Dictionary<AccountSymbol, Taken> taken = [];
    private readonly HashSet<AccountSymbol> overtaken = [];
    private Dictionary<AccountSymbol, PositionMoves.Count> before = [];
    private int waitsFor;

    public VenueQuery Query { get; } = query;

    /// <summary>So often the broker was asked for a list for this question.</summary>
    public int Times { get; private set; }

    /// <summary>The broker has to be asked for a list.</summary>
    public bool NeedsList { get; private set; } = true;

    /// <summary>A list is there, whose orders are looked at.</summary>
    public bool HasList { get; private set; }

    /// <summary>Until then one more order has to have been looked at.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>When it was last said that the answer goes on.</summary>
    public DateTimeOffset ContinuedAt { get; set; }

    /// <summary>Told between two lists, so that it is not known which side of them it is on.</summary>
    public bool IsOvertaken => overtaken.Count > 0;

    /// <summary>All that was asked for, each from the list that holds for it.</summary>
    public List<VenuePosition> Positions => [.. taken.Where(t => Covers(t.Key)).SelectMany(t => t.Value.Positions)];

    /// <summary>The broker is asked for a list now.</summary>
    public void Begin(Dictionary<AccountSymbol, PositionMoves.Count> moves)
    {
        Times++;
        NeedsList = false;
        HasList = false;
        before = moves;
    }

    /// <param name="polls">Polls up to this one began before the list was there.</param>
    /// <param name="until">See <see cref="Until"/>.</param>
    public void Take(IReadOnlyList<VenuePosition> list, long polls, DateTimeOffset until)
    {
        HasList = true;
        Until = until;
        waitsFor = int.MaxValue;
        ILookup<AccountSymbol, VenuePosition> listed = list.ToLookup(p => new AccountSymbol(p.Account, p.Symbol));
        foreach (AccountSymbol of in before.Keys.Union(listed.Select(group => group.Key)))
        {
            if (taken.ContainsKey(of) && !overtaken.Contains(of)) continue;
            taken[of] = new Taken(before.GetValueOrDefault(of).Moves, polls, [.. listed[of]]);
        }

        overtaken.Clear();
    }

    /// <summary>Finds what the list has been overtaken in, and what has to be waited for.</summary>
    /// <param name="next">The end of the wait, if less is waited for than at the last look.</param>
    /// <returns>Orders that are not looked at or not answered yet.</returns>
    public int Look(
        Dictionary<AccountSymbol, PositionMoves.Count> moves, List<TrackedOrder> open, DateTimeOffset next)
    {
        int waits = 0;
        foreach ((AccountSymbol of, PositionMoves.Count count) in moves)
        {
            if (!Covers(of)) continue;
            waits += count.UnderWay;
            if (count.Moves != taken.GetValueOrDefault(of).Moves) overtaken.Add(of);
        }

        foreach (TrackedOrder order in open)
            if (Wants(order)) waits++;
        if (waits < waitsFor) Until = next;
        waitsFor = waits;
        return waits;
    }

    /// <summary>The order has to be looked at before this can be answered.</summary>
    public bool Wants(TrackedOrder order) =>
        HasList && Covers(order.Holding) && !overtaken.Contains(order.Holding)
        && order.PolledAs <= taken.GetValueOrDefault(order.Holding).Polls;

    /// <summary>What was overtaken has to be listed once more.</summary>
    public void ListAgain()
    {
        HasList = false;
        NeedsList = true;
    }

    private bool Covers(AccountSymbol of) =>
        (string.IsNullOrEmpty(Query.Account) || Query.Account == of.Account)
        && (string.IsNullOrEmpty(Query.Symbol) || Query.Symbol == of.Symbol);

    private readonly record struct Taken(long Moves, long Polls, VenuePosition[] Positions);
}
