using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Driving;

/// <summary>
/// The generated venues name orders by their clients' ids; what an engine sent went out under the engine's wire ids,
/// and reports come back under them, also of what we asked about an order that was entered elsewhere. Orders and
/// requests that were only seen keep the ids that they were seen with.
/// </summary>
public static class WireIdTranslation
{
    /// <summary>The same input as the engine's venue would have sent it.</summary>
    public static Input Translate(in Input input, Books books)
    {
        Input wire = input;
        if (input.Kind == InputKind.ExecutionReport)
        {
            VenueId venue = input.Report.Venue;
            OrderId id = input.Report.OrderId;
            AccountId account = default;
            if (input.Report.AccountName is { } name && books.Names.Accounts.TryGet(name, out int handle))
                account = new AccountId(handle);
            wire.Report.ClOrdId = OnTheWire(books, input.Report.ClOrdId, venue, id, account);
            wire.Report.OrigClOrdId = OnTheWire(books, input.Report.OrigClOrdId, venue, id, account);
        }
        else if (input.Body is OrderCancelReject reject)
        {
            wire.Body = reject with
            {
                ClOrdId = OnTheWire(books, reject.ClOrdId, reject.Venue, reject.OrderId, default),
                OrigClOrdId = OnTheWire(books, reject.OrigClOrdId, reject.Venue, reject.OrderId, default),
            };
        }

        return wire;
    }

    private static ClOrdId OnTheWire(Books books, in ClOrdId id, VenueId venue, in OrderId orderId, AccountId account)
    {
        if (id.IsNone) return id;
        Order? order = Named(books.Orders, books.Orders.FindOrderId(venue, orderId), id)
            ?? Named(books.Orders, books.Orders.Find(id, account), id)
            ?? Named(books.Orders, books.Orders.Find(id), id);
        if (order is null) return id;
        if (order.ClOrdId == id) return order.WireId;
        return order.Request(id) is { } request ? order.WireIdOf(request) : id;
    }

    private static Order? Named(OrderTable orders, OrderLookup lookup, in ClOrdId id)
    {
        if (!lookup.IsFound) return null;
        Order order = orders[lookup.Order];
        return order.ClOrdId == id || order.Request(id) is not null ? order : null;
    }
}
