using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>The intent to send an order is durable; the venue may or may not have it from here on.</summary>
public readonly record struct OrderSubmitted(OrderIntent Intent, UtcNanos At);
