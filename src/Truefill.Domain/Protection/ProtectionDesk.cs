using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Protection;

/// <summary>
/// Keeps live protection equal to open quantity: sends legs, changes them after every partial fill, bust and
/// correction, takes them back when nothing is left, and where the venue has no linked orders closes by a market order
/// when a mark reaches the level. Legs pass under an active kill switch: they only ever reduce.
/// </summary>
public sealed partial class ProtectionDesk(Deciding deciding)
{
    // A venue that refused or canceled a leg is not asked again at once, and less and less often while that goes on.
    private const long RetryNanos = 2 * UtcNanos.PerSecond;
    private const long LongestRetryNanos = 60 * UtcNanos.PerSecond;

    private Books Books => deciding.Books;

    private ProtectionTable Table => deciding.Books.Protections;

    /// <summary>Works off all that the facts of this input changed.</summary>
    public void Settle()
    {
        while (Table.Take() is { } entry) Settle(entry);
    }

    /// <summary>Time has passed: legs that could not be sent or changed may be tried again.</summary>
    public void Tick()
    {
        if (!Table.IsAnyOpen) return;
        foreach (ProtectedOrder entry in Table.Open()) Table.Unsettle(entry);
        Settle();
    }

    /// <summary>Would <see cref="Tick"/> do anything at this time?</summary>
    public bool IsDue(UtcNanos now)
    {
        if (!Table.IsAnyOpen) return false;
        foreach (ProtectedOrder entry in Table.Open())
        {
            if (Books.Orders[entry.Order].IsExit)
            {
                if (NextOf(entry, now) != ExitStep.None) return true;
                continue;
            }

            Qty open = Table.OpenQty(entry);
            if (NextSurplus(entry, open, now) is not null) return true;
            Qty due = Left(entry, open);
            if (IsDue(entry, LegKind.StopLoss, due, now) || IsDue(entry, LegKind.TakeProfit, due, now)) return true;
        }

        return false;
    }

    private bool IsDue(ProtectedOrder entry, LegKind kind, Qty due, UtcNanos now)
    {
        if (Table.ReopenedLeg(entry, kind) is { } older && CancelRetry.CanCancel(Books, older, now)) return true;
        Order? resting = Table.RestingLeg(entry, kind);
        if (due.IsZero) return resting is not null && CancelRetry.CanCancel(Books, resting, now);
        if (Table.LevelOf(entry, kind) is not { } level) return false;
        if (resting is not null) return WantsChange(resting, kind, level, due) && CanChange(resting, now);
        return NextLeg(entry, kind, level, due, now) is not null;
    }

    private void Settle(ProtectedOrder entry)
    {
        if (Books.Orders[entry.Order].IsExit)
        {
            SettleExit(entry);
            return;
        }

        Qty open = Table.OpenQty(entry);
        while (NextSurplus(entry, open, deciding.Now) is { } surplus) TakeBack(surplus);
        Settle(entry, LegKind.StopLoss, Left(entry, open));
        Settle(entry, LegKind.TakeProfit, Left(entry, open));
    }

    // What closing orders on their way will close needs no resting leg.
    private Qty Left(ProtectedOrder entry, Qty open) =>
        Qty.FromTrusted(System.Math.Max(0m, open.Value - Table.TriggeredQty(entry).Value));

    private void Settle(ProtectedOrder entry, LegKind kind, Qty due)
    {
        // Two of a kind would close more than is open.
        if (Table.ReopenedLeg(entry, kind) is { } older) TakeBack(older);
        Order? resting = Table.RestingLeg(entry, kind);
        if (due.IsZero)
        {
            if (resting is not null) TakeBack(resting);
            return;
        }

        if (Table.LevelOf(entry, kind) is not { } level) return;
        if (resting is not null)
        {
            if (WantsChange(resting, kind, level, due) && CanChange(resting, deciding.Now))
                Change(resting, kind, level, due);
            return;
        }

        if (NextLeg(entry, kind, level, due, deciding.Now) is { } terms) Send(entry, kind, terms);
    }

    // Where the venue ends every leg, the next one is tried all the same, and what is reached meanwhile closes here.
    private OrderTerms? NextLeg(ProtectedOrder entry, LegKind kind, Px level, Qty due, UtcNanos now)
    {
        if (!Table.CanTrade(Books.Orders[entry.Order].Venue)) return null;
        if (Table.IsHeldHere(entry, kind) && IsReached(entry, kind, level))
            return IsTooSoon(entry, kind, isMarket: true, now) ? null : Closing(entry, due);
        bool rests = Table.CanRest(entry, kind) && !IsTooSoon(entry, kind, isMarket: false, now);
        return rests ? Resting(entry, kind, level, due) : null;
    }

