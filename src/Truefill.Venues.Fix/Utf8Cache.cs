using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Truefill.Venues.Fix;

/// <summary>
/// Strings by their bytes: a name that comes again is the same string and allocates nothing. Bounded: of names that
/// meet in a place, the two that came last are kept. One thread.
/// </summary>
/// <param name="slots">Names that are kept at most, rounded up to a power of two; from 2.</param>
internal sealed class Utf8Cache(int slots)
{
    /// <summary>Longer texts are made anew each time: they hardly repeat.</summary>
    private const int BytesMax = 64;

    private readonly (byte[] Bytes, string Text)[] entries =
        new (byte[], string)[(int)BitOperations.RoundUpToPowerOf2((uint)slots)];

    /// <summary>Bytes above 0x7F are read as Latin-1.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "";
        if (bytes.Length > BytesMax) return Encoding.Latin1.GetString(bytes);
        int place = (int)(Hash(bytes) & (uint)(entries.Length - 1) & ~1u);
        ref (byte[] Bytes, string Text) newer = ref entries[place];
        if (newer.Bytes is not null && bytes.SequenceEqual(newer.Bytes)) return newer.Text;
        ref (byte[] Bytes, string Text) older = ref entries[place + 1];
        if (older.Bytes is not null && bytes.SequenceEqual(older.Bytes)) return older.Text;
        older = newer;

        // A name that the books know is the same string here: it is compared with theirs by reference.
        string text = Encoding.Latin1.GetString(bytes);
        newer = (bytes.ToArray(), string.IsInterned(text) ?? text);
        return newer.Text;
    }

    // Of the first and the last bytes: names that share both are told apart by comparing them.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        ulong first;
        ulong last;
        if (bytes.Length >= sizeof(ulong))
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            last = BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]);
        }
        else if (bytes.Length >= sizeof(uint))
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            last = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]);
        }
        else
        {
            first = bytes[0];
            last = ((ulong)bytes[bytes.Length / 2] << 8) | bytes[^1];
        }

        // Odd constants without a pattern in their bits; the upper bits of a product depend on all of it.
        ulong mixed = unchecked((first * 0x9E37_79B9_7F4A_7C15) ^ (last * 0xD1B5_4A32_D192_ED03));
        return (uint)(unchecked((mixed ^ (mixed >> 32)) * 0x9E37_79B9_7F4A_7C15) >> 32);
    }
}
