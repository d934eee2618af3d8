using System.Runtime.CompilerServices;

namespace Truefill.Fix;

/// <summary>
/// Eight bytes at a time: digits are checked and turned into a number without a branch per digit, because the lengths
/// of tags and values are what a branch predictor cannot learn. The first byte is the lowest. Arithmetic wraps on
/// purpose. Benchmark: FixBenchmark.
/// </summary>
internal static class FixDigits
{
    internal const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong Ones = 0x0101_0101_0101_0101;
    private const ulong Highs = 0x8080_8080_8080_8080;

    /// <summary>True when every byte is 0 to 9 (the value, not the character).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreDigits(ulong values) => unchecked(((values + 0x7676_7676_7676_7676) | values) & Highs) == 0;

    /// <summary>A high bit at the first byte equal to <paramref name="value"/>; bits above it mean nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong FirstEqual(ulong word, byte value)
    {
        var difference = unchecked(word ^ (Ones * value));
        return unchecked((difference - Ones) & ~difference & Highs);
    }

    /// <summary>Eight digit values to their number, the lowest byte being the most significant digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint ToNumber(ulong digits)
    {
        unchecked
        {
            var pairs = (digits * 10) + (digits >> 8);
            const ulong mask = 0x0000_00FF_0000_00FF;
            return (uint)((((pairs & mask) * 0x000F_4240_0000_0064)
                + (((pairs >> 16) & mask) * 0x0000_2710_0000_0001)) >> 32);
        }
    }
}
