using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Venues;

/// <content>A session that is logged on and says nothing.</content>
public sealed partial class VenueDesk
{
    /// <summary>
    /// What may have been missed is asked for: open orders, as a whole where the venue tells them so, else each; and
    /// positions. False: there is no session to ask on.
    /// </summary>
    /// <remarks>
    /// A resting order alone is not due, so it is the session's silence that leads here and not an order's. Nothing is
    /// concluded from it; only what the venue answers changes anything.
    /// </remarks>
    public bool Silent(VenueId venue)
    {
        if (Books.Sessions.TryGet(venue) is not { IsOpen: true } session) return false;
        if (session.Can(VenueCapabilities.QueryOpenOrders))
        {
            if (!Books.Queries.IsPending(venue, QueryKind.OpenOrders))
                Emit(venue, QueryKind.OpenOrders, default, default, session.ExecutionsUntil);
        }
        else if (session.Can(VenueCapabilities.QueryByWireId))
        {
            AskForWorking(venue);
        }

        reconciler.OnGap(venue);
        return true;
    }

    // What became of an order while nobody listened, a venue tells by itself or in a list. One that does neither is
    // asked about each, by the venue's id of it where our own is no good.
    private void AskForUntold(in Session session)
    {
        bool isTold = session.Can(VenueCapabilities.PushesReports) || session.Can(VenueCapabilities.QueryOpenOrders);
        if (isTold) return;
        bool byWireId = session.Can(VenueCapabilities.QueryByWireId);
        foreach (Order order in Books.Orders.Open)
        {
            if (order.Venue != session.Venue || !order.IsAccepted || order.Origin == OrderOrigin.Observed) continue;
            if (!byWireId && order.OrderId.IsNone) continue;
            if (!Books.Queries.IsPending(order.Handle)) Ask(order);
        }
    }

    private void AskForWorking(VenueId venue)
    {
        foreach (Order order in Books.Orders.Open)
        {
            if (order.Venue != venue || order.IsHeld || order.WireIdInForce.IsNone) continue;
            if (!Books.Queries.IsPending(order.Handle)) Ask(order);
        }
    }
}
