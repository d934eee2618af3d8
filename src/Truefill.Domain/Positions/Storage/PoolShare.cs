using System;
using System.Numerics;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions.Storage;

/// <summary>
/// The share of a pool's cost that a close releases: cost × part / whole, rounded half-even to ten decimals, in whole
/// numbers throughout, because a decimal product that is rounded before it is divided can round the wrong way.
/// </summary>
internal static class PoolShare
{
    public static decimal Release(decimal cost, decimal part, decimal whole)
    {
        Split(cost, out UInt128 costDigits, out int costScale, out bool negative);
        Split(part, out UInt128 partDigits, out int partScale, out _);
        Split(whole, out UInt128 wholeDigits, out int wholeScale, out _);

        // cost × part / whole × 10^shift is the wanted number of ten-billionths.
        int shift = ExactDecimal.MaxDecimals - costScale - partScale + wholeScale;
        int up = Math.Max(shift, 0);
        int down = Math.Max(-shift, 0);
        UInt128 result;
        if (up <= 18 && down <= 18 && Bits(costDigits) + Bits(partDigits) + BitsOfTen(up) <= 127
            && Bits(wholeDigits) + BitsOfTen(down) <= 127)
        {
            UInt128 divisor = wholeDigits * PowerOfTen(down);
            (result, UInt128 rest) = UInt128.DivRem(costDigits * partDigits * PowerOfTen(up), divisor);
#if PLANTED_BUGS
            if (Planted.Is(Bug.PoolRoundsDown)) rest = 0;
#endif
            UInt128 half = divisor - rest;
            if (rest > half || (rest == half && UInt128.IsOddInteger(result))) result++;
        }
        else
        {
            BigInteger divisor = (BigInteger)wholeDigits * BigInteger.Pow(10, down);
            BigInteger dividend = (BigInteger)costDigits * (BigInteger)partDigits * BigInteger.Pow(10, up);
            BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger rest);
            BigInteger half = divisor - rest;
            if (rest > half || (rest == half && !quotient.IsEven)) quotient++;
            result = (UInt128)quotient;
        }

        Invariant.Holds(result >> 96 == 0, "a pool's cost fits a decimal with ten decimals");
        ulong low = unchecked((ulong)result);
        return new decimal(
            unchecked((int)low),
            unchecked((int)(low >> 32)),
            unchecked((int)(uint)(result >> 64)),
            negative,
            ExactDecimal.MaxDecimals);
    }

    private static void Split(decimal value, out UInt128 digits, out int scale, out bool negative)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        ulong low = ((ulong)unchecked((uint)bits[1]) << 32) | unchecked((uint)bits[0]);
        digits = new UInt128(unchecked((uint)bits[2]), low);
        scale = value.Scale;
        negative = bits[3] < 0;
    }

    private static int Bits(UInt128 value) => 128 - (int)UInt128.LeadingZeroCount(value);

    // log2(10) < 10/3.
    private static int BitsOfTen(int exponent) => (exponent * 10 + 2) / 3;

    private static ulong PowerOfTen(int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
