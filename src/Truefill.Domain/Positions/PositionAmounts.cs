using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>
/// Quantity and amounts of a position at one moment, exact and in the contract's currency, fees not included.
/// </summary>
/// <param name="Qty">Signed; negative is short.</param>
/// <param name="PriceCost">Σ signed quantity × price of what is open, before the multiplier.</param>
/// <param name="Cost">The same, multiplier included.</param>
/// <param name="Realized">Signed by the closed lot's side.</param>
public readonly record struct PositionAmounts(
    Qty Qty, Exact PriceCost, Exact Cost, Exact Realized, Currency Currency)
{
    /// <summary>Average price of what is open, rounded half-even to ten decimals; 0 when flat. For display.</summary>
    public decimal AvgPx => Qty.IsZero ? 0 : ExactDecimal.RoundForDisplay((decimal)PriceCost / Qty.Value);

    /// <summary>−Σ signed quantity × price of everything.</summary>
    public decimal NetCash => Realized - Cost;
}
