using System;

namespace Truefill.Fix;

/// <summary>What stands at the start of a stream buffer.</summary>
public enum FixFrameStatus : byte
{
    /// <summary>The first <see cref="FixFrame.Length"/> bytes are a frame: 8, 9, a body of that length, 10. Not yet
    /// parsed or summed.</summary>
    Complete,

    /// <summary>At least <see cref="FixFrame.Needed"/> more bytes must arrive before anything can be said.</summary>
    NeedMore,

    /// <summary>The first <see cref="FixFrame.Length"/> bytes belong to no message: keep or count them, and ask again
    /// after them.</summary>
    Garbage,

    /// <summary>Garbage too, starting with a header whose BodyLength(9) is above the bound.</summary>
    TooLong,
}

/// <summary>One step of framing.</summary>
/// <param name="Status">What was found.</param>
/// <param name="Length">Bytes to take from the buffer: the message or the garbage.</param>
/// <param name="Needed">For NeedMore, a lower bound of the bytes still missing, at least 1.</param>
public readonly record struct FixFrame(FixFrameStatus Status, int Length, int Needed);

/// <summary>
/// Cuts a byte stream into messages. Stateless: the caller keeps the bytes, offers what it has, and takes away what
/// each step tells it to.
/// Every byte of the stream comes back in exactly one step, so what was skipped is known to the byte. A buffer of
/// <c>messageBytesMax</c> is always enough: a longer message is refused on its header.
/// </summary>
public static class FixFramer
{
    public const int DefaultMessageBytesMax = 1 << 20;

    private const int TrailerBytes = 7;

    public static FixFrame Next(ReadOnlySpan<byte> buffer, int messageBytesMax = DefaultMessageBytesMax)
    {
        if (buffer.IsEmpty) return new FixFrame(FixFrameStatus.NeedMore, 0, 1);
        var header = FixHeader.Read(buffer, FixScan.Soh);
        // A header is short, so one that is cut off is waited for; anything else is no message.
        if (header.Error == FixParseError.Truncated && buffer.Length < FixHeader.BytesMax)
            return new FixFrame(FixFrameStatus.NeedMore, 0, 1);
        if (header.Error != FixParseError.None) return new FixFrame(FixFrameStatus.Garbage, ToNextStart(buffer), 0);

        var total = header.BodyStart + header.BodyLength + TrailerBytes;
        if (total > messageBytesMax) return new FixFrame(FixFrameStatus.TooLong, ToNextStart(buffer), 0);
        // A BodyLength that is too long shows itself as soon as the bytes at the place of the trailer are not one.
        var trailer = buffer.Length > total - TrailerBytes ? buffer[(total - TrailerBytes)..] : default;
        if (!CouldBeTrailer(trailer, buffer, total))
            return new FixFrame(FixFrameStatus.Garbage, ToNextStart(buffer), 0);
        return buffer.Length < total
            ? new FixFrame(FixFrameStatus.NeedMore, 0, total - buffer.Length)
            : new FixFrame(FixFrameStatus.Complete, total, 0);
    }

    private static bool CouldBeTrailer(ReadOnlySpan<byte> trailer, ReadOnlySpan<byte> buffer, int total)
    {
        if (trailer.IsEmpty) return true;
        if (buffer[total - TrailerBytes - 1] != FixScan.Soh) return false;
        var form = "10=000\u0001"u8;
        for (var i = 0; i < Math.Min(trailer.Length, form.Length); i++)
        {
            var good = i is >= 3 and <= 5 ? char.IsAsciiDigit((char)trailer[i]) : trailer[i] == form[i];
            if (!good) return false;
        }

        return true;
    }

    /// <summary>Bytes up to the next place where a message may start; the first byte is known not to be one.</summary>
    private static int ToNextStart(ReadOnlySpan<byte> buffer)
    {
        var rest = buffer[1..];
        var found = rest.IndexOf(FixHeader.Start);
        if (found >= 0) return found + 1;
        // The last bytes may be the beginning of a start that has not arrived in full.
        for (var kept = Math.Min(FixHeader.Start.Length - 1, rest.Length); kept > 0; kept--)
            if (rest[^kept..].SequenceEqual(FixHeader.Start[..kept])) return buffer.Length - kept;
        return buffer.Length;
    }
}
