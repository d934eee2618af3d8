using System.Collections.Generic;
using Truefill.Domain.Orders;

namespace Truefill.Server.Alpaca;

/// <summary>The first so many of the rows that it is given, in the order in which they are shown.</summary>
/// <param name="after">Rows made after this one only; null: from the first on.</param>
/// <param name="before">Rows made before this one only; null: up to the last.</param>
internal sealed class OrderPage(int limit, bool oldestFirst, FoundOrder? after, FoundOrder? before)
{
    private readonly List<FoundOrder> rows = [];

    public FoundOrder? After => after;

    public FoundOrder? Before => before;

    public IReadOnlyList<FoundOrder> Rows => rows;

    public bool IsFull => rows.Count == limit;

    /// <summary>Nothing of the link or of those behind it is wanted.</summary>
    public bool Ends(OrderLink link) => oldestFirst
        ? before is { } last && LinkIndex.Compare(link, last.Link) > 0
        : after is { } first && LinkIndex.Compare(link, first.Link) < 0;

    public void Add(FoundOrder row)
    {
        if ((after is { } first && Compare(row, first) <= 0) || (before is { } last && Compare(row, last) >= 0)) return;
        int place = rows.Count;
        while (place > 0 && Compare(rows[place - 1], row) * (oldestFirst ? 1 : -1) > 0) place--;
        if (place == limit) return;
        if (IsFull) rows.RemoveAt(limit - 1);
        rows.Insert(place, row);
    }

    // Legs that are not sent yet stand behind their order.
    private static int Compare(FoundOrder a, FoundOrder b)
    {
        int byLink = LinkIndex.Compare(a.Link, b.Link);
        return byLink != 0 ? byLink : RankOf(a.Held).CompareTo(RankOf(b.Held));
    }

    private static int RankOf(LegKind held) => held switch
    {
        LegKind.None => 0,
        LegKind.TakeProfit => 1,
        LegKind.StopLoss => 2,
    };
}
