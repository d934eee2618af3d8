using System;
using System.Buffers.Binary;

namespace Truefill.Fix;

/// <summary>
/// Whether a value is printable ASCII, 0x20 to 0x7E, as ids and names are: what is not cannot be written into a message
/// again, so whoever keeps it could never be asked or told about it.
/// </summary>
public static class FixPrintable
{
    private const ulong HighBits = 0x8080_8080_8080_8080;
    private const ulong Spaces = 0x2020_2020_2020_2020;
    private const ulong Ones = 0x0101_0101_0101_0101;

    /// <summary>True when every byte is printable; also for no bytes at all.</summary>
    public static bool Is(ReadOnlySpan<byte> value)
    {
        if (value.Length < sizeof(ulong))
        {
            foreach (var each in value)
            {
                if (each is < 0x20 or > 0x7E) return false;
            }

            return true;
        }

        // Eight bytes at a time, the last eight over again: most ids are shorter than a vector.
        for (var at = 0; at < value.Length - sizeof(ulong); at += sizeof(ulong))
        {
            if (!IsWord(value[at..])) return false;
        }

        return IsWord(value[^sizeof(ulong)..]);
    }

    // The high bit of a byte is set by itself above 0x7F, by the subtraction below 0x20, and by the addition at 0x7F. A
    // borrow or carry can only come from a byte that is refused anyhow.
    private static bool IsWord(ReadOnlySpan<byte> bytes)
    {
        var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return ((word | unchecked(word - Spaces) | unchecked(word + Ones)) & HighBits) == 0;
    }
}
