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
}
