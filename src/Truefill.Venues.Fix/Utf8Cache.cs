using System;
using System.Numerics;
using System.Text;

namespace Truefill.Venues.Fix;

/// <summary>
/// Strings by their bytes: a name that comes again is the same string and allocates nothing. Bounded: two names that
/// meet in a slot take turns. One thread.
/// </summary>
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
        ref (byte[] Bytes, string Text) entry = ref entries[Hash(bytes) & (uint)(entries.Length - 1)];
        if (entry.Bytes is null || !bytes.SequenceEqual(entry.Bytes))
        {
            // A name that the books know is the same string here: it is compared with theirs by reference.
            string text = Encoding.Latin1.GetString(bytes);
            entry = (bytes.ToArray(), string.IsInterned(text) ?? text);
        }

        return entry.Text;
    }

    // FNV-1a: names are a few bytes.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        uint hash = 2_166_136_261;
        foreach (byte value in bytes) hash = unchecked((hash ^ value) * 16_777_619);
        return hash ^ (hash >> 15);
    }
}
