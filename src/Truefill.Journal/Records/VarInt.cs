using System;

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
