using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Truefill.Fix;

/// <summary>
/// The bytes before the number in BodyLength(9) as they were in the message before, with what ends BeginString(8): all
/// messages of a session start alike, so that two comparisons take the place of reading them. Benchmark: FixBenchmark.
/// </summary>
internal struct FixKnownHeader
{
    private ulong first;
    private ulong last;
    private byte separator;

    /// <summary>Of <c>8=FIX.4.4|9=</c>: 12, with FIXT.1.1 one more. 0: none is known.</summary>
    private int length;

    /// <summary>True for a header like the last; false for one to be read by <see cref="FixHeader.Read"/>, which also
    /// tells what is wrong.</summary>
    internal readonly bool TryRead(ReadOnlySpan<byte> bytes, byte separator, out FixHeader header)
    {
        header = default;
        var known = length;
        if (known == 0 || separator != this.separator || bytes.Length < FixHeader.BytesMax) return false;
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != first
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[(known - 8)..]) != last)
            return false;
        var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[known..]);
        var digits = BitOperations.TrailingZeroCount(FixDigits.FirstEqual(word, separator)) >> 3;
        if (digits is 0 or 8) return false;
        var values = (word ^ FixDigits.Zeros) << (64 - (digits << 3));
        if (!FixDigits.AreDigits(values)) return false;
        header = new FixHeader(
            FixParseError.None, 0, 0, known - 5, (int)FixDigits.ToNumber(values), known + digits + 1);
        return true;
    }

    internal void Learn(ReadOnlySpan<byte> bytes, byte separator, int beginStringLength)
    {
        if (bytes.Length < FixHeader.BytesMax) return;
        length = beginStringLength + 5;
        this.separator = separator;
        first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        last = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(length - 8)..]);
    }
}
