using System;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Truefill.Fix;

/// <summary>Numbers as FIX writes them. Benchmark: FixBenchmark; the framework's formatter of decimals took longer than
/// all the rest of a message.</summary>
internal static class FixNumberText
{
    /// <summary>The most bytes of a decimal: a sign, a zero and a point before 28 digits.</summary>
    internal const int DecimalMax = 31;

    // Two digits each, the lower byte first.
    private static readonly ushort[] Pairs = MakePairs();

    /// <summary>Digits with the scale of the value; zero has no sign.</summary>
    /// <param name="target">Of <see cref="DecimalMax"/> bytes at the least.</param>
    /// <param name="value">Any.</param>
    /// <returns>The bytes written.</returns>
    internal static int WriteDecimal(Span<byte> target, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // More than 64 bits: rare, so plain.
        if (bits[2] != 0) return Utf8Formatter.TryFormat(value, target, out var written) ? written : 0;

        var digits = unchecked((uint)bits[0] | ((ulong)(uint)bits[1] << 32));
        var scale = (bits[3] >> 16) & 0xFF;
        var start = bits[3] < 0 && digits != 0 ? 1 : 0;
        target[0] = (byte)'-';
        if (scale == 0)
        {
            var end = start + CountOf(digits);
            WriteDigits(target[start..end], digits);
            return end;
        }

        // At least one digit stands before the point.
        var whole = Math.Max(CountOf(digits) - scale, 1);
        var point = start + whole;
        digits = WriteDigits(target.Slice(point + 1, scale), digits);
        target[point] = (byte)'.';
        WriteDigits(target[start..point], digits);
        return point + 1 + scale;
    }

    /// <summary>The lowest digits of a number, as many as there is room for, zeros in front.</summary>
    /// <returns>What is left above them.</returns>
    internal static ulong WriteDigits(Span<byte> target, ulong number)
    {
        var at = target.Length;
        for (; at >= 2; at -= 2)
        {
            (number, var low) = Math.DivRem(number, 100);
            BinaryPrimitives.WriteUInt16LittleEndian(target[(at - 2)..], Pairs[low]);
        }

        if (at == 0) return number;
        target[0] = (byte)('0' + (number % 10));
        return number / 10;
    }

    private static int CountOf(ulong number)
    {
        var count = 1;
        for (; number >= 10_000; number /= 10_000) count += 4;
        return number < 10 ? count : number < 100 ? count + 1 : number < 1000 ? count + 2 : count + 3;
    }

    private static ushort[] MakePairs()
    {
        var pairs = new ushort[100];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = (ushort)('0' + (i / 10) + (('0' + (i % 10)) << 8));
        return pairs;
    }
}
