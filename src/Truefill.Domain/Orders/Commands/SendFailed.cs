using Truefill.Domain.Names;

namespace Truefill.Domain.Orders.Commands;

/// <summary>The sender tells that a durable request provably did not leave.</summary>
/// <param name="WireId">Of the order or of one of its requests.</param>
public sealed record SendFailed(OrderHandle Order, ClOrdId WireId, AbortReason Reason);
