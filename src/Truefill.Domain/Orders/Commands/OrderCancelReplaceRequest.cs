using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders.Commands;

/// <summary>Asks to change the order that any ClOrdID of its chain names; what is null stays as it is.</summary>
public sealed record OrderCancelReplaceRequest
{
    /// <summary>OrigClOrdID(41): any id of the order's chain.</summary>
    public required ClOrdId OrigClOrdId { get; init; }

    /// <summary>ClOrdID(11) of this request; none: made from the order's number.</summary>
    public ClOrdId ClOrdId { get; init; }

    /// <summary>Needed where two accounts use the same ClOrdID; else empty.</summary>
    public string Account { get; init; } = "";

    /// <summary>The new total OrderQty(38), what is already executed included.</summary>
    public Qty? OrderQty { get; init; }

    public OrdType? OrdType { get; init; }

    public TimeInForce? TimeInForce { get; init; }

    public Px? Price { get; init; }

    public Px? StopPx { get; init; }

    public OrderOrigin Origin { get; init; } = OrderOrigin.Client;

    /// <summary>The terms that it asks for of an order that has these.</summary>
    public OrderTerms Over(in OrderTerms terms) => terms with
    {
        OrderQty = OrderQty ?? terms.OrderQty,
        OrdType = OrdType ?? terms.OrdType,
        TimeInForce = TimeInForce ?? terms.TimeInForce,
        Price = Price ?? (OrdType is Orders.OrdType.Market or Orders.OrdType.Stop ? null : terms.Price),
        StopPx = StopPx ?? (OrdType is Orders.OrdType.Market or Orders.OrdType.Limit ? null : terms.StopPx),
        ExpireTime = TimeInForce is null or Orders.TimeInForce.GoodTillDate ? terms.ExpireTime : default,
    };

    /// <summary>Of an order that has these terms it takes away quantity, and changes nothing else.</summary>
    public bool OnlyReduces(in OrderTerms terms) => Over(in terms).OnlyReduces(in terms);
}
