using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Truefill.Fix;

/// <summary>
/// Parses one tag=value message into a <see cref="FixFieldIndex"/>. Total: any bytes give a result, none an exception.
/// The bytes are looked
/// at once by vector instructions (separators, sum, control bytes); the loop over the fields then jumps from separator
/// to separator.
/// </summary>
public static class FixParser
{
    private const int TrailerBytes = 7;

    /// <param name="bytes">Exactly one message, from <c>8=</c> to the separator after CheckSum(10).</param>
    /// <param name="index">Overwritten. After an error it holds the fields before the error.</param>
    /// <param name="message">A view on the bytes, good until the index is used again.</param>
    /// <param name="options">Where to be more patient or more strict.</param>
    /// <param name="separator">SOH on the wire. With another one, as in logs, BodyLength(9) and CheckSum(10) are those
    /// of the SOH form.</param>
    /// <param name="dataFields">The fields that carry their length before them; the standard ones when null.</param>
    public static FixParseResult Parse(
        ReadOnlySpan<byte> bytes,
        FixFieldIndex index,
        out FixMessage message,
        FixParseOptions options = FixParseOptions.None,
        byte separator = FixScan.Soh,
        FixDataFields? dataFields = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (bytes.Length > index.MessageBytesMax)
        {
            index.Reset();
            message = new FixMessage(default, index);
            return new FixParseResult(FixParseError.MessageTooLong, index.MessageBytesMax, 0);
        }

        index.Start(bytes.Length);
        var scan = FixScan.Scan(bytes, separator, index.Bits);
        index.Reserve(scan.Separators);
        var result = CheckFrame(bytes, index, scan, separator, options, out var bodyStart);
        if (result.IsOk)
        {
            var checkControl = scan.HasControl && (options & FixParseOptions.AllowControlBytes) == FixParseOptions.None;
            result = ReadBody(
                bytes, bodyStart, index, separator, options, checkControl, dataFields ?? FixDataFields.Default);
        }

        message = new FixMessage(bytes, index);
        return result;
    }

    /// <summary>SOH, or <c>|</c> when that is what ends the BeginString(8): log files are often written so.</summary>
    public static byte DetectSeparator(ReadOnlySpan<byte> message)
    {
        var found = message[..Math.Min(message.Length, 16)].IndexOfAny(FixScan.Soh, (byte)'|');
        return found < 0 ? FixScan.Soh : message[found];
    }

    private static FixParseResult Fail(FixParseError error, int position, int tag = 0) => new(error, position, tag);

    private static FixParseResult CheckFrame(
        ReadOnlySpan<byte> bytes,
        FixFieldIndex index,
        FixScan.Result scan,
        byte separator,
        FixParseOptions options,
        out int bodyStart)
    {
        var header = FixHeader.Read(bytes, separator);
        bodyStart = header.BodyStart;
        if (header.Error != FixParseError.None) return Fail(header.Error, header.Position, header.Tag);

        Add(index, Tags.BeginString, 2, header.BeginStringLength);
        var lengthOffset = header.BeginStringLength + 5;
        Add(index, Tags.BodyLength, lengthOffset, bodyStart - 1 - lengthOffset);

        var bodyEnd = bytes.Length - TrailerBytes;
        var declaredEnd = bodyStart + header.BodyLength;
        if (declaredEnd != bodyEnd && (options & FixParseOptions.IgnoreBodyLength) == FixParseOptions.None)
            return LengthError(bytes, bodyStart, declaredEnd, lengthOffset, separator);
        if (bodyEnd < bodyStart) return Fail(FixParseError.Truncated, bytes.Length);

        var trailer = bytes[bodyEnd..];
        if (trailer[0] != '1' || trailer[1] != '0' || trailer[2] != '=' || bytes[bodyEnd - 1] != separator)
            return Fail(FixParseError.CheckSumExpected, bodyEnd);
        if (trailer[6] != separator) return Fail(FixParseError.SeparatorMissing, bytes.Length - 1, Tags.CheckSum);
        if (!TryReadCheckSum(trailer, out var declared))
            return Fail(FixParseError.CheckSumMalformed, bodyEnd + 3, Tags.CheckSum);

        var sum = scan.Sum;
        foreach (var value in trailer) sum -= value;
        // The sum of the SOH form: each separator of the body counts as 1.
        if (separator != FixScan.Soh) sum -= (uint)((scan.Separators - 1) * (separator - FixScan.Soh));
        if ((sum & 0xFF) != declared && (options & FixParseOptions.IgnoreCheckSum) == FixParseOptions.None)
            return Fail(FixParseError.CheckSumMismatch, bodyEnd + 3, Tags.CheckSum);
        return new FixParseResult(FixParseError.None, bytes.Length, 0);
    }

