using System.Collections.Generic;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// The breaks that are not resolved, by what they are about: a first list of a venue may open ten thousand at once, and
/// each is looked for. Follows from the breaks; not of the state.
/// </summary>
internal sealed class UnresolvedBreaks
{
    private readonly Dictionary<(int Venue, int Account, int Symbol), List<int>> ids = [];
    private readonly Dictionary<SightKey, int> ofOrders = [];
    private readonly SortedSet<int> orders = [];
    private readonly SortedDictionary<int, int> overfills = [];
    private readonly Dictionary<int, int> lastOverfills = [];
    private readonly Dictionary<int, int> lateFills = [];
    private readonly SortedDictionary<int, int> missingFills = [];
    private readonly Dictionary<int, int> lastMissingFills = [];
    private readonly SortedSet<int> all = [];

    public int Count => all.Count;

    /// <summary>Ids, oldest first.</summary>
    public IEnumerable<int> All => all;

    public int OrderCount => orders.Count;

    /// <summary>Those about orders, oldest first.</summary>
    public IEnumerable<int> OfOrders => orders;

    /// <summary>The oldest one's id; 0: none.</summary>
    public int Find(int venue, int account, int symbol) =>
        ids.TryGetValue((venue, account, symbol), out List<int>? found) ? found[0] : 0;

    /// <summary>The one about an order; 0: none.</summary>
    public int Find(in SightKey order) => ofOrders.GetValueOrDefault(order);

    /// <summary>The one about an advisory's order that filled after its result; 0: none.</summary>
    public int FindLateFill(int order) => lateFills.GetValueOrDefault(order);

    public int OverfillCount => overfills.Count;

    /// <summary>Orders that were executed beyond what was ordered, each with its break, oldest first.</summary>
    public IReadOnlyDictionary<int, int> Overfills => overfills;

    /// <summary>Of each order that ever was, the last one, resolved or not.</summary>
    public IReadOnlyDictionary<int, int> LastOverfills => lastOverfills;

    /// <summary>Orders of which the venue tells more executed than the books have, each with its break.</summary>
    public IReadOnlyDictionary<int, int> MissingFills => missingFills;

    /// <inheritdoc cref="LastOverfills"/>
    public IReadOnlyDictionary<int, int> LastMissingFills => lastMissingFills;

    /// <summary>A break as it is now.</summary>
    public void Follow(in PositionBreak now)
    {
        if (now.State == BreakState.Resolved) all.Remove(now.Latest.Id);
        else all.Add(now.Latest.Id);
        if (now.Latest.Order.IsNone) FollowPosition(in now);
        else if (now.Latest.Class == BreakClass.Overfill) FollowQuantity(in now, overfills, lastOverfills);
        else if (now.Latest.Class == BreakClass.MissingFill) FollowQuantity(in now, missingFills, lastMissingFills);
        else if (now.Latest.Class == BreakClass.LateFill) FollowLateFill(in now);
        else FollowOrder(in now);
    }

    public void Clear()
    {
        ids.Clear();
        ofOrders.Clear();
        orders.Clear();
        overfills.Clear();
        lastOverfills.Clear();
        lateFills.Clear();
        missingFills.Clear();
        lastMissingFills.Clear();
        all.Clear();
    }

    // Beside what a venue's list shows of the same order: neither ends the other.
    private static void FollowQuantity(
        in PositionBreak now, SortedDictionary<int, int> unresolved, Dictionary<int, int> last)
    {
        int order = now.Latest.Order.Order.Value;
        last[order] = System.Math.Max(now.Latest.Id, last.GetValueOrDefault(order));
        if (now.State != BreakState.Resolved) unresolved[order] = now.Latest.Id;
        else if (unresolved.TryGetValue(order, out int id) && id == now.Latest.Id) unresolved.Remove(order);
    }

    private void FollowLateFill(in PositionBreak now)
    {
        int order = now.Latest.Order.Order.Value;
        if (now.State == BreakState.Resolved) lateFills.Remove(order);
        else lateFills[order] = now.Latest.Id;
    }

    private void FollowOrder(in PositionBreak now)
    {
        BreakOpened of = now.Latest;
        SightKey key = SightKey.Of(of.Venue, of.Order);
        if (now.State != BreakState.Resolved)
        {
            ofOrders[key] = of.Id;
            orders.Add(of.Id);
        }
        else if (orders.Remove(of.Id))
        {
            ofOrders.Remove(key);
        }
    }

    private void FollowPosition(in PositionBreak now)
    {
        BreakOpened of = now.Latest;
        (int, int, int) key = (of.Venue.Value, of.Account.Value, of.Symbol.Value);
        bool isKnown = ids.TryGetValue(key, out List<int>? found);
        int at = isKnown ? found!.BinarySearch(of.Id) : -1;
        if (now.State == BreakState.Resolved)
        {
            if (at < 0) return;
            found!.RemoveAt(at);
            if (found.Count == 0) ids.Remove(key);
        }
        else if (at < 0)
        {
            if (isKnown) found!.Insert(~at, of.Id);
            else ids.Add(key, [of.Id]);
        }
    }
}
