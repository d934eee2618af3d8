using System;
using System.Collections.Generic;
using Truefill.Domain.Engine;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Protection;

/// <summary>
/// Orders whose fills are to be protected. What is protected, at which price and by what follows from the orders, the
/// positions and the venue's capabilities alone, so a leg that the engine holds needs no record of its own to survive a
/// crash. The invariant: live protection = open quantity of the order's fills.
/// </summary>
public sealed partial class ProtectionTable(
    OrderTable orders, PositionBook positions, InstrumentTable instruments, SessionTable sessions, MarkTable marks,
    EngineLife engine)
{
    /// <summary>What a venue needs to hold two orders of which one cancels the other.</summary>
    public const VenueCapabilities LinkedOrders = VenueCapabilities.OneCancelsOther | VenueCapabilities.Stop
        | VenueCapabilities.Limit | VenueCapabilities.Cancel | VenueCapabilities.Replace;

    /// <summary>More in a row make no difference.</summary>
    internal const int FruitlessMost = 6;

    // A venue that has ended this many in a row will as likely end the next one.
    private const int FruitlessUntilHeld = 5;

    // Longer than the longest pause between two of them: what lived beyond that has not been ended at once.
    private const long SoonNanos = 120 * UtcNanos.PerSecond;

    private readonly SortedDictionary<int, ProtectedOrder> byOrder = [];

    // Those of which a fill or a leg is open, by position, newest last.
    private readonly Dictionary<PositionKey, SortedSet<int>> open = [];

    // Of every position in which a protected order ever was; made when one is first looked at, and when loading.
    private readonly Dictionary<PositionKey, FillClaims> claims = [];

    // Those that a fact may have moved: a work list, made again when loading.
    private readonly SortedSet<int> unsettled = [];
    private UtcNanos latest;

    // Follow from the entries: which have a gap now, what those that are over add up to, and whose orders they are.
    private readonly SortedSet<int> gaps = [];
    private readonly SortedSet<int> accounts = [];
    private decimal closedGapNanos;

    /// <summary>Oldest first.</summary>
    public IEnumerable<ProtectedOrder> All => byOrder.Values;

    public int Count => byOrder.Count;

    /// <summary>Some fill or leg is not closed yet, so that marks and deadlines matter.</summary>
    public bool IsAnyOpen => open.Count > 0;

    /// <summary>Those of which more is open than is protected now, oldest first.</summary>
    public IEnumerable<ProtectedOrder> Gaps
    {
        get
        {
            foreach (int order in gaps) yield return byOrder[order];
        }
    }

    /// <summary>Every account that ever had an order to protect.</summary>
    public IEnumerable<AccountId> Accounts
    {
        get
        {
            foreach (int account in accounts) yield return new AccountId(account);
        }
    }

    public ProtectedOrder? TryGet(OrderHandle order) => byOrder.GetValueOrDefault(order.Value);

    /// <summary>
    /// What is open of the order's fills: executed, minus what its legs closed, and never more than its position has
    /// held on that side since. Of what was closed otherwise, what was bought without a bracket comes first and then
    /// the oldest order.
    /// </summary>
    public Qty OpenQty(ProtectedOrder entry) => orders[entry.Order].IsExit
        ? ExitQty(entry)
        : Qty.FromTrusted(ExactDecimal.Normalize(ClaimsOf(entry.Key)?.Of(entry.Order) ?? 0));

    /// <summary>
    /// What of a position brackets protect and pairs close: nothing else may close or take away that much unless they
    /// follow. Brackets come first, because what they protect was bought with them; pairs have what these leave.
    /// </summary>
    public decimal SpokenFor(in PositionKey key)
    {
        decimal sum = ClaimsOf(key)?.Total ?? 0;
        if (!open.TryGetValue(key, out SortedSet<int>? sharing)) return sum;
        foreach (int order in sharing)
            if (orders[byOrder[order].Order].IsExit) sum += ExitQty(byOrder[order]).Value;
        return sum;
    }

    /// <summary>
    /// Where it is to be protected; null: this side is not, or nothing is filled. Where the venue has put the leg
    /// elsewhere by itself, as for a split, that is the place: the one of before would trigger at once.
    /// </summary>
    public Px? LevelOf(ProtectedOrder entry, LegKind kind)
    {
        Order order = orders[entry.Order];
        if (ProtectionLevels.Of(order, kind, instruments[order.Symbol].Tick) is not { } level) return null;
        for (int i = entry.Legs.Count - 1; i >= 0; i--)
        {
            Order leg = orders[entry.Legs[i]];
            if (leg.Leg == kind && leg.IsLevelRestated)
                return (kind == LegKind.StopLoss ? leg.StopPx : leg.Price) ?? level;
        }

        return level;
    }

    /// <summary>
    /// The engine watches the marks itself: the venue has no linked orders, it refused the last such leg, or it ended
    /// the last few of them soon after it had taken them.
    /// </summary>
    public bool IsHeldHere(ProtectedOrder entry, LegKind kind)
    {
        if (orders[entry.Order].IsExit) return false;
        return !CanRest(entry, kind) || FruitlessLegs(entry, kind, areMarket: false) >= FruitlessUntilHeld;
    }

    /// <summary>The venue has linked orders, and has not refused the last such leg.</summary>
    internal bool CanRest(ProtectedOrder entry, LegKind kind) =>
        sessions.TryGet(orders[entry.Order].Venue) is { } session && session.Can(LinkedOrders)
        && Last(entry, kind) is not { Closing: OrderClosing.Rejected, OrdType: not OrdType.Market };

    /// <summary>
    /// How many of the newest legs of a kind, one soon after the other, ended without a fill and without anybody here
    /// having asked for it, in the session that is open; counted up to <see cref="FruitlessMost"/>.
    /// </summary>
    /// <param name="areMarket">Orders that close at the market; else such as rest.</param>
    internal int FruitlessLegs(ProtectedOrder entry, LegKind kind, bool areMarket)
    {
        UtcNanos opened = sessions.TryGet(orders[entry.Order].Venue)?.Since ?? default;
        UtcNanos next = default;
        int count = 0;
        for (int i = entry.Legs.Count - 1; i >= 0 && count < FruitlessMost; i--)
        {
            Order leg = orders[entry.Legs[i]];
            if (leg.Leg != kind) continue;
            bool isSoon = next.IsNone || next <= leg.CreatedAt.AddNanos(SoonNanos);
            if (!isSoon || leg.CreatedAt < opened || (leg.OrdType == OrdType.Market) != areMarket) break;
            if (leg.Closing == OrderClosing.None || leg.CumQty.IsPositive || IsTakenBack(leg)) break;
            next = leg.CreatedAt;
            count++;
        }

        return count;
    }

    /// <summary>The leg of this kind that rests, or is about to rest, at the venue.</summary>
    public Order? RestingLeg(ProtectedOrder entry, LegKind kind) =>
        Last(entry, kind) is { IsOpen: true, OrdType: not OrdType.Market } leg ? leg : null;

    /// <summary>
    /// A leg that another one has taken the place of and that rests again: it was filled, and a trade of it was busted.
    /// </summary>
    internal Order? ReopenedLeg(ProtectedOrder entry, LegKind kind)
    {
        Order? last = Last(entry, kind);
        foreach (OrderHandle handle in entry.Legs)
        {
            Order leg = orders[handle];
            if (leg == last) return null;
            if (leg.Leg == kind && leg is { IsOpen: true, OrdType: not OrdType.Market }) return leg;
        }

        return null;
    }

    /// <summary>Quantity of closing orders that were triggered here and are not filled yet.</summary>
    public Qty TriggeredQty(ProtectedOrder entry)
    {
        Qty sum = Qty.Zero;
        foreach (OrderHandle handle in entry.Legs)
            if (orders[handle] is { IsOpen: true, OrdType: OrdType.Market } leg) sum += leg.LeavesQty;
        return sum;
    }

    /// <summary>
    /// What of the open quantity would be closed at this side's level as things stand. A leg that is held here closes
    /// nothing while no mark says where the market is, or no order may go.
    /// </summary>
    public Qty LiveQty(ProtectedOrder entry, LegKind kind)
    {
        if (IsHeldHere(entry, kind) && CanTrade(orders[entry.Order].Venue) && MarkSinceFill(entry) is not null)
            return OpenQty(entry);
        Qty live = TriggeredQty(entry);
        if (RestingLeg(entry, kind) is { IsAccepted: true, IsNewUnknown: false } leg) live += leg.LeavesQty;
        return live;
    }

    /// <summary>Is every side that is to be protected fully so?</summary>
    public bool IsCovered(ProtectedOrder entry)
    {
        Qty due = OpenQty(entry);
        return Covers(entry, LegKind.StopLoss, due) && Covers(entry, LegKind.TakeProfit, due);
    }

    /// <summary>
    /// Is every leg that is to rest at the venue confirmed? One that is held here has nothing to wait for.
    /// </summary>
    public bool IsConfirmed(ProtectedOrder entry)
    {
        Qty due = OpenQty(entry);
        return (IsHeldHere(entry, LegKind.StopLoss) || Covers(entry, LegKind.StopLoss, due))
            && (IsHeldHere(entry, LegKind.TakeProfit) || Covers(entry, LegKind.TakeProfit, due));
    }

    /// <summary>
    /// The last mark that says anything of the market since the last fill of what is open; null: there is none. What
    /// else was reported of the order says nothing of the market, unless a split has changed what a price means.
    /// </summary>
    internal MarkSet? MarkSinceFill(ProtectedOrder entry)
    {
        Order order = orders[entry.Order];
        UtcNanos since = UtcNanos.Max(ClaimsOf(entry.Key)?.LastFillOf(entry.Order) ?? default, order.SplitAt);
        return marks[order.Symbol] is { } mark && mark.At >= since ? mark : null;
    }

    /// <summary>Would an order go there now?</summary>
    internal bool CanTrade(VenueId venue) => engine.Held is null && sessions.CanTrade(venue);

    /// <summary>Seconds during which open quantity exceeded live protection, over all orders.</summary>
    public decimal GapSecondsAt(UtcNanos now)
    {
        decimal nanos = closedGapNanos;
        foreach (ProtectedOrder entry in Gaps) nanos += entry.GapNanosAt(now) - entry.GapNanos;
        return nanos / UtcNanos.PerSecond;
    }

    /// <summary>The newest leg of a kind; null: none was ever sent.</summary>
    internal Order? Last(ProtectedOrder entry, LegKind kind)
    {
        for (int i = entry.Legs.Count - 1; i >= 0; i--)
            if (orders[entry.Legs[i]] is { } leg && leg.Leg == kind) return leg;
        return null;
    }

    /// <summary>Those of which something is open, oldest first, as they are now.</summary>
    public List<ProtectedOrder> Open()
    {
        SortedSet<int> all = [];
        foreach (SortedSet<int> sharing in open.Values) all.UnionWith(sharing);
        List<ProtectedOrder> found = new(all.Count);
        foreach (int order in all) found.Add(byOrder[order]);
        return found;
    }

    private static bool IsTakenBack(Order leg)
    {
        foreach (OrderRequest request in leg.Chain)
        {
            if (request is { Kind: RequestKind.Cancel, Origin: OrderOrigin.Client, State: RequestState.Accepted })
                return true;
        }

        return false;
    }

    private bool Covers(ProtectedOrder entry, LegKind kind, Qty due) =>
        LevelOf(entry, kind) is null || LiveQty(entry, kind) >= due;

    // Null: the key has no position yet.
    private FillClaims? ClaimsOf(in PositionKey key)
    {
        if (claims.TryGetValue(key, out FillClaims? known)) return known;
        if (!positions.TryGet(key, out Position position)) return null;
        known = new FillClaims(orders, positions, position.Handle);
        claims.Add(key, known);
        return known;
    }

    /// <summary>
    /// What a pair may still close: the rest of its stop once that has begun, else the rest of its limit order, and
    /// never more than the position holds beside what brackets protect and newer pairs close.
    /// </summary>
    private Qty ExitQty(ProtectedOrder entry)
    {
        decimal free = -Held(entry) - (ClaimsOf(entry.Key)?.Total ?? 0);
        if (open.TryGetValue(entry.Key, out SortedSet<int>? sharing))
        {
            bool isSell = orders[entry.Order].Side.IsSell();
            foreach (int other in sharing.GetViewBetween(entry.Order.Value + 1, int.MaxValue))
                if (orders[byOrder[other].Order] is { IsExit: true } newer && newer.Side.IsSell() == isSell)
                    free -= Left(byOrder[other]);
        }

        return Qty.FromTrusted(ExactDecimal.Normalize(Math.Max(0m, Math.Min(Left(entry), free))));
    }

    private decimal Left(ProtectedOrder exit) =>
        Last(exit, LegKind.StopLoss) is { CumQty.IsPositive: true } stop
            ? stop.LeavesQty.Value
            : orders[exit.Order].LeavesQty.Value;

    // On the order's side: positive is what it can have left there.
    private decimal Held(ProtectedOrder entry)
    {
        if (!positions.TryGet(entry.Key, out Position position)) return 0;
        return orders[entry.Order].Side.IsSell() ? -position.Qty.Value : position.Qty.Value;
    }
}
