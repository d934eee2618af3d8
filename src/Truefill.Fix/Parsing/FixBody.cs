using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Truefill.Fix;

/// <summary>
/// The fields between BodyLength(9) and CheckSum(10). What is common stays in the loops and in registers, what is rare
/// is a call. No bounds checks in the loops: the frame has been checked, so a separator stands before the body and at
/// the end of the trailer, a field that starts before bodyEnd ends before it, and eight bytes can be read at its
/// start; that there is room is known before a field is written. No overflow checks: offsets are below 16 MiB.
/// Benchmark: FixBenchmark.
/// </summary>
internal static class FixBody
{
    internal const int TrailerBytes = 7;

    /// <summary>Reads the fields, CheckSum(10) among them, into the index, which holds the two before them.</summary>
    internal static FixParseResult Read(
        ReadOnlySpan<byte> bytes,
        int bodyStart,
        FixFieldIndex index,
        FixScan.Result scan,
        byte separator,
        FixParseOptions options,
        FixDataFields dataFields)
    {
        var rules = new BodyRules(
            separator,
            scan.HasControl && (options & FixParseOptions.AllowControlBytes) == FixParseOptions.None,
            (options & FixParseOptions.AllowEmptyValues) != FixParseOptions.None,
            dataFields);
        // With control bytes about, or without MsgType(35) as third, every field takes the careful way.
        var careful = rules.CheckControl || !bytes[bodyStart..].StartsWith("35="u8);
        var bodyEnd = bytes.Length - TrailerBytes;
        var start = bodyStart;
        if (careful || scan.Separators > index.Fields.Length) index.Describe(index.Count);
        else start = ReadKnown(bytes, start, index, index.ShapesFor(separator, dataFields));
        if (start < bodyEnd)
        {
            var result = ReadAny(bytes, start, index, rules, careful ? 0 : index.Fields.Length - 1);
            if (!result.IsOk) return result;
        }

        if (index.Count < 4) return new FixParseResult(FixParseError.MsgTypeExpected, bodyStart, 0);
        return (options & FixParseOptions.RejectDuplicateTags) != FixParseOptions.None
            && FixParser.FirstDuplicate(index) is var twice and >= 0
            ? new FixParseResult(FixParseError.DuplicateTag, index.Fields[twice].Offset, index.Fields[twice].Tag)
            : new FixParseResult(FixParseError.None, bytes.Length, 0);
    }

    /// <summary>
    /// The fields as far as they come in an order that is remembered or can be: normally all.
    /// </summary>
    /// <returns>Where the first field that is left starts.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadKnown(ReadOnlySpan<byte> bytes, int start, FixFieldIndex index, FixShapes shapes)
    {
        var bodyEnd = bytes.Length - TrailerBytes;
        var place = new Place(start, FixShapes.Root, Next: 0, index.Count);
        var known = 0;
        while (true)
        {
            Follow(bytes, bodyEnd, index, known, shapes.Steps, ref place);
            if (place.Start >= bodyEnd) break;
            if (place.Next == known)
            {
                var bits = index.Bits.AsSpan(0, FixScan.BlockCount(bytes.Length));
                known = FixScan.Ends(bits, place.Start, index.Ends);
                place.Next = 0;
            }
            else if (!Turns(bytes, index, shapes, in place))
            {
                break;
            }
        }

        start = place.Start;
        index.Count = place.Count;
        if (start >= bodyEnd)
        {
            AddCheckSum(index, bodyEnd);
            index.Describe(shapes, place.Step);
        }
        else
        {
            index.Describe(place.Count);
        }

        return start;
    }

    /// <summary>
    /// The fields that are the expected ones, up to the end of the body or of the separators that are known. A method
    /// without calls: all it needs stays in registers.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Follow(
        ReadOnlySpan<byte> bytes, int bodyEnd, FixFieldIndex index, int known, FixShapeStep[] steps, ref Place place)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        ref var field = ref MemoryMarshal.GetArrayDataReference(index.Fields);
        ref var ends = ref MemoryMarshal.GetArrayDataReference(index.Ends);
        ref var step = ref MemoryMarshal.GetArrayDataReference(steps);
        nint start = place.Start, at = place.Step, next = place.Next, count = place.Count;
        unchecked
        {
            while (start < bodyEnd && next < known)
            {
                // Steps are learnt one after the other: which is next is asked, but not waited for.
                var to = at + 1;
                var linked = Unsafe.Add(ref step, at).Next;
                if (linked != to) to = linked;
                ref var hit = ref Unsafe.Add(ref step, to);
                var valueStart = start + hit.PrefixLength;
                nint end = Unsafe.Add(ref ends, next);
                if ((WordAt(ref first, start) & hit.Mask) != hit.Prefix || end == valueStart) break;
                Unsafe.Add(ref field, count) = new FixField(hit.Tag, (int)valueStart, (int)(end - valueStart));
                at = to;
                next++;
                count++;
                start = end + 1;
            }

            place = new Place((int)start, (int)at, (int)next, (int)count);
        }
    }

    /// <summary>
    /// Makes the next field the expected one, if the shapes know or can learn it; false too where it has no value.
    /// </summary>
    private static bool Turns(ReadOnlySpan<byte> bytes, FixFieldIndex index, FixShapes shapes, in Place place)
    {
        var word = WordAt(ref MemoryMarshal.GetReference(bytes), place.Start);
        var end = index.Ends[place.Next];
        var expected = shapes.Steps[shapes.Steps[place.Step].Next];
        if ((word & expected.Mask) == expected.Prefix) return false;
        return shapes.Turn(place.Step, word, end - place.Start, index, place.Count) != 0;
    }

    /// <summary>Any fields.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="start">Where the first of them starts.</param>
    /// <param name="index">With the fields before it, found by their tags.</param>
    /// <param name="rules">What is allowed.</param>
    /// <param name="capacity">Fields that may be written without asking.</param>
    private static FixParseResult ReadAny(
        ReadOnlySpan<byte> bytes, int start, FixFieldIndex index, BodyRules rules, int capacity)
    {
        var bodyEnd = bytes.Length - TrailerBytes;
        ref var field = ref MemoryMarshal.GetArrayDataReference(index.Fields);
        ref var slot = ref MemoryMarshal.GetArrayDataReference(index.Slots);
        ref var kind = ref MemoryMarshal.GetArrayDataReference(rules.DataFields.Kinds);
        ref var ends = ref MemoryMarshal.GetArrayDataReference(index.Ends);
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var generation = index.Generation << 16;
        var count = index.Count;
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
                var word = WordAt(ref first, start);
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
        AddCheckSum(index, bodyEnd);
        index.Slots[Tags.CheckSum] = generation | (uint)count;
        return new FixParseResult(FixParseError.None, bytes.Length, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WordAt(ref byte first, nint at)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>One place is kept for it.</summary>
    private static void AddCheckSum(FixFieldIndex index, int bodyEnd) =>
        index.Fields[index.Count++] = new FixField(Tags.CheckSum, bodyEnd + 3, 3);

    /// <summary>Where a reading is: the next byte, the last step, the next end and the next field.</summary>
    private record struct Place(int Start, int Step, int Next, int Count);

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

    private static FixParseResult Fail(FixParseError error, int position, int tag = 0) => new(error, position, tag);

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
