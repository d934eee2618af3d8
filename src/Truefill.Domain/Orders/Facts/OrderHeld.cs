using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>An order was taken while its venue could not be reached or does not exist; nothing was sent.</summary>
public readonly record struct OrderHeld(OrderIntent Intent, HoldReason Reason, UtcNanos At);
