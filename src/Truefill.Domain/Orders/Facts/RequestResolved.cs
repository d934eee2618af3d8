using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>Evidence or a named person ended an unknown request.</summary>
public readonly record struct RequestResolved(
    OrderHandle Order,
    ClOrdId Request,
    Resolution As,
    string By,
    string Reason,
    UtcNanos At);
