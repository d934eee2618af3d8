using System;
using System.Runtime.CompilerServices;
using System.Text;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <summary>
/// Reads the fields of one message in our types and remembers the first thing that was wrong. Absent is null or none;
/// whether that is wrong too, the caller says with <see cref="Require"/>. Nothing is rounded, nothing is guessed.
/// </summary>
/// <remarks>
/// What is read many times of one message is kept out of line: copied to each place, the code of a report outgrows the
/// instruction cache. Benchmark: <c>fix.bytes_to_position</c>.
/// </remarks>
internal sealed class FixFieldReader
{
    private readonly Utf8Cache names = new(4096);
    private readonly Utf8Cache texts = new(128);
    private string what = "";

    public DeadLetterReason Reason { get; private set; }

    public int FaultTag { get; private set; }

    public bool IsGood => Reason == default;

    public void Start() => Reason = default;

    public string Detail(in FixMessage message, long msgSeqNum)
    {
        message.TryGet(FaultTag, out ReadOnlySpan<byte> value);
        return FixFaultText.Field(FaultTag, value, what, msgSeqNum);
    }

    /// <summary>The first fault counts: the ones after it are often its consequences.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Fault(DeadLetterReason reason, int tag, string description)
    {
        if (!IsGood) return;
        Reason = reason;
        FaultTag = tag;
        what = description;
    }

    public void Invalid(int tag, string description) => Fault(DeadLetterReason.InvalidValue, tag, description);

    public void Require(bool isThere, int tag)
    {
        if (!isThere) Fault(DeadLetterReason.MissingField, tag, "is missing");
    }

    /// <summary>A character, 0 where absent.</summary>
    public byte Char(in FixMessage message, int tag) => message.MayContain(tag) ? ReadChar(in message, tag) : (byte)0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte ReadChar(in FixMessage message, int tag)
    {
        if (message.TryGetChar(tag, out byte value) == FixRead.Malformed) Invalid(tag, "is not one character");
        return value;
    }

    public int? Int(in FixMessage message, int tag)
    {
        if (!message.MayContain(tag)) return null;
        FixRead read = message.TryGetInt(tag, out int value);
        if (read == FixRead.Malformed) Invalid(tag, "is not a whole number");
        return read == FixRead.Found ? value : null;
    }

    public bool Flag(in FixMessage message, int tag)
    {
        if (!message.MayContain(tag)) return false;
        if (message.TryGetBoolean(tag, out bool value) == FixRead.Malformed) Invalid(tag, "is neither Y nor N");
        return value;
    }

    public UtcNanos Time(in FixMessage message, int tag)
    {
        if (message.TryGetUtcTimestamp(tag, out long nanos) == FixRead.Malformed) Invalid(tag, "is not a UTC time");
        return new UtcNanos(nanos);
    }

    public Qty? Qty(in FixMessage message, int tag)
    {
        Qty qty = Qty(in message, tag, out bool isThere);
        return isThere ? qty : null;
    }

    public Px? Px(in FixMessage message, int tag)
    {
        Px px = Px(in message, tag, out bool isThere);
        return isThere ? px : null;
    }

    /// <summary>A quantity; FIX has no negative ones where we read them.</summary>
    /// <param name="isThere">False: absent, or no number.</param>
    public Qty Qty(in FixMessage message, int tag, out bool isThere)
    {
        Exact value = Number(in message, tag, isHint: false, out isThere);
        if (value.IsNegative) Invalid(tag, "is negative");
        return Domain.Quantities.Qty.FromTrusted(value);
    }

    /// <param name="isThere">False: absent, or no number.</param>
    public Px Px(in FixMessage message, int tag, out bool isThere) =>
        Domain.Quantities.Px.FromTrusted(Number(in message, tag, isHint: false, out isThere));

    /// <summary>
    /// A number that is only compared, such as AvgPx(6): one with more digits than we carry is as good as absent.
    /// </summary>
    public Px Hint(in FixMessage message, int tag, out bool isThere) =>
        Domain.Quantities.Px.FromTrusted(Number(in message, tag, isHint: true, out isThere));

