using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>What an order asks for: the part that a replace can change.</summary>
/// <param name="OrderQty">OrderQty(38), positive.</param>
/// <param name="Price">Price(44), the limit; absent for market and stop orders.</param>
/// <param name="StopPx">StopPx(99), the trigger of stop and stop-limit orders.</param>
/// <param name="ExpireTime">ExpireTime(126) of a good-till-date order, else none.</param>
/// <param name="ReduceOnly">May only bring the position towards zero.</param>
public readonly record struct OrderTerms(
    Side Side,
    OrdType OrdType,
    TimeInForce TimeInForce,
    Qty OrderQty,
    Px? Price = null,
    Px? StopPx = null,
    UtcNanos ExpireTime = default,
    bool ReduceOnly = false)
{
    /// <summary>Less of the same, or as much of it.</summary>
    public bool OnlyReduces(in OrderTerms other) =>
        OrderQty <= other.OrderQty && this with { OrderQty = other.OrderQty } == other;
}
