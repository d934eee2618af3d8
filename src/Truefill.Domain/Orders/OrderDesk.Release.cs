using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Risk.Gate;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>What waited here goes out when it may, unless it would not be let in any more.</summary>
public sealed partial class OrderDesk
{
    // A day may change in the middle of a session, as that of UTC does before Asia opens: only what has waited for so
    // long as well is of another session.
    private const long NightNanos = 12 * 3600 * UtcNanos.PerSecond;

    // What is to be executed at once or not at all is meant for the market of that moment. A line that is back within
    // this has only blinked.
    private const long AtOnceNanos = 5 * UtcNanos.PerSecond;

    /// <summary>
    /// Trading at the venue is open: what was held for it goes out, oldest first. What has outlived its time meanwhile,
    /// or breaks what holds by now, never does.
    /// </summary>
    public void Release(VenueId venue)
    {
        if (!CanTrade(venue)) return;
        List<Order>? held = null;
        foreach (Order order in Orders.Open)
            if (order.IsHeld && order.Venue == venue) (held ??= []).Add(order);
        if (held is null) return;
        foreach (Order order in held)
            if (IsPast(order)) Abort(order, AbortReason.Expired);

        // Each is measured with all the others that wait: where not all of them can go, the older ones do.
        for (int i = held.Count - 1; i >= 0; i--)
        {
            if (!held[i].IsHeld || held[i].Leg != LegKind.None) continue;
            if (WhyNot(held[i]) is { } reason) Abort(held[i], reason);
        }

        foreach (Order order in held)
        {
            if (order.IsHeld)
                deciding.Emit.Apply(new OrderSubmitted(IntentOf(order, order.Terms), deciding.Now));
        }
    }

    // It was let in under a kill switch because it could only reduce, and what it was to reduce may be gone meanwhile.
    private AbortReason? WhyNot(Order held)
    {
        GateOrder order = new(held.Venue, held.Account, held.Strategy, held.Symbol, held.Terms, held, IsHeld: true);
        if (IsStopped(held) && !gate.Reduces(in order)) return AbortReason.KillSwitch;
        return gate.CheckHeld(in order, deciding.Now).Reason switch
        {
            DenyReason.None => null,
            DenyReason.SymbolRestricted => AbortReason.Restricted,
            _ => AbortReason.Limit,
        };
    }

    private void Abort(Order order, AbortReason reason) =>
        deciding.Emit.Apply(new SubmitAborted(order.Handle, reason, deciding.Now));

    // A venue would take it for one of today. What protects a position has to be there for as long as that is.
    private bool IsPast(Order order)
    {
        if (order.Leg != LegKind.None) return false;
        UtcNanos expires = order.Terms.ExpireTime;
        return order.Terms.TimeInForce switch
        {
            TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill =>
                deciding.Now >= order.CreatedAt.AddNanos(AtOnceNanos),
            TimeInForce.GoodTillDate => !expires.IsNone && expires <= deciding.Now,
            TimeInForce.GoodTillCancel => false,

            // All others are of one session.
            _ => deciding.Now >= order.CreatedAt.AddNanos(NightNanos)
                && DayOf(order, order.CreatedAt) < DayOf(order, deciding.Now),
        };
    }

    private long DayOf(Order order, UtcNanos at) => deciding.Books.Risk.Days.DayOf(order.Account, at);
}
