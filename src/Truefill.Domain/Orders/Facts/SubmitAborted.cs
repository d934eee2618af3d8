using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>An order provably never left: it was held, or the kill latch caught it before the send.</summary>
public readonly record struct SubmitAborted(OrderHandle Order, AbortReason Reason, UtcNanos At);
