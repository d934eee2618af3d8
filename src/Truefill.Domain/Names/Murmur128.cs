using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Truefill.Domain.Names;

/// <summary>
/// MurmurHash3 x64-128 (Austin Appleby, public domain), the same in every process and on every machine. Used to find
/// ids, never to trust them: whoever finds a digest compares the text behind it.
/// </summary>
public static class Murmur128
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    public static UInt128 Hash(ReadOnlySpan<byte> data, uint seed)
    {
        // Arithmetic modulo 2^64 is the definition of the function.
        unchecked
        {
            ulong h1 = seed;
            ulong h2 = seed;
            int length = data.Length;
            for (; data.Length >= 16; data = data[16..])
            {
                h1 ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(data));
                h1 = (BitOperations.RotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
                h2 ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
                h2 = (BitOperations.RotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
            }

            if (data.Length > 8) h2 ^= MixSecond(ReadTail(data[8..]));
            if (data.Length > 0) h1 ^= MixFirst(ReadTail(data.Length > 8 ? data[..8] : data));
            h1 ^= (ulong)length;
            h2 ^= (ulong)length;
            h1 += h2;
            h2 += h1;
            h1 = Finish(h1);
            h2 = Finish(h2);
            h1 += h2;
            h2 += h1;
            return new UInt128(h2, h1);
        }
    }

    private static ulong MixFirst(ulong k) => unchecked(BitOperations.RotateLeft(k * C1, 31) * C2);

    private static ulong MixSecond(ulong k) => unchecked(BitOperations.RotateLeft(k * C2, 33) * C1);

    private static ulong ReadTail(ReadOnlySpan<byte> tail)
    {
        ulong k = 0;
        for (int i = tail.Length - 1; i >= 0; i--) k = (k << 8) | tail[i];
        return k;
    }

    private static ulong Finish(ulong k)
    {
        unchecked
        {
            k ^= k >> 33;
            k *= 0xff51afd7ed558ccd;
            k ^= k >> 33;
            k *= 0xc4ceb9fe1a85ec53;
            return k ^ (k >> 33);
        }
    }
}
