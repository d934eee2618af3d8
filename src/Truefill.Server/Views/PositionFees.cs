using System;
using System.Collections.Generic;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Server.Views;

/// <summary>
/// What a position was charged. Charges in another currency than the position's do not add up with it: they stand
/// beside, a sum of each currency, and only if there are any.
/// </summary>
internal static class PositionFees
{
    /// <returns>In the position's own currency.</returns>
    /// <param name="others">By currency code.</param>
    public static decimal Of(in Position position, out SortedDictionary<string, decimal> others)
    {
        decimal own = 0;
        others = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (PositionFee fee in position.Fees)
        {
            Money amount = fee.Amount;
            string code = amount.Currency.ToString();
            if (amount.Currency == position.Currency) own += amount.Amount;
            else others[code] = others.GetValueOrDefault(code) + amount.Amount;
        }

        return own;
    }
}
