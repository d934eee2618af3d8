using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Truefill.Journal;

/// <summary>LEB128 and zigzag.</summary>
internal static class VarInt
{
    /// <summary>Bytes that 64 bits can take.</summary>
    public const int MaxBytes = 10;

    public static int Write(Span<byte> to, ulong v)
    {
        if (v < 0x80)
        {
            to[0] = (byte)v;
            return 1;
        }

        return v < 1UL << 56 && to.Length >= sizeof(ulong) ? WriteWord(to, v) : WriteBytes(to, v);
    }

    // Up to eight bytes at once: how many a number takes is what a branch predictor cannot learn of prices and times.
    private static int WriteWord(Span<byte> to, ulong v)
    {
        // Seven bits to a byte, in halves of halves.
        ulong spread = (v & 0x0FFF_FFFF) | (v & 0x00FF_FFFF_F000_0000) << 4;
        spread = (spread & 0x0000_3FFF_0000_3FFF) | (spread & 0x0FFF_C000_0FFF_C000) << 2;
        spread = (spread & 0x007F_007F_007F_007F) | (spread & 0x3F80_3F80_3F80_3F80) << 1;
        int last = BitOperations.Log2(v | 1) / 7;
        ulong before = (1UL << (8 * last)) - 1;
        BinaryPrimitives.WriteUInt64LittleEndian(to, spread | (before & 0x8080_8080_8080_8080));
        return last + 1;
    }

    private static int WriteBytes(Span<byte> to, ulong v)
    {
        int i = 0;
        while (v >= 0x80)
        {
            to[i++] = unchecked((byte)(v | 0x80));
            v >>= 7;
        }

        to[i++] = (byte)v;
        return i;
    }

    /// <summary>Bytes taken, or 0 when truncated, longer than 64 bits or longer than needed.</summary>
    public static int Read(ReadOnlySpan<byte> from, out ulong v)
    {
        v = 0;
        int max = Math.Min(from.Length, MaxBytes);
        for (int i = 0; i < max; i++)
        {
            byte b = from[i];
            v |= (ulong)(b & 0x7F) << (7 * i);
            if (b >= 0x80)
                continue;
            bool canonical = (b != 0 || i == 0) && (i < MaxBytes - 1 || b == 1);
            return canonical ? i + 1 : 0;
        }

        return 0;
    }

    public static ulong ZigZag(long v) => unchecked((ulong)((v << 1) ^ (v >> 63)));

    public static long UnZigZag(ulong v) => unchecked((long)(v >> 1) ^ -(long)(v & 1));
}
