using System;
using System.Globalization;
using System.Text;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <summary>
/// What is wrong with a message, for the person who looks for it in a log: Name(tag), value, MsgSeqNum(34).
/// </summary>
internal static class FixFaultText
{
    private const int ValueShown = 64;

    private static readonly FixDictionary Names = FixDictionary.For(FixVersion.Fix50SP2);

    /// <summary><c>LastQty(32) 'abc' is not a number, MsgSeqNum(34) 17</c>.</summary>
    public static string Field(int tag, ReadOnlySpan<byte> value, string what, long msgSeqNum)
    {
        string shown = value.IsEmpty ? "" : $" '{Value(value)}'";
        return $"{Names.NameOf(tag)}({tag.ToString(CultureInfo.InvariantCulture)}){shown} {what}{At(msgSeqNum)}";
    }

    /// <summary>A message that did not parse.</summary>
    public static string Parse(FixParseResult result, ReadOnlySpan<byte> bytes, byte separator, long msgSeqNum)
    {
        string where = $", at byte {result.Position.ToString(CultureInfo.InvariantCulture)}{At(msgSeqNum)}";
        if (result.Tag == 0) return Words(result) + where;
        ReadOnlySpan<byte> value = result.Position < bytes.Length ? bytes[result.Position..] : default;
        int end = value.IndexOf(separator);
        string shown = end > 0 ? $" '{Value(value[..end])}'" : "";
        string tag = result.Tag.ToString(CultureInfo.InvariantCulture);
        return $"{Names.NameOf(result.Tag)}({tag}){shown}: {Words(result)}{where}";
    }

    /// <summary>
    /// MsgSeqNum(34) by the looks of it, from bytes that may be no message at all; 0 where there is none.
    /// </summary>
    public static long FindMsgSeqNum(ReadOnlySpan<byte> bytes, byte separator)
    {
        ReadOnlySpan<byte> pattern = [separator, (byte)'3', (byte)'4', (byte)'='];
        int at = bytes.IndexOf(pattern);
        if (at < 0) return 0;
        bytes = bytes[(at + pattern.Length)..];
        int digits = bytes.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return FixValue.TryParseLong(digits < 0 ? bytes : bytes[..digits], out long number) ? number : 0;
    }

    private static string At(long msgSeqNum) =>
        msgSeqNum > 0 ? $", MsgSeqNum(34) {msgSeqNum.ToString(CultureInfo.InvariantCulture)}" : "";

    // Control bytes as their code: a terminal or a log must not act on what a counterparty sends.
    private static string Value(ReadOnlySpan<byte> value)
    {
        StringBuilder text = new();
        foreach (byte each in value[..Math.Min(value.Length, ValueShown)])
        {
            if (char.IsControl((char)each)) text.Append(CultureInfo.InvariantCulture, $"\\x{each:X2}");
            else text.Append((char)each);
        }

        return value.Length > ValueShown ? text.Append("...").ToString() : text.ToString();
    }

    private static string Words(FixParseResult result) => result.Error switch
    {
        FixParseError.None => "nothing is wrong",
        FixParseError.MessageTooLong => "longer than one message may be",
        FixParseError.Truncated => "the bytes end before the message does",
        FixParseError.BeginStringExpected => "does not start with a BeginString(8)",
        FixParseError.BodyLengthExpected => "the second field is not BodyLength(9)",
        FixParseError.BodyLengthMalformed => "is not a length",
        FixParseError.BodyLengthMismatch => "is not the length of the body",
        FixParseError.TrailingBytes => "bytes follow the end of the message",
        FixParseError.CheckSumExpected => "the last field is not CheckSum(10)",
        FixParseError.CheckSumMalformed => "is not three digits",
        FixParseError.SeparatorMissing => "the last separator is missing",
        FixParseError.CheckSumMismatch => "is not the sum of the bytes",
        FixParseError.MsgTypeExpected => "the third field is not MsgType(35)",
        FixParseError.TagEmpty => "a field has no tag",
        FixParseError.TagMalformed => "a tag is not a number",
        FixParseError.TagLeadingZero => "a tag starts with zero",
        FixParseError.TagTooLong => "a tag has more than nine digits",
        FixParseError.EqualsMissing => "a field has no equals sign",
        FixParseError.ValueEmpty => "has no value",
        FixParseError.ControlByte => "has a control byte",
        FixParseError.DataLengthMissing => "does not follow its length field",
        FixParseError.DataLengthMalformed => "has a length that is no number",
        FixParseError.DataLengthMismatch => "does not end where its length says",
        FixParseError.FrameTagInBody => "occurs again inside the body",
        FixParseError.TooManyFields => "has too many fields before it",
        FixParseError.DuplicateTag => "occurs twice",
    };
}
