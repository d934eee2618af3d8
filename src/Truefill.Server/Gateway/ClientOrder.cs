using System.Globalization;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Server.Gateway;

/// <summary>
/// An order as its client sees it: to the client we are the broker, so a request that we have taken is pending, whether
/// or not the venue has said so yet.
/// </summary>
public static class ClientOrder
{
    public static OrdStatus StatusOf(Order order)
    {
        if (order.Outstanding(RequestKind.Cancel) is not null) return OrdStatus.PendingCancel;
        return order.Outstanding(RequestKind.Replace) is not null ? OrdStatus.PendingReplace : order.OrdStatus;
    }

    /// <summary>ClOrdID(11) that the client knows the order by now: of the last replace that was accepted.</summary>
    /// <param name="except">Passes over this one: what was in force before it.</param>
    public static ClOrdId IdInForce(Order order, ClOrdId except = default)
    {
        for (int i = order.Chain.Count - 1; i >= 0; i--)
        {
            OrderRequest request = order.Chain[i];
            bool isInForce = request.Kind == RequestKind.Replace
                && request.State is RequestState.Accepted or RequestState.TookEffectHere;
            if (isInForce && request.Id != except && !IsOwnId(order, request.Id)) return request.Id;
        }

        return order.ClOrdId;
    }

    /// <summary>The client's cancel that the order's own end has overtaken; none: there is none.</summary>
    public static ClOrdId OvertakenCancel(Order order) =>
        order.Chain.Count > 0 && order.Chain[^1] is { Kind: RequestKind.Cancel, State: RequestState.Overtaken } last
            && !IsOwnId(order, last.Id)
            ? last.Id
            : default;

    /// <summary>Did we name the request, and not the client?</summary>
    public static bool IsOwnId(Order order, in ClOrdId id) =>
        WireIds.Read(in id) is { Request: > 0 } own && own.Order == order.Handle;

    /// <summary>The order as it stands, without a place in the journal.</summary>
    public static ClientReport Report(Books books, Order order, ExecType type) => new()
    {
        ExecType = type,
        OrdStatus = StatusOf(order),
        ClOrdId = IdInForce(order),
        OrderId = order.WireId.ToString(),
        VenueOrderId = order.OrderId,
        Account = books.Names.Of(order.Account),
        Symbol = books.Names.Of(order.Symbol),
        Terms = order.Terms,
        OrderQty = order.OrderQty,
        CumQty = order.CumQty,
        LeavesQty = order.LeavesQty,
        AvgPx = order.AvgPx,
        Venue = books.Names.Of(order.Venue),
        Text = TextOf(books, order),
        TransactTime = order.LastReportAt.IsNone ? order.CreatedAt : order.LastReportAt,
    };

    private static string? TextOf(Books books, Order order)
    {
        if (order.UnknownSince is { IsNone: false } since)
            return $"unknown since {Text(since)}: no answer from {books.Names.Of(order.Venue)}, which is being asked";
        return order.IsHeld ? "held; nothing was sent yet" : order.Text;
    }

    private static string Text(UtcNanos time) => time.ToDateTime()
        .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
