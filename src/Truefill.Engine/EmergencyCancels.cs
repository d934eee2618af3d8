using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Venues;

namespace Truefill.Engine;

/// <summary>
/// The one exception to "durable before out": the journal has failed while a kill switch is engaged. Cancels of what
/// the durable books show working, and nothing else; a cancel that is not journaled can only take risk away.
/// </summary>
public static class EmergencyCancels
{
    /// <param name="books">As of the last durable block.</param>
    /// <param name="engaged">The switches that are active.</param>
    public static IReadOnlyList<ReleasedCommand> Of(Books books, IReadOnlyList<KillSwitchEntry> engaged)
    {
        List<ReleasedCommand> cancels = [];
        foreach (Order order in books.Orders.Open)
        {
            if (order.Origin != OrderOrigin.Client || order.Leg != LegKind.None || order.IsHeld) continue;
            if (order.Outstanding(RequestKind.Cancel) is { UnknownSince.IsNone: true }) continue;
            if (IsCovered(order, engaged)) cancels.Add(Cancel(books, order));
        }

        return cancels;
    }

    private static bool IsCovered(Order order, IReadOnlyList<KillSwitchEntry> engaged)
    {
        foreach (KillSwitchEntry entry in engaged)
        {
            if (KillSwitch.Covers(in entry, order.Venue, order.Account, order.Strategy, order.Symbol)) return true;
        }

        return false;
    }

    private static ReleasedCommand Cancel(Books books, Order order)
    {
        VenueCommand command = new(
            VenueCommandKind.Cancel,
            order.Handle,
            order.NextRequestWireId,
            order.WireIdInForce,
            order.OrderId,
            books.Names.Of(order.Account),
            books.Names.Of(order.Symbol),
            order.Terms,
            order.CumQty,
            default,
            order.AvgPx);
        return new ReleasedCommand(command, order.Venue, order.Account, order.Strategy, order.Symbol, addsRisk: false);
    }
}
