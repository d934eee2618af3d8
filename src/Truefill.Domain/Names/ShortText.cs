using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Truefill.Domain.Names;

/// <summary>
/// Up to 47 bytes of UTF-8 held inline: the form of every id that a counterparty chooses, so that carrying one
/// allocates nothing. Longer ids are refused at the edge with the length named. The default value is the empty text.
/// </summary>
public struct ShortText : IEquatable<ShortText>
{
    /// <summary>The longest id that is taken, in bytes of UTF-8.</summary>
    public const int MaxBytes = 47;

    private Words words;

    public readonly bool IsEmpty => Length == 0;

    /// <summary>Bytes in use, 0 to <see cref="MaxBytes"/>; kept in the last byte.</summary>
    public readonly int Length => (int)(words[5] >> 56);

    /// <summary>The bytes, valid as long as the variable they are read from.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Utf8 =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in words[0]), 6))[..Length];

    /// <summary>Eight of the bytes, zeros behind the text; the last of the six words has the length on top.</summary>
    internal readonly ulong Word(int index) => words[index];

    /// <summary>Bytes 0 to 7.</summary>
    internal readonly ulong FirstWord => words[0];

    /// <summary>Bytes 8 to 15.</summary>
    internal readonly ulong SecondWord => words[1];

    public static bool operator ==(in ShortText a, in ShortText b) => Equals(in a, in b);

    public static bool operator !=(in ShortText a, in ShortText b) => !Equals(in a, in b);

    /// <summary>False when the bytes do not fit.</summary>
    public static bool TryFrom(ReadOnlySpan<byte> utf8, out ShortText text)
    {
        if (utf8.Length <= 2 * sizeof(ulong))
        {
            text = FromWords(Word(utf8), Word(utf8[Math.Min(utf8.Length, sizeof(ulong))..]), utf8.Length);
            return true;
        }

        text = default;
        if (utf8.Length > MaxBytes) return false;
        Span<byte> bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref text.words[0], 6));
        utf8.CopyTo(bytes);
        bytes[MaxBytes] = (byte)utf8.Length;
        return true;
    }

    /// <summary>False when the text does not fit.</summary>
    public static bool TryFrom(ReadOnlySpan<char> chars, out ShortText text)
    {
        Span<byte> utf8 = stackalloc byte[MaxBytes + 1];
        text = default;
        return Encoding.UTF8.TryGetBytes(chars, utf8, out int length) && TryFrom(utf8[..length], out text);
    }

    /// <summary>For ids that the code itself made or that came out of the journal.</summary>
    public static ShortText FromTrusted(ReadOnlySpan<byte> utf8)
    {
        Invariant.Holds(TryFrom(utf8, out ShortText text));
        return text;
    }

    public static ShortText FromTrusted(string chars)
    {
        Invariant.Holds(TryFrom(chars, out ShortText text));
        return text;
    }

    /// <summary>A text of at most 16 bytes, zero behind them.</summary>
    internal static ShortText FromWords(ulong first, ulong second, int length)
    {
        // Written as it is copied, in vectors: a copy of what was just written in words would wait for them.
        Unsafe.SkipInit(out ShortText text);
        ref byte start = ref Unsafe.As<Words, byte>(ref text.words);
        Vector256.Create(first, second, 0, 0).StoreUnsafe(ref Unsafe.As<byte, ulong>(ref start));
        Vector128.Create(0, (ulong)length << 56).StoreUnsafe(ref Unsafe.As<byte, ulong>(ref Unsafe.Add(ref start, 32)));
        return text;
    }

    /// <summary>Writes 48 bytes: the text, and zeros behind it.</summary>
    internal readonly void CopyPaddedTo(Span<byte> into)
    {
        // Word by word: what was just written word by word is not read again as a whole.
        Span<ulong> target = MemoryMarshal.Cast<byte, ulong>(into[..(MaxBytes + 1)]);
        for (int i = 0; i < 5; i++) target[i] = words[i];
        target[5] = words[5] & (ulong.MaxValue >> 8);
    }

    public readonly bool Equals(ShortText other) => Equals(in this, in other);

    /// <summary>The same bytes, without a copy of them.</summary>
    public static bool Equals(in ShortText a, in ShortText b) =>
        a.words[0] == b.words[0] && a.words[1] == b.words[1] && a.words[2] == b.words[2]
        && a.words[3] == b.words[3] && a.words[4] == b.words[4] && a.words[5] == b.words[5];

    public override readonly bool Equals(object? obj) => obj is ShortText other && Equals(other);

    /// <summary>The same in every process, unlike a string's.</summary>
    public override readonly int GetHashCode() => unchecked((int)(uint)Murmur128.Hash(Utf8, 0));

    public override readonly string ToString() => Encoding.UTF8.GetString(Utf8);

    // The first bytes, at most eight, as a number; in two reads that overlap rather than byte by byte.
    private static ulong Word(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        if (length >= sizeof(ulong)) return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length >= sizeof(uint))
        {
            ulong tail = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(length - sizeof(uint))..]);
            return BinaryPrimitives.ReadUInt32LittleEndian(bytes) | (tail << (8 * (length - sizeof(uint))));
        }

        if (length == 0) return 0;
        ulong middle = (ulong)bytes[length / 2] << (8 * (length / 2));
        ulong last = (ulong)bytes[length - 1] << (8 * (length - 1));
        return bytes[0] | middle | last;
    }

    [InlineArray(6)]
    private struct Words
    {
        private ulong first;
    }
}
