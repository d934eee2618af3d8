using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>
/// Quantity and amounts of a position at one moment, exact and in the contract's currency, fees not included.
/// </summary>
public record struct PositionAmounts
{
    /// <summary>Signed; negative is short.</summary>
    public Qty Qty { get; internal set; }

    /// <summary>Σ signed quantity × price of what is open, before the multiplier.</summary>
    public Exact PriceCost { get; internal set; }

    /// <summary>The same, multiplier included.</summary>
    public Exact Cost { get; internal set; }

    /// <summary>Signed by the closed lot's side.</summary>
    public Exact Realized { get; internal set; }

    public Currency Currency { get; internal set; }

    /// <summary>Average price of what is open, rounded half-even to ten decimals; 0 when flat. For display.</summary>
    public readonly decimal AvgPx => Qty.IsZero ? 0 : ExactDecimal.RoundToMaxDecimals((decimal)PriceCost / Qty.Value);

    /// <summary>−Σ signed quantity × price of everything.</summary>
    public readonly decimal NetCash => Realized - Cost;
}
