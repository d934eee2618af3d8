using System;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>Products for display: they may be as large as a mark makes them, so they may not fit.</summary>
internal static class Valuation
{
    // Leaves room for sums over positions.
    private const decimal Max = 1_000_000_000_000_000_000_000_000m;

    public static bool TryMultiply(decimal a, decimal b, out decimal product)
    {
        bool fits = TryMultiply(a, b, out Exact exact);
        product = exact;
        return fits;
    }

    public static bool TryMultiply(Exact a, Exact b, out Exact product) =>
        Exact.TryShortProduct(a, b, out product) || TryMultiplyLong(a, b, out product);

    private static bool TryMultiplyLong(decimal a, decimal b, out Exact product)
    {
        try
        {
            product = a * b;
            return product < Max && product > -Max;
        }
        catch (OverflowException)
        {
            product = 0;
            return false;
        }
    }
}
