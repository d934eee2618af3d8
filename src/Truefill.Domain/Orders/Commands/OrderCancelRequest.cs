using Truefill.Domain.Names;

namespace Truefill.Domain.Orders.Commands;

/// <summary>Asks to cancel the order that any ClOrdID of its chain names.</summary>
public sealed record OrderCancelRequest
{
    /// <summary>OrigClOrdID(41): any id of the order's chain.</summary>
    public required ClOrdId OrigClOrdId { get; init; }

    /// <summary>ClOrdID(11) of this request; none: made from the order's number.</summary>
    public ClOrdId ClOrdId { get; init; }

    /// <summary>Needed where two accounts use the same ClOrdID; else empty.</summary>
    public string Account { get; init; } = "";

    public OrderOrigin Origin { get; init; } = OrderOrigin.Client;
}
