using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders;

/// <summary>
/// What is to protect the position that an order opens, once it fills. A price stands as it is; an offset is a fraction
/// of the fill price (−0.02 is 2 % below it). Of each pair at most one is set.
/// </summary>
/// <param name="TakeProfitOffset">Zero: none.</param>
/// <param name="StopLossOffset">Zero: none.</param>
public readonly record struct Bracket(
    Px? TakeProfit,
    Px? StopLoss,
    decimal TakeProfitOffset = 0,
    decimal StopLossOffset = 0);
