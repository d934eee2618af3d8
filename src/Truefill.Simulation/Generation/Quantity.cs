using Truefill.Domain.Quantities;

namespace Truefill.Simulation.Generation;

/// <summary>Numbers as an edge hands them on: checked, without trailing zeros.</summary>
internal static class Quantity
{
    public static Qty Of(decimal value) => Qty.FromTrusted(ExactDecimal.Normalize(value));

    public static Px Price(decimal value) => Px.FromTrusted(ExactDecimal.Normalize(value));
}