    private void Send(ProtectedOrder entry, LegKind kind, in OrderTerms terms)
    {
        Order parent = Books.Orders[entry.Order];
        OrderHandle handle = Books.Orders.NextHandle;
        ClOrdId id = WireIds.Make(deciding.Epoch, handle);
        deciding.Emit.Apply(new OrderSubmitted(
            new OrderIntent(
                handle,
                id,
                id,
                OrderOrigin.Client,
                parent.Source,
                parent.Account,
                parent.Strategy,
                parent.Venue,
                parent.Symbol,
                terms,
                parent.CorrelationId,
                Leg: kind,
                Parent: parent.Handle,
                AddsRisk: false),
            deciding.Now));
    }

    private void Change(Order leg, LegKind kind, Px level, Qty due) =>
        deciding.Emit.Apply(new ReplaceRequested(
            leg.Handle, leg.NextRequestWireId, Wanted(leg, kind, level, due), OrderOrigin.Client, deciding.Now));

    private void TakeBack(Order leg) => CancelRetry.Cancel(deciding, leg);

    // Closing orders on their way, the newest first, that would close more than is open, and of which the venue may be
    // asked for now. Once such an order has ended, what it leaves open is closed by another one.
    private Order? NextSurplus(ProtectedOrder entry, Qty open, UtcNanos now)
    {
        decimal over = Table.TriggeredQty(entry).Value - open.Value;
        for (int i = entry.Legs.Count - 1; i >= 0 && over > 0; i--)
        {
            if (Books.Orders[entry.Legs[i]] is not { IsOpen: true, OrdType: OrdType.Market } leg) continue;
            if (CancelRetry.CanCancel(Books, leg, now)) return leg;
            over -= leg.LeavesQty.Value;
        }

        return null;
    }

    private OrderTerms Resting(ProtectedOrder entry, LegKind kind, Px level, Qty due)
    {
        Order parent = Books.Orders[entry.Order];
        bool canStay = Books.Sessions.TryGet(parent.Venue) is { } session
            && session.Can(VenueCapabilities.GoodTillCancel);
        TimeInForce life = canStay ? TimeInForce.GoodTillCancel : TimeInForce.Day;
        return kind == LegKind.StopLoss
            ? new OrderTerms(Opposite(parent), OrdType.Stop, life, due, StopPx: level)
            : new OrderTerms(Opposite(parent), OrdType.Limit, life, due, Price: level);
    }

    private OrderTerms Closing(ProtectedOrder entry, Qty due) =>
        new(Opposite(Books.Orders[entry.Order]), OrdType.Market, TimeInForce.Day, due);

    // Of a leg that the venue has restated, its units may be others than those of the books: more of them could be more
    // than is there, and that too few are left shows as a gap.
    private static OrderTerms Wanted(Order leg, LegKind kind, Px level, Qty due)
    {
        if (leg.IsLevelRestated && leg.LeavesQty < due) due = leg.LeavesQty;
        OrderTerms terms = leg.Terms with { OrderQty = leg.CumQty + due };
        return kind == LegKind.StopLoss ? terms with { StopPx = level } : terms with { Price = level };
    }

    private static bool WantsChange(Order leg, LegKind kind, Px level, Qty due) =>
        Wanted(leg, kind, level, due) != leg.Terms;

    private bool CanChange(Order leg, UtcNanos now)
    {
        if (leg.HasRequestInFlight || !Books.Sessions.IsOpen(leg.Venue)) return false;
        return leg.Chain.Count == 0 || leg.Chain[^1].State is not (RequestState.Rejected or RequestState.NotSent)
            || now >= leg.Chain[^1].At.AddNanos(RetryNanos);
    }

    private bool IsTooSoon(ProtectedOrder entry, LegKind kind, bool isMarket, UtcNanos now)
    {
        if (Table.Last(entry, kind) is not { Closing: not OrderClosing.None } last) return false;
        if (now >= last.CreatedAt.AddNanos(LongestRetryNanos)) return false;
        int doublings = System.Math.Max(0, Table.FruitlessLegs(entry, kind, isMarket) - 1);
        return now < last.CreatedAt.AddNanos(System.Math.Min(RetryNanos << doublings, LongestRetryNanos));
    }

    // A mark from before the fill says nothing about what came after it.
    private bool IsReached(ProtectedOrder entry, LegKind kind, Px level)
    {
        if (Table.MarkSinceFill(entry) is not { } mark) return false;
        bool falls = (kind == LegKind.StopLoss) != Books.Orders[entry.Order].Side.IsSell();
        return falls ? mark.Price <= level : mark.Price >= level;
    }

    private static Side Opposite(Order parent) => parent.Side.IsSell() ? Side.Buy : Side.Sell;
}
