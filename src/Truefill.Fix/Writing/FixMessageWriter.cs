using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Truefill.Fix;

/// <summary>
/// Writes one message into a buffer of the caller's: constructor, appends in the order of the wire, <see
/// cref="TryFinish"/>. BodyLength(9) and CheckSum(10)
/// are filled in at the end. Never throws on data and never writes a value that would break the message: the first
/// error is kept in
/// <see cref="Error"/>, and nothing is sent.
/// </summary>
public ref struct FixMessageWriter
{
    /// <summary>Room for three digits: a body of 100 to 999 bytes needs no move at the end.</summary>
    private const int LengthDigits = 3;

    private const int TagMax = 999_999_999;
    private const int BodyMax = 9_999_999;
    private readonly Span<byte> buffer;
    private readonly IBufferWriter<byte>? output;
    private readonly int bodyStart;
    private int at;

    /// <param name="buffer">The message is written from its first byte on.</param>
    /// <param name="beginString">BeginString(8), such as FIX.4.4.</param>
    /// <param name="msgType">MsgType(35).</param>
    public FixMessageWriter(Span<byte> buffer, scoped ReadOnlySpan<byte> beginString, scoped ReadOnlySpan<byte> msgType)
    {
        this.buffer = buffer;
        Put("8="u8);
        PutValue(beginString, 0);
        Put("\u00019=000\u0001"u8);
        bodyStart = at;
        Put("35="u8);
        PutValue(msgType, Tags.MsgType);
        Put(FixScan.Soh);
    }

    /// <summary>The same into a buffer writer, which is advanced only when the message is finished without
    /// error.</summary>
    /// <param name="output">Gives one piece of memory of at least <paramref name="messageBytesMax"/>.</param>
    /// <param name="messageBytesMax">The most bytes that the message may need.</param>
    /// <param name="beginString">BeginString(8), such as FIX.4.4.</param>
    /// <param name="msgType">MsgType(35).</param>
    public FixMessageWriter(
        IBufferWriter<byte> output, int messageBytesMax, scoped ReadOnlySpan<byte> beginString,
            scoped ReadOnlySpan<byte> msgType)
        : this((output ?? throw new ArgumentNullException(nameof(output))).GetSpan(messageBytesMax), beginString,
            msgType) =>
        this.output = output;

    public FixWriteError Error { get; private set; }

    /// <summary>The tag at which the error occurred.</summary>
    public int ErrorTag { get; private set; }

    /// <summary>
    /// The bytes so far, with three digits for BodyLength(9) and without CheckSum(10): seven more make the message if
    /// its body has 100 to 999 bytes.
    /// </summary>
    public readonly int Length => at;

    /// <summary>A value as bytes: ASCII, or what the counterparty agreed to. Control bytes are refused.</summary>
    public void Append(int tag, scoped ReadOnlySpan<byte> value)
    {
        if (!PutTag(tag)) return;
        PutValue(value, tag);
        Put(FixScan.Soh);
    }

    /// <summary>A value as text: printable ASCII only.</summary>
    public void Append(int tag, scoped ReadOnlySpan<char> value)
    {
        if (!PutTag(tag)) return;
        if (value.IsEmpty) Fail(FixWriteError.EmptyValue, tag);
        if (value.ContainsAnyExceptInRange(' ', '~')) Fail(FixWriteError.ForbiddenByte, tag);
        if (!HasRoom(value.Length + 1, tag)) return;
        foreach (var c in value) buffer[at++] = (byte)c;
        buffer[at++] = FixScan.Soh;
    }

    /// <summary>A char value, such as Side(54).</summary>
    public void AppendChar(int tag, byte value) => Append(tag, [value]);

    public void AppendBoolean(int tag, bool value) => Append(tag, value ? "Y"u8 : "N"u8);

    public void AppendInt(int tag, long value)
    {
        if (!PutTag(tag)) return;
        if (!Utf8Formatter.TryFormat(value, Rest, out var written)) Fail(FixWriteError.BufferFull, tag);
        else Advance(written);
    }

    /// <summary>Digits with the scale of the value: 1.50m is written as 1.50.</summary>
    public void AppendDecimal(int tag, decimal value)
    {
        if (!PutTag(tag)) return;
        Span<byte> text = stackalloc byte[FixNumberText.DecimalMax];
        var length = FixNumberText.WriteDecimal(text, value);
        if (!HasRoom(length, tag)) return;
        Put(text[..length]);
        Put(FixScan.Soh);
    }

    /// <summary>A UTCTimestamp. Digits beyond the precision are cut, not rounded: a time is never in the future of
    /// itself.</summary>
    public void AppendUtcTimestamp(int tag, long unixNanos, FixTimePrecision precision = FixTimePrecision.Milliseconds)
    {
        if (!PutTag(tag)) return;
        if (!HasRoom(FixTimeText.TimestampMax + 1, tag)) return;
        Advance(FixTimeText.WriteTimestamp(Rest, unixNanos, (int)precision));
    }

    /// <summary>UTCDateOnly or LocalMktDate.</summary>
    public void AppendDate(int tag, DateOnly value)
    {
        if (!PutTag(tag)) return;
        if (!HasRoom(FixTimeText.DateMax + 1, tag)) return;
        Advance(FixTimeText.WriteDate(Rest, value));
    }

    /// <summary>A data field and the length before it. Any bytes, separators too.</summary>
    public void AppendData(int lengthTag, int dataTag, scoped ReadOnlySpan<byte> value)
    {
        AppendInt(lengthTag, value.Length);
        if (!PutTag(dataTag)) return;
        if (value.IsEmpty) Fail(FixWriteError.EmptyValue, dataTag);
        Put(value);
        Put(FixScan.Soh);
    }

    /// <summary>A value that has stood in a good message, and so may be copied without a look.</summary>
    internal void AppendCopied(int tag, scoped ReadOnlySpan<byte> value)
    {
        if (!PutTag(tag)) return;
        Put(value);
        Put(FixScan.Soh);
    }

    /// <summary>Fills in BodyLength(9) and CheckSum(10). False, and nothing advanced, when an error occurred
    /// before.</summary>
    /// <param name="bytes">The length of the message, which starts at the start of the buffer.</param>
    public bool TryFinish(out int bytes)
    {
        bytes = 0;
        var body = at - bodyStart;
        if (body > BodyMax) Fail(FixWriteError.MessageTooLong, 0);
        var digits = body < 10 ? 1 : body < 100 ? 2 : body < 1000 ? 3 : body < 10_000 ? 4 : body < 100_000 ? 5
            : body < 1_000_000 ? 6 : 7;
        var shift = digits - LengthDigits;
        if (!HasRoom(Math.Max(shift, 0) + "10=000|".Length, Tags.CheckSum)) return false;
        if (shift != 0) buffer[bodyStart..at].CopyTo(buffer[(bodyStart + shift)..]);
        at += shift;
        var place = bodyStart + shift - 1;
        buffer[place] = FixScan.Soh;
        for (var rest = body; digits > 0; digits--, rest /= 10) buffer[--place] = (byte)('0' + (rest % 10));

        var sum = FixScan.Sum(buffer[..at]) & 0xFF;
        Put("10="u8);
        buffer[at++] = (byte)('0' + (sum / 100));
        buffer[at++] = (byte)('0' + (sum / 10 % 10));
        buffer[at++] = (byte)('0' + (sum % 10));
        buffer[at++] = FixScan.Soh;
        bytes = at;
        output?.Advance(bytes);
        return true;
    }

    private readonly Span<byte> Rest => buffer[at..];

    private bool PutTag(int tag)
    {
        var word = FixTagText.Of(tag);
        if (word == 0) return PutRareTag(tag);
        // Nine digits and the equals sign, as for any tag.
        if (!HasRoom(10, tag)) return false;
        BinaryPrimitives.WriteUInt64LittleEndian(Rest, word);
        at += FixTagText.LengthOf(word);
        return true;
    }

    private bool PutRareTag(int tag)
    {
        if (tag is < 1 or > TagMax or Tags.BeginString or Tags.BodyLength or Tags.CheckSum or Tags.MsgType)
            Fail(FixWriteError.BadTag, tag);
        // Nine digits and the equals sign.
        if (!HasRoom(10, tag)) return false;
        var digits = tag < 10 ? 1 : tag < 100 ? 2 : tag < 1000 ? 3 : tag < 10_000 ? 4 : 9;
        if (digits == 9)
        {
            digits = 5;
            for (var rest = tag / 100_000; rest > 0; rest /= 10) digits++;
        }

        var place = at + digits;
        buffer[place] = (byte)'=';
        for (var rest = tag; place > at; rest /= 10) buffer[--place] = (byte)('0' + (rest % 10));
        at += digits + 1;
        return true;
    }

    private void PutValue(scoped ReadOnlySpan<byte> value, int tag)
    {
        if (value.IsEmpty) Fail(FixWriteError.EmptyValue, tag);
        if (HasForbidden(value)) Fail(FixWriteError.ForbiddenByte, tag);
        Put(value);
    }

    /// <summary>False when a value as bytes holds a separator or control byte, which no field can.</summary>
    internal static bool Takes(ReadOnlySpan<byte> value) => !HasForbidden(value);

    private static bool HasForbidden(scoped ReadOnlySpan<byte> value)
    {
        // Most values are shorter than a vector, and two calls cost more than they.
        if (value.Length > 16) return value.ContainsAnyInRange((byte)0, (byte)0x1F) || value.Contains((byte)0x7F);
        foreach (var each in value)
        {
            if (each is < 0x20 or 0x7F) return true;
        }

        return false;
    }

    private void Put(scoped ReadOnlySpan<byte> value)
    {
        if (!HasRoom(value.Length, 0)) return;
        value.CopyTo(Rest);
        at += value.Length;
    }

    private void Put(byte value)
    {
        if (HasRoom(1, 0)) buffer[at++] = value;
    }

    /// <summary>Takes what was just formatted and ends the field.</summary>
    private void Advance(int written)
    {
        at += written;
        Put(FixScan.Soh);
    }

    private bool HasRoom(int bytes, int tag)
    {
        if (buffer.Length - at < bytes) Fail(FixWriteError.BufferFull, tag);
        return Error == FixWriteError.None;
    }

    private void Fail(FixWriteError error, int tag)
    {
        if (Error != FixWriteError.None) return;
        Error = error;
        ErrorTag = tag;
    }
}
