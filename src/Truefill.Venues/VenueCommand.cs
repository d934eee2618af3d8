using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Venues;

public enum VenueCommandKind : byte
{
    New = 1,
    Cancel = 2,
    Replace = 3,

    /// <summary>Every open order of the session, before the single cancels. For venues that claim it.</summary>
    CancelAll = 4,
}

/// <summary>
/// One message to a venue, released only after the fact that caused it is durable. Its ids are final: an adapter maps
/// them to the venue's form and never makes another.
/// </summary>
/// <param name="WireId">ClOrdID(11) of this request.</param>
/// <param name="OrigWireId">OrigClOrdID(41): the request before it in the chain; none for a new order.</param>
/// <param name="OrderId">OrderID(37), if the venue has given one.</param>
/// <param name="CumQty">Executed so far, for venues whose replace states the open quantity.</param>
/// <param name="LinkId">
/// ClOrdLinkID(583): orders of one link id cancel each other. None: not linked. Only for venues that claim it.
/// </param>
/// <param name="AvgPx">Average price of <paramref name="CumQty"/>; zero: nothing is executed.</param>
public readonly record struct VenueCommand(
    VenueCommandKind Kind,
    OrderHandle Order,
    ClOrdId WireId,
    ClOrdId OrigWireId,
    OrderId OrderId,
    string Account,
    string Symbol,
    OrderTerms Terms,
    Qty CumQty,
    ClOrdId LinkId = default,
    Px AvgPx = default);
