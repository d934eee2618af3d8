using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Comparison;

/// <summary>An order's numbers as the engine gives them. AvgPx is rounded half-even to ten decimals.</summary>
public readonly record struct ObservedOrder(
    OrdStatus OrdStatus, decimal OrderQty, decimal CumQty, decimal LeavesQty, decimal AvgPx, decimal Overfill);

/// <summary>A position's numbers as the engine gives them, by the account's own lot method.</summary>
/// <param name="Quantity">Signed: negative is short.</param>
/// <param name="Realised">Before fees.</param>
/// <param name="NetCash">Received less paid for the trades, fees left out.</param>
/// <param name="Fees">Paid so far, one amount per currency; rebates are negative.</param>
/// <param name="Cost">Of what is open, signed like the quantity, multiplier included.</param>
public readonly record struct ObservedPosition(
    decimal Quantity, decimal Realised, decimal NetCash, IReadOnlyList<Money> Fees, decimal Cost);

/// <summary>All that the comparison asks of an engine.</summary>
public interface IObservedState
{
    ObservedCounters Counters { get; }

    /// <summary>Every order by the first ClOrdID of its chain.</summary>
    IEnumerable<OrderName> Orders { get; }

    /// <summary>Every position that is not empty in all its numbers.</summary>
    IEnumerable<PositionName> Positions { get; }

    bool TryGetOrder(OrderName key, out ObservedOrder order);

    bool TryGetPosition(PositionName key, out ObservedPosition position);
}

/// <summary>Where model and engine differ.</summary>
/// <param name="Key">The order, position or counter.</param>
public sealed record Divergence(string Key, string Field, string Expected, string Found)
{
    public override string ToString() => $"{Key} {Field}: expected {Expected}, found {Found}";
}
