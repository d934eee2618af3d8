using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The venue reported an order that was not entered here; it is ours to account for from now on.</summary>
public readonly record struct OrderAdopted(OrderIntent Intent, OrderId OrderId, UtcNanos At);
