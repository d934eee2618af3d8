using System;

namespace Truefill.Fix;

/// <summary>The first two fields, <c>8=FIX.4.4|9=123|</c>: all that is needed to know where a message ends.</summary>
internal readonly record struct FixHeader(
    FixParseError Error, int Position, int Tag, int BeginStringLength, int BodyLength, int BodyStart)
{
    /// <summary>FIX.4.2 has seven characters, FIXT.1.1 eight.</summary>
    private const int BeginStringMax = 8;

    private const int LengthDigitsMax = 7;

    /// <summary>No header is longer: a stream that has this many bytes without a good header is garbage.</summary>
    internal const int BytesMax = 2 + BeginStringMax + 1 + 2 + LengthDigitsMax + 1;

    internal static ReadOnlySpan<byte> Start => "8=FIX"u8;

    internal static FixHeader Read(ReadOnlySpan<byte> bytes, byte separator)
    {
        var start = Start;
        for (var i = 0; i < start.Length; i++)
        {
            if (i == bytes.Length) return Bad(FixParseError.Truncated, i);
            if (bytes[i] != start[i]) return Bad(FixParseError.BeginStringExpected, i);
        }

        var at = start.Length;
        for (; at < bytes.Length && bytes[at] != separator; at++)
        {
            if (at == 2
                + BeginStringMax || bytes[at] is not ((byte)'.' or (byte)'T' or (>= (byte)'0' and <= (byte)'9')))
                return Bad(FixParseError.BeginStringExpected, at, Tags.BeginString);
        }

        var beginStringLength = at - 2;
        if (at < bytes.Length && beginStringLength < 7)
            return Bad(FixParseError.BeginStringExpected, at, Tags.BeginString);
        at++;
        if (at + 2 > bytes.Length)
            return at < bytes.Length && bytes[at] != '9' ? Bad(FixParseError.BodyLengthExpected, at)
                : Bad(FixParseError.Truncated, bytes.Length);
        if (bytes[at] != '9' || bytes[at + 1] != '=') return Bad(FixParseError.BodyLengthExpected, at);
        at += 2;
        var first = at;
        var length = 0;
        for (; at < bytes.Length && bytes[at] != separator; at++)
        {
            var digit = unchecked((uint)bytes[at] - '0');
            if (digit > 9 || at - first == LengthDigitsMax)
                return Bad(FixParseError.BodyLengthMalformed, at, Tags.BodyLength);
            length = (length * 10) + (int)digit;
        }

        if (at >= bytes.Length) return Bad(FixParseError.Truncated, bytes.Length);
        if (at == first) return Bad(FixParseError.BodyLengthMalformed, at, Tags.BodyLength);
        return new FixHeader(FixParseError.None, 0, 0, beginStringLength, length, at + 1);
    }

    private static FixHeader Bad(FixParseError error, int position, int tag = 0) => new(error, position, tag, 0, 0, 0);
}
