using System;

namespace Truefill.Fix;

/// <summary>
/// Parses one tag=value message into a <see cref="FixFieldIndex"/>. Total: any bytes give a result, none an exception.
/// The bytes are looked at once by vector instructions (separators, sum, control bytes); the loop over the fields, in
/// <see cref="FixBody"/>, then jumps from separator to separator.
/// </summary>
public static class FixParser
{
    private const int TrailerBytes = FixBody.TrailerBytes;

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
            result = FixBody.Read(
                bytes, bodyStart, index, scan, separator, options, dataFields ?? FixDataFields.Default);
        }
        else
        {
            index.Describe(index.Count);
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
        if (!index.Header.TryRead(bytes, separator, out var header))
        {
            header = FixHeader.Read(bytes, separator);
            bodyStart = 0;
            if (header.Error != FixParseError.None) return Fail(header.Error, header.Position, header.Tag);
            index.Header.Learn(bytes, separator, header.BeginStringLength);
        }

        bodyStart = header.BodyStart;
        var lengthOffset = header.BeginStringLength + 5;
        index.Fields[0] = new FixField(Tags.BeginString, 2, header.BeginStringLength);
        index.Fields[1] = new FixField(Tags.BodyLength, lengthOffset, bodyStart - 1 - lengthOffset);
        index.Count = 2;

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

        var sum = unchecked(
            scan.Sum - '1' - '0' - '=' - trailer[3] - trailer[4] - trailer[5] - separator);
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
}
