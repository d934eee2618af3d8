using System;

namespace Truefill.Domain.Executions.Storage;

/// <summary>
/// A price or quantity as the records hold it: a signed coefficient of at most 18 digits and its scale.
/// </summary>
internal readonly record struct PackedNumber(long Coefficient, byte Scale)
{
    public static PackedNumber Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        if (bits[2] != 0 || bits[1] < 0)
        {
            value = Quantities.ExactDecimal.Normalize(value);
            decimal.GetBits(value, bits);
            Invariant.Holds(bits[2] == 0 && bits[1] >= 0, "prices and quantities have at most 18 digits");
        }

        long magnitude = ((long)bits[1] << 32) | unchecked((uint)bits[0]);
        return new PackedNumber(bits[3] < 0 ? -magnitude : magnitude, value.Scale);
    }

    public decimal ToDecimal() => ToDecimal(Coefficient, Scale);

    public static decimal ToDecimal(long coefficient, byte scale)
    {
        long magnitude = Math.Abs(coefficient);
        return new decimal(unchecked((int)magnitude), (int)(magnitude >> 32), 0, coefficient < 0, scale);
    }
}
