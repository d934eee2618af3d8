using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Domain.Clients;

/// <summary>We refused to cancel or replace an order; it stands as it did.</summary>
/// <param name="Order">None where no order was found.</param>
/// <param name="OrigClOrdId">The id that the client named the order by; none where it named none.</param>
/// <param name="Request">ClOrdID(11) of the refused request; a mass cancel has one for all of its orders.</param>
public readonly record struct RequestDenied(
    SourceId Source,
    OrderHandle Order,
    RequestKind Kind,
    ClOrdId OrigClOrdId,
    ClOrdId Request,
    DenyReason Reason,
    string? Detail,
    UtcNanos At);