    private static bool TryReadCheckSum(ReadOnlySpan<byte> trailer, out uint value)
    {
        uint a = unchecked((uint)trailer[3] - '0'), b =
            unchecked((uint)trailer[4] - '0'), c = unchecked((uint)trailer[5] - '0');
        value = 0;
        if (a > 9 || b > 9 || c > 9) return false;
        value = (a * 100) + (b * 10) + c;
        return value <= 255;
    }

    /// <summary>The frame does not fit its BodyLength(9): say which of the two is likelier at fault.</summary>
    private static FixParseResult LengthError(
        ReadOnlySpan<byte> bytes, int bodyStart, int declaredEnd, int lengthOffset, byte separator)
    {
        if (declaredEnd + TrailerBytes < bytes.Length)
        {
            return declaredEnd > bodyStart && IsTrailer(bytes, declaredEnd, separator)
                ? Fail(FixParseError.TrailingBytes, declaredEnd + TrailerBytes)
                : Fail(FixParseError.BodyLengthMismatch, lengthOffset, Tags.BodyLength);
        }

        return bytes.Length - TrailerBytes > bodyStart && IsTrailer(bytes, bytes.Length - TrailerBytes, separator)
            ? Fail(FixParseError.BodyLengthMismatch, lengthOffset, Tags.BodyLength)
            : Fail(FixParseError.Truncated, bytes.Length);
    }

    private static bool IsTrailer(ReadOnlySpan<byte> bytes, int at, byte separator) =>
        bytes[at - 1] == separator && bytes[at] == '1' && bytes[at + 1] == '0' && bytes[at + 2] == '='
        && bytes[at + 6] == separator && TryReadCheckSum(bytes[at..], out _);

