using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace Truefill.Fix;

/// <summary>
/// A view on the fields of a parsed message, or on one entry of a repeating group. Reads go by tag; when a tag occurs
/// several times, the first one counts. Good only while the bytes stand and the index has not parsed the next message.
/// </summary>
public readonly ref struct FixMessage
{
    private const int ShortDecimal = 16;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly FixFieldIndex index;
    private readonly int first;
    private readonly int end;
    private readonly bool whole;

    internal FixMessage(ReadOnlySpan<byte> bytes, FixFieldIndex index)
    {
        this.bytes = bytes;
        this.index = index;
        end = index.Count;
        whole = true;
    }

    internal FixMessage(FixMessage message, int first, int end)
    {
        bytes = message.bytes;
        index = message.index;
        this.first = first;
        this.end = end;
    }

    /// <summary>The bytes of the whole message, also for an entry of a group.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    public int FieldCount => end - first;

    /// <summary>MsgType(35), empty if the message has none.</summary>
    public ReadOnlySpan<byte> MsgType => Value(Find(Tags.MsgType));

    /// <summary>The field at a place in the message or entry, counted from 0.</summary>
    public FixField this[int ordinal]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ordinal, FieldCount);
            return index.Fields[first + ordinal];
        }
    }

    internal FixFieldIndex Index => index;

    /// <summary>The remembered shape of the whole message, 0: none, or an entry of a group.</summary>
    internal int Shape => whole ? index.Shape : 0;

    internal int First => first;

    internal int End => end;

    public ReadOnlySpan<byte> ValueOf(FixField field) => bytes.Slice(field.Offset, field.Length);

    public bool Contains(int tag) => Find(tag) >= 0;

    /// <summary>
    /// False: the message does not contain it. True says nothing. For who reads many fields that few messages have:
    /// it costs less than to look for one in vain.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(int tag) => index is { } known && known.Present.MayHave(tag);

    public FixRead TryGet(int tag, out ReadOnlySpan<byte> value)
    {
        var at = Find(tag);
        value = Value(at);
        return at < 0 ? FixRead.Missing : FixRead.Found;
    }

    /// <summary>A value of exactly one byte (FIX char).</summary>
    public FixRead TryGetChar(int tag, out byte value)
    {
        value = 0;
        var at = Find(tag);
        if (at < 0) return FixRead.Missing;
        ref readonly var field = ref index.Fields[at];
        if (field.Length != 1) return FixRead.Malformed;
        value = bytes[field.Offset];
        return FixRead.Found;
    }

    public FixRead TryGetInt(int tag, out int value)
    {
        var at = Find(tag);
        value = 0;
        return at < 0 ? FixRead.Missing : Outcome(FixValue.TryParseInt(Value(at), out value));
    }

    public FixRead TryGetLong(int tag, out long value)
    {
        var at = Find(tag);
        value = 0;
        return at < 0 ? FixRead.Missing : Outcome(FixValue.TryParseLong(Value(at), out value));
    }

    /// <summary>See <see cref="FixValue.TryParseDecimal"/>.</summary>
    public FixRead TryGetDecimal(int tag, out decimal value)
    {
        var read = TryGetShortDecimal(tag, out var coefficient, out var scale);
        value = read == FixRead.Found ? FixValue.ToDecimal(coefficient, scale) : 0;
        return read == FixRead.Malformed ? Outcome(FixValue.TryParseDecimal(Value(Find(tag)), out value)) : read;
    }

    /// <summary>
    /// A decimal of at most sixteen bytes in its parts, which is what nearly every price and quantity is: 12.50 is 1250
    /// and 2. Another may be malformed here and a number for
    /// <see cref="TryGetDecimal"/>.
    /// </summary>
    /// <param name="coefficient">All digits as a whole number, with the sign.</param>
    /// <param name="scale">How many of them stand behind the point, 0 to 15.</param>
    public FixRead TryGetShortDecimal(int tag, out long coefficient, out int scale)
    {
        var at = Find(tag);
        coefficient = 0;
        scale = 0;
        if (at < 0) return FixRead.Missing;
        ref readonly var field = ref index.Fields[at];
        // Sixteen bytes before the end of a value are there for all but the first two fields.
        var fieldEnd = field.Offset + field.Length;
        return Outcome(field.Length is > 0 and <= ShortDecimal && fieldEnd >= ShortDecimal
            && FixValue.TryParseShortDecimal(bytes, fieldEnd, field.Length, out coefficient, out scale));
    }

    /// <summary>Nanoseconds since 1970-01-01 UTC; see <see cref="FixValue.TryParseUtcTimestamp(ReadOnlySpan{byte}, out
    /// long)"/>.</summary>
    public FixRead TryGetUtcTimestamp(int tag, out long unixNanos)
    {
        var at = Find(tag);
        unixNanos = 0;
        if (at < 0) return FixRead.Missing;
        return Outcome(FixValue.TryParseUtcTimestamp(
            Value(at), out unixNanos, ref index.DateWord, ref index.DateNanos));
    }

    /// <summary>UTCDateOnly or LocalMktDate.</summary>
    public FixRead TryGetDate(int tag, out DateOnly value)
    {
        var at = Find(tag);
        value = default;
        return at < 0 ? FixRead.Missing : Outcome(FixValue.TryParseDate(Value(at), out value));
    }

    public FixRead TryGetBoolean(int tag, out bool value)
    {
        var at = Find(tag);
        value = false;
        return at < 0 ? FixRead.Missing : Outcome(FixValue.TryParseBoolean(Value(at), out value));
    }

    /// <summary>The value as text, bytes above 0x7F as Latin-1; null when missing. Allocates: for errors and
    /// tools.</summary>
    public string? Text(int tag)
    {
        var at = Find(tag);
        return at < 0 ? null : Encoding.Latin1.GetString(Value(at));
    }

    /// <summary>The entries of a repeating group. A missing count field gives a group of none.</summary>
    public FixGroup Group(FixGroupDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var at = Find(definition.CountTag);
        return at < 0 ? new FixGroup(this, definition, end, 0, FixRead.Missing) : GroupAt(at, definition);
    }

    /// <summary>The group whose count field is at a place in the index.</summary>
    internal FixGroup GroupAt(int at, FixGroupDefinition definition) =>
        FixValue.TryParseInt(Value(at), out var count) && count >= 0
            ? new FixGroup(this, definition, at + 1, count, FixRead.Found)
            : new FixGroup(this, definition, end, 0, FixRead.Malformed);

    internal int TagAt(int at) => index.Fields[at].Tag;

    /// <summary>The place of a tag in the index, or -1. Inlined for FixBenchmark: one load and one
    /// comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(int tag)
    {
        if (!whole || unchecked((uint)tag) >= FixFieldIndex.DirectTags) return Search(tag);
        var slot = index.Slots[tag];
        return slot >> 16 == index.Generation ? (int)(slot & 0xFFFF) : -1;
    }

    private int Search(int tag)
    {
        for (var i = first; i < end; i++)
            if (index.Fields[i].Tag == tag) return i;
        return -1;
    }

    private static FixRead Outcome(bool parsed) => parsed ? FixRead.Found : FixRead.Malformed;

    private ReadOnlySpan<byte> Value(int at)
    {
        if (at < 0) return default;
        ref readonly var field = ref index.Fields[at];
        return bytes.Slice(field.Offset, field.Length);
    }
}