    // Within the bounds of our numbers. By value, which is in two registers: through memory it would be waited for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Exact Number(in FixMessage message, int tag, bool isHint, out bool isThere)
    {
        FixRead read = message.TryGetShortDecimal(tag, out long coefficient, out int scale);
        isThere = read == FixRead.Found;
        Exact value = read == FixRead.Malformed
            ? LongNumber(in message, tag, out isThere)
            : Exact.Of(coefficient, scale);
        value = ExactDecimal.Check(value, out NumberError error);
        if (error == NumberError.None) return value;
        isThere = false;
        if (!isHint) OutOfRange(tag, error);
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Exact LongNumber(in FixMessage message, int tag, out bool isThere)
    {
        FixRead read = message.TryGetDecimal(tag, out decimal value);
        isThere = read == FixRead.Found;
        if (isThere) return value;
        message.TryGet(tag, out ReadOnlySpan<byte> text);
        if (IsNumber(text)) OutOfRange(tag, NumberError.OutOfRange);
        else Invalid(tag, "is not a number");
        return default;
    }

    /// <summary>
    /// An amount of money. One with more than ten decimals was computed, in floating point as a rule: it is rounded to
    /// them, because a trade is not to be refused for the noise of its charge.
    /// </summary>
    public bool Amount(in FixMessage message, int tag, out decimal value)
    {
        value = Number(in message, tag, isHint: true, out bool isThere);
        return isThere || (message.Contains(tag) && IsGood && RoundedAmount(in message, tag, out value));
    }

    private bool RoundedAmount(in FixMessage message, int tag, out decimal value)
    {
        message.TryGetDecimal(tag, out value);
        value = ExactDecimal.RoundToMaxDecimals(value);
        NumberError error = ExactDecimal.Check(ref value);
        if (error != NumberError.None) OutOfRange(tag, error);
        return error == NumberError.None;
    }

    public Currency Currency(in FixMessage message, int tag)
    {
        if (message.TryGet(tag, out ReadOnlySpan<byte> value) != FixRead.Found) return default;
        Span<char> code = stackalloc char[16];
        int length = value.Length <= code.Length ? Encoding.Latin1.GetChars(value, code) : 0;
        if (!Domain.Quantities.Currency.TryParse(code[..length], out Currency currency))
            Invalid(tag, "is not a currency");
        return currency;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public ShortText Id(in FixMessage message, int tag)
    {
        if (message.TryGet(tag, out ReadOnlySpan<byte> value) != FixRead.Found) return default;
        if (ShortText.TryFrom(value, out ShortText text) && FixPrintable.Is(value)) return text;
        IsId(tag, value);
        return default;
    }

    /// <summary>A name that repeats: the same string each time. Null where absent.</summary>
    public string? Name(in FixMessage message, int tag) =>
        message.TryGet(tag, out ReadOnlySpan<byte> value) == FixRead.Found && IsId(tag, value)
            ? names.Get(value)
            : null;

    /// <summary>Text for people, in whatever characters the counterparty writes. Null where absent.</summary>
    public string? Text(in FixMessage message, int tag) =>
        message.MayContain(tag) && message.TryGet(tag, out ReadOnlySpan<byte> value) == FixRead.Found
            ? texts.Get(value)
            : null;

    private bool IsId(int tag, ReadOnlySpan<byte> value)
    {
        if (value.Length > ShortText.MaxBytes)
            Invalid(tag, $"has {value.Length} bytes, more than {ShortText.MaxBytes}");
        else if (!FixPrintable.Is(value)) Invalid(tag, "has a byte that is not printable ASCII");
        else return true;
        return false;
    }

    private void OutOfRange(int tag, NumberError error) => Fault(
        DeadLetterReason.NumberOutOfRange,
        tag,
        error == NumberError.TooPrecise
            ? $"has more than {ExactDecimal.MaxDecimals} decimals"
            : $"has more than {ExactDecimal.MaxDigits} significant digits");

    // Digits with at most one point, more than a decimal holds: good FIX, only too long for us.
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] == '-') text = text[1..];
        bool hasPoint = false;
        foreach (byte c in text)
        {
            if (c == '.' && !hasPoint) hasPoint = true;
            else if (c is < (byte)'0' or > (byte)'9') return false;
        }

        return text.Length > 19;
    }
}
