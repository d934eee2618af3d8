using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Domain.Clients;

/// <summary>We refused to cancel or replace an order; it stands as it did.</summary>
/// <param name="Order">None where no order was found.</param>
/// <param name="OrigClOrdId">The id that the client named the order by.</param>
/// <param name="Request">ClOrdID(11) of the refused request.</param>
public readonly record struct RequestDenied(
    SourceId Source,
    OrderHandle Order,
    RequestKind Kind,
    ClOrdId OrigClOrdId,
    ClOrdId Request,
    DenyReason Reason,
    string? Detail,
    UtcNanos At);