    /// <summary>
    /// The loop over the fields. What is common stays here and in registers, what is rare is a call. No bounds checks:
    /// CheckFrame has seen a
    /// separator just before and at the end of the trailer, so a field that starts before bodyEnd ends before it, and
    /// eight bytes can be read at its
    /// start; the capacity is checked before a field is written. No overflow checks: offsets are below 16 MiB.
    /// Benchmark: FixBenchmark.
    /// </summary>
    private static FixParseResult ReadBody(
        ReadOnlySpan<byte> bytes,
        int bodyStart,
        FixFieldIndex index,
        byte separator,
        FixParseOptions options,
        bool checkControl,
        FixDataFields dataFields)
    {
        var bodyEnd = bytes.Length - TrailerBytes;
        // One place is kept for CheckSum(10). With control bytes about, or without MsgType(35) as third, every field
        // takes the careful way.
        var careful = checkControl || !bytes[bodyStart..].StartsWith("35="u8);
        var capacity = careful ? 0 : index.Fields.Length - 1;
        ref var field = ref MemoryMarshal.GetArrayDataReference(index.Fields);
        ref var slot = ref MemoryMarshal.GetArrayDataReference(index.Slots);
        ref var kind = ref MemoryMarshal.GetArrayDataReference(dataFields.Kinds);
        ref var ends = ref MemoryMarshal.GetArrayDataReference(index.Ends);
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var generation = index.Generation << 16;
        var rules = new BodyRules(
            separator, checkControl, (options & FixParseOptions.AllowEmptyValues) != FixParseOptions.None, dataFields);
        var count = index.Count;
        var start = bodyStart;
        int next = 0, known = 0;
        unchecked
        {
            while (start < bodyEnd)
            {
                if (next == known)
                {
                    known = FixScan.Ends(index.Bits.AsSpan(0, FixScan.BlockCount(bytes.Length)), start, index.Ends);
                    next = 0;
                }

                var end = Unsafe.Add(ref ends, next++);
                var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, start));
                if (!BitConverter.IsLittleEndian) word = BinaryPrimitives.ReverseEndianness(word);
                var digits = BitOperations.TrailingZeroCount(FixDigits.FirstEqual(word, (byte)'=')) >> 3;
                var values = (word ^ FixDigits.Zeros) << (64 - (digits << 3));
                var tag = (int)FixDigits.ToNumber(values);
                var valueStart = start + digits + 1;
                // One to seven digits, no leading zero, a tag in the table that is neither data nor of the frame, a
                // value, room.
                if (digits is 0 or 8 || !FixDigits.AreDigits(values) || (word & 0xFF) == '0'
                    || (uint)tag >= FixFieldIndex.DirectTags || Unsafe.Add(ref kind, tag) != FixDataFields.Plain
                    || end == valueStart || count >= capacity)
                {
                    var rare = ReadRare(bytes, start, ref end, index, count, rules);
                    if (!rare.IsOk) return Stop(index, count, rare);
                    // A data field may have stepped over separators: look for them anew behind it.
                    if (end != Unsafe.Add(ref ends, next - 1)) next = known;
                }
                else
                {
                    ref var place = ref Unsafe.Add(ref slot, tag);
                    if (place < generation) place = generation | (uint)count;
                    else if (index.FirstDuplicate < 0) index.FirstDuplicate = count;
                    Unsafe.Add(ref field, count) = new FixField(tag, valueStart, end - valueStart);
                }

                count++;
                start = end + 1;
            }
        }

        index.Count = count;
        if (count < 3) return Fail(FixParseError.MsgTypeExpected, bodyStart);
        Add(index, Tags.CheckSum, bodyEnd + 3, 3);
        return (options & FixParseOptions.RejectDuplicateTags) != FixParseOptions.None
            && FirstDuplicate(index) is var twice and >= 0
            ? Fail(FixParseError.DuplicateTag, index.Fields[twice].Offset, index.Fields[twice].Tag)
            : new FixParseResult(FixParseError.None, bytes.Length, 0);
    }

    private readonly record struct BodyRules(
        byte Separator, bool CheckControl, bool AllowEmpty, FixDataFields DataFields);

    /// <summary>Any field, with every check and every name for what is wrong.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="start">Where the field starts.</param>
    /// <param name="end">The first separator after it; moved when a data field contains it.</param>
    /// <param name="index">Gets the field.</param>
    /// <param name="count">The fields before it.</param>
    /// <param name="rules">What is allowed.</param>
    private static FixParseResult ReadRare(
        ReadOnlySpan<byte> bytes, int start, ref int end, FixFieldIndex index, int count, BodyRules rules)
    {
        if (!TryReadTag(bytes[start..end], out var tag, out var digits)) return TagError(bytes, start, end);
        if (count == 2 && tag != Tags.MsgType) return Fail(FixParseError.MsgTypeExpected, start, tag);
        if (count >= index.Fields.Length - 1) return Fail(FixParseError.TooManyFields, start, tag);
        if (tag is Tags.BeginString or Tags.BodyLength or Tags.CheckSum)
            return Fail(FixParseError.FrameTagInBody, start, tag);
        var valueStart = start + digits + 1;
        var lengthTag = rules.DataFields.LengthTagOf(tag);
        if (lengthTag != 0)
        {
            var length = DataLength(bytes, index.Fields[count - 1], lengthTag, out var error);
            if (error != FixParseError.None) return Fail(error, start, tag);
            if (length > bytes.Length - TrailerBytes - 1 - valueStart || bytes[valueStart + length] != rules.Separator)
                return Fail(FixParseError.DataLengthMismatch, valueStart, tag);
            end = valueStart + length;
        }
        else
        {
            if (end == valueStart && !rules.AllowEmpty) return Fail(FixParseError.ValueEmpty, valueStart, tag);
            if (rules.CheckControl && ControlByteAt(bytes[valueStart..end]) is var at and >= 0)
                return Fail(FixParseError.ControlByte, valueStart + at, tag);
        }

        if (tag >= FixFieldIndex.DirectTags)
        {
            index.HasLargeTags = true;
        }
        else
        {
            ref var slot = ref index.Slots[tag];
            if (slot >> 16 != index.Generation) slot = (index.Generation << 16) | (uint)count;
            else if (index.FirstDuplicate < 0) index.FirstDuplicate = count;
        }

        index.Fields[count] = new FixField(tag, valueStart, end - valueStart);
        return new FixParseResult(FixParseError.None, start, tag);
    }

    /// <summary>Keeps the fields before the error.</summary>
    private static FixParseResult Stop(FixFieldIndex index, int count, FixParseResult result)
    {
        index.Count = count;
        return result;
    }

    /// <summary>For the fields of the frame, each of which can occur only once.</summary>
    private static void Add(FixFieldIndex index, int tag, int offset, int length)
    {
        var count = index.Count++;
        index.Fields[count] = new FixField(tag, offset, length);
        index.Slots[tag] = (index.Generation << 16) | (uint)count;
    }

    /// <summary>The ordinal of a field whose tag occurred before it, or -1.</summary>
    internal static int FirstDuplicate(FixFieldIndex index)
    {
        if (index.FirstDuplicate >= 0 || !index.HasLargeTags) return index.FirstDuplicate;
        // Rare: tags beyond the table. Sorted in pooled memory, so that a message full of them does not cost their
        // square.
        var pool = System.Buffers.ArrayPool<int>.Shared.Rent(index.Count);
        var large = 0;
        for (var i = 0; i < index.Count; i++)
            if (index.Fields[i].Tag >= FixFieldIndex.DirectTags) pool[large++] = index.Fields[i].Tag;
        var sorted = pool.AsSpan(0, large);
        sorted.Sort();
        var twice = 0;
        for (var i = 1; i < large && twice == 0; i++)
            if (sorted[i] == sorted[i - 1]) twice = sorted[i];
        System.Buffers.ArrayPool<int>.Shared.Return(pool);
        if (twice == 0) return -1;
        for (var i = index.Count - 1; i > 0; i--)
            if (index.Fields[i].Tag == twice) return i;
        return -1;
    }

    private static int ControlByteAt(ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < value.Length; i++)
            if (FixScan.IsControl(value[i])) return i;
        return -1;
    }

    private static bool TryReadTag(ReadOnlySpan<byte> field, out int tag, out int digits)
    {
        tag = 0;
        for (digits = 0; digits < field.Length && field[digits] != '='; digits++)
        {
            var digit = unchecked((uint)field[digits] - '0');
            if (digit > 9 || digits == 9) return false;
            tag = (tag * 10) + (int)digit;
        }

        return digits > 0 && digits < field.Length && field[0] != '0';
    }

    private static FixParseResult TagError(ReadOnlySpan<byte> bytes, int start, int end)
    {
        var field = bytes[start..end];
        var equals = field.IndexOf((byte)'=');
        if (equals == 0 || field.IsEmpty) return Fail(FixParseError.TagEmpty, start);
        if (equals < 0) return Fail(FixParseError.EqualsMissing, start);
        for (var i = 0; i < equals; i++)
            if (field[i] is < (byte)'0' or > (byte)'9') return Fail(FixParseError.TagMalformed, start + i);
        return Fail(field[0] == '0' ? FixParseError.TagLeadingZero : FixParseError.TagTooLong, start);
    }

    private static int DataLength(ReadOnlySpan<byte> bytes, FixField before, int lengthTag, out FixParseError error)
    {
        error = FixParseError.DataLengthMissing;
        if (before.Tag != lengthTag) return 0;
        error = FixParseError.DataLengthMalformed;
        if (!FixValue.TryParseLong(bytes.Slice(before.Offset, before.Length), out var length)) return 0;
        if (length is < 0 or > int.MaxValue) return 0;
        error = FixParseError.None;
        return (int)length;
    }
}
