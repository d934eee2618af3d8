using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Truefill.Fix;

/// <summary>
/// The one pass over the bytes of a message: a bit per byte for the separators, the sum of all bytes, and whether a
/// control byte occurs.
/// The three paths give the same answer; a test holds them to it. Benchmark: FixBenchmark.
/// </summary>
internal static class FixScan
{
    internal const byte Soh = 1;

    /// <summary>What the pass found besides the separator bits.</summary>
    internal readonly record struct Result(uint Sum, int Separators, bool HasControl);

    internal enum Path
    {
        Scalar,
        Vector256,
        Vector512,
    }

    internal static int BlockCount(int bytes) => (bytes + 63) >> 6;

    internal static Path Best(int bytes) =>
        bytes >= 64 && Avx512BW.IsSupported ? Path.Vector512
        : bytes >= 64 && Avx2.IsSupported ? Path.Vector256
        : Path.Scalar;

    internal static Result Scan(ReadOnlySpan<byte> bytes, byte separator, Span<ulong> bits) =>
        Scan(bytes, separator, bits, Best(bytes.Length));

    /// <summary>Blocks looked at in one go, and so the most separators found: the buffer for them is small and
    /// fixed.</summary>
    private const int EndBlocks = 8;

    internal const int EndsLength = (EndBlocks * 64) + 8;

    /// <summary>
    /// The places of the next separators from a byte on, at least one: the caller knows that there is one. Eight places
    /// are written per block whether there are that many or not, which costs less than to ask: a message has five or
    /// six.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Ends(ReadOnlySpan<ulong> bits, int from, int[] ends)
    {
        ref var bit = ref MemoryMarshal.GetReference(bits);
        ref var target = ref MemoryMarshal.GetReference(ends.AsSpan(0, EndsLength));
        var block = from >> 6;
        var mask = bits[block] & (ulong.MaxValue << (from & 63));
        var found = 0;
        unchecked
        {
            while (mask == 0) mask = bits[++block];
            for (var stop = Math.Min(block + EndBlocks, bits.Length); ;)
            {
                var first = block << 6;
                var count = BitOperations.PopCount(mask);
                ref var to = ref Unsafe.Add(ref target, found);
                found += count;
                to = first + BitOperations.TrailingZeroCount(mask);
                Unsafe.Add(ref to, 1) = first + BitOperations.TrailingZeroCount(mask &= mask - 1);
                Unsafe.Add(ref to, 2) = first + BitOperations.TrailingZeroCount(mask &= mask - 1);
                Unsafe.Add(ref to, 3) = first + BitOperations.TrailingZeroCount(mask &= mask - 1);
                Unsafe.Add(ref to, 4) = first + BitOperations.TrailingZeroCount(mask &= mask - 1);
                Unsafe.Add(ref to, 5) = first + BitOperations.TrailingZeroCount(mask &= mask - 1);
                Unsafe.Add(ref to, 6) = first + BitOperations.TrailingZeroCount(mask &= mask - 1);
                Unsafe.Add(ref to, 7) = first + BitOperations.TrailingZeroCount(mask &= mask - 1);
                for (var i = 8; i < count; i++)
                    Unsafe.Add(ref to, i) = first + BitOperations.TrailingZeroCount(mask &= mask - 1);
                if (++block >= stop) return found;
                mask = Unsafe.Add(ref bit, block);
            }
        }
    }

    /// <summary>The sum of bytes, modulo 2^32.</summary>
    internal static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        if (Avx2.IsSupported)
        {
            var sums = Vector256<ulong>.Zero;
            for (; bytes.Length >= 32; bytes = bytes[32..])
                sums += Avx2.SumAbsoluteDifferences(Vector256.Create(bytes), Vector256<byte>.Zero).AsUInt64();
            sum = unchecked((uint)Vector256.Sum(sums));
        }

