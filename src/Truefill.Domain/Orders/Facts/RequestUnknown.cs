using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>A request got no answer in time or its line dropped: what the venue made of it is not known.</summary>
public readonly record struct RequestUnknown(OrderHandle Order, ClOrdId Request, UtcNanos Since);