        foreach (var value in bytes) sum = unchecked(sum + value);
        return sum;
    }

    /// <summary>Fills bits[0 .. BlockCount): bit i of block b is set when byte 64*b+i is a separator.</summary>
    internal static Result Scan(ReadOnlySpan<byte> bytes, byte separator, Span<ulong> bits, Path path)
    {
        // The vector paths write without bounds checks: this line is what makes them safe.
        bits = bits[..BlockCount(bytes.Length)];
        return path switch
        {
            Path.Vector512 when bytes.Length >= 64 && Avx512BW.IsSupported => Scan512(bytes, separator, bits),
            Path.Vector256 when bytes.Length >= 64 && Avx2.IsSupported => Scan256(bytes, separator, bits),
            _ => ScanScalar(bytes, separator, bits),
        };
    }

    /// <summary>A byte below 0x20, or DEL. SOH is one too: the caller looks at bytes that are not separators.</summary>
    internal static bool IsControl(byte value) => value is < 0x20 or 0x7F;

    private static Result ScanScalar(ReadOnlySpan<byte> bytes, byte separator, Span<ulong> bits)
    {
        bits.Clear();
        uint sum = 0;
        var separators = 0;
        var control = false;
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = bytes[i];
            sum = unchecked(sum + value);
            if (value == separator)
            {
                bits[i >> 6] |= 1UL << (i & 63);
                separators++;
            }
            else
            {
                control |= IsControl(value);
            }
        }

        return new Result(sum, separators, control);
    }

    private static Result Scan512(ReadOnlySpan<byte> bytes, byte separator, Span<ulong> bits)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        ref var bit = ref MemoryMarshal.GetReference(bits);
        var wanted = Vector512.Create(separator);
        var space = Vector512.Create((byte)0x20);
        var delete = Vector512.Create((byte)0x7F);
        var sums = Vector512<ulong>.Zero;
        ulong control = 0;
        var separators = 0;
        var offset = 0;
        for (; offset + 64 <= bytes.Length; offset += 64)
        {
            var block = Vector512.LoadUnsafe(ref start, (nuint)offset);
            var mask = Vector512.Equals(block, wanted).ExtractMostSignificantBits();
            Unsafe.Add(ref bit, offset >> 6) = mask;
            separators += BitOperations.PopCount(mask);
            sums += Avx512BW.SumAbsoluteDifferences(block, Vector512<byte>.Zero).AsUInt64();
            control |= (Vector512.LessThan(block, space) | Vector512.Equals(block, delete))
                .ExtractMostSignificantBits() & ~mask;
        }

        var rest = bytes.Length - offset;
        if (rest > 0)
        {
            // The last 64 bytes again; the ones already counted are shifted out of the masks and blanked in the sum.
            var block = Vector512.LoadUnsafe(ref start, (nuint)(bytes.Length - 64));
            var mask = Vector512.Equals(block, wanted).ExtractMostSignificantBits() >> (64 - rest);
            Unsafe.Add(ref bit, offset >> 6) = mask;
            separators += BitOperations.PopCount(mask);
            var fresh = Vector512.GreaterThanOrEqual(Vector512<byte>.Indices, Vector512.Create((byte)(64 - rest)));
            sums += Avx512BW.SumAbsoluteDifferences(block & fresh, Vector512<byte>.Zero).AsUInt64();
            control |= ((Vector512.LessThan(block, space) | Vector512.Equals(block, delete))
                .ExtractMostSignificantBits() >> (64 - rest)) & ~mask;
        }

        return new Result(unchecked((uint)Vector512.Sum(sums)), separators, control != 0);
    }

    private static Result Scan256(ReadOnlySpan<byte> bytes, byte separator, Span<ulong> bits)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        ref var bit = ref MemoryMarshal.GetReference(bits);
        var wanted = Vector256.Create(separator);
        var sums = Vector256<ulong>.Zero;
        var control = Vector256<byte>.Zero;
        var separators = 0;
        var offset = 0;
        unchecked
        {
            for (; offset + 64 <= bytes.Length; offset += 64)
            {
                var low = Vector256.LoadUnsafe(ref start, (nuint)offset);
                var high = Vector256.LoadUnsafe(ref start, (nuint)offset + 32);
                var mask = Look(low, wanted, ref sums, ref control)
                    | ((ulong)Look(high, wanted, ref sums, ref control) << 32);
                Unsafe.Add(ref bit, offset >> 6) = mask;
                separators += BitOperations.PopCount(mask);
            }

            var rest = bytes.Length - offset;
            if (rest > 0)
            {
                // The last 64 bytes again, those already seen shifted out of the mask and blanked in the sum.
                var seen = Vector256.Create((byte)(64 - rest));
                var last = (nuint)(bytes.Length - 64);
                var lowFresh = Vector256.GreaterThanOrEqual(Vector256<byte>.Indices, seen);
                var highFresh = Vector256.GreaterThanOrEqual(
                    Vector256<byte>.Indices + Vector256.Create((byte)32), seen);
                var low = Vector256.LoadUnsafe(ref start, last) & lowFresh;
                var high = Vector256.LoadUnsafe(ref start, last + 32) & highFresh;
                Vector256<byte> lowControl = default, highControl = default;
                var mask = (Look(low, wanted, ref sums, ref lowControl)
                    | ((ulong)Look(high, wanted, ref sums, ref highControl) << 32)) >> (64 - rest);
                control |= (lowControl & lowFresh) | (highControl & highFresh);
                Unsafe.Add(ref bit, offset >> 6) = mask;
                separators += BitOperations.PopCount(mask);
            }
        }

        return new Result(unchecked((uint)Vector256.Sum(sums)), separators, control != Vector256<byte>.Zero);
    }

    /// <summary>A bit per separator; what is a control byte and none is added to <paramref name="control"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Look(
        Vector256<byte> block, Vector256<byte> wanted, ref Vector256<ulong> sums, ref Vector256<byte> control)
    {
        var found = Vector256.Equals(block, wanted);
        sums += Avx2.SumAbsoluteDifferences(block, Vector256<byte>.Zero).AsUInt64();
        var below = Vector256.Equals(Vector256.Min(block, Vector256.Create((byte)0x1F)), block)
            | Vector256.Equals(block, Vector256.Create((byte)0x7F));
        control |= Vector256.AndNot(below, found);
        return found.ExtractMostSignificantBits();
    }
}
