using System;
using System.IO;

namespace Truefill.Fix;

/// <summary>What a line of a log is.</summary>
public enum FixLogLineKind : byte
{
    /// <summary>It has a message, from <c>8=FIX</c> to the end of the line.</summary>
    Message,

    /// <summary>Nothing but spaces and tabs.</summary>
    Blank,

    /// <summary>Something else.</summary>
    NoMessage,

    /// <summary>Longer than the bound: only its first bytes are kept.</summary>
    TooLong,
}

/// <summary>A line of a log, good until the next read.</summary>
public readonly ref struct FixLogLine
{
    internal FixLogLine(
        FixLogLineKind kind, long number, long offset, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> message, long bytes)
    {
        Kind = kind;
        Number = number;
        Offset = offset;
        Raw = raw;
        Message = message;
        Bytes = bytes;
    }

    public FixLogLineKind Kind { get; }

    /// <summary>Counted from 1.</summary>
    public long Number { get; }

    /// <summary>Where the line starts in the stream, in bytes.</summary>
    public long Offset { get; }

    /// <summary>The line without its line end; for TooLong its first bytes.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>From <c>8=FIX</c> to the end of the line; empty unless the kind is Message.</summary>
    public ReadOnlySpan<byte> Message { get; }

    /// <summary>The length of the line without its line end, also when not all of it was kept.</summary>
    public long Bytes { get; }
}

/// <summary>
/// Reads a FIX log line by line: any prefix, then a message, separated by SOH or <c>|</c>. Lines end with LF or CRLF,
/// the last one with or without. Memory is bounded by the longest line allowed. A data field that contains a newline is
/// cut there: a log of lines cannot carry it.
/// </summary>
public sealed class FixLogReader
{
    public const int DefaultLineBytesMax = 1 << 20;

    private readonly Stream stream;
    private readonly int lineBytesMax;
    private byte[] buffer;
    private byte[]? head;
    private int start;
    private int end;
    private long number;
    private long offset;
    private bool ended;

    /// <param name="stream">Read to its end; not closed here.</param>
    /// <param name="lineBytesMax">The longest line that is read in full, without its line end.</param>
    public FixLogReader(Stream stream, int lineBytesMax = DefaultLineBytesMax)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lineBytesMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lineBytesMax, 1 << 28);
        this.stream = stream;
        this.lineBytesMax = lineBytesMax;
        buffer = new byte[Math.Min(lineBytesMax + 2, 1 << 16)];
    }

    /// <summary>The next line; false at the end of the stream.</summary>
    public bool TryRead(out FixLogLine line)
    {
        line = default;
        var searched = 0;
        while (true)
        {
            var at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0) return Take(searched + at, 1, out line);
            searched = end - start;
            // Two bytes above the bound: the line may still end with CR, LF.
            if (searched >= lineBytesMax + 2) return TakeTooLong(out line);
            if (ended || !Fill()) return searched > 0 && Take(searched, 0, out line);
        }
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start..end).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length) Array.Resize(ref buffer, Math.Min(lineBytesMax + 2, buffer.Length * 2));
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        ended = read == 0;
        return read > 0;
    }

    private bool Take(int length, int lineEnd, out FixLogLine line)
    {
        var raw = buffer.AsSpan(start, length);
        if (lineEnd > 0 && raw is [.., (byte)'\r']) raw = raw[..^1];
        var lineOffset = offset;
        start += length + lineEnd;
        offset += length + lineEnd;
        number++;
        if (raw.Length > lineBytesMax)
        {
            line = new FixLogLine(FixLogLineKind.TooLong, number, lineOffset, raw[..lineBytesMax], default, raw.Length);
            return true;
        }

        var found = FindMessage(raw);
        var kind = found >= 0 ? FixLogLineKind.Message
            : raw.ContainsAnyExcept((byte)' ', (byte)'\t') ? FixLogLineKind.NoMessage
            : FixLogLineKind.Blank;
        line = new FixLogLine(kind, number, lineOffset, raw, found >= 0 ? raw[found..] : default, raw.Length);
        return true;
    }

    /// <summary>Keeps the first bytes of the line apart and reads on to its end without keeping more.</summary>
    private bool TakeTooLong(out FixLogLine line)
    {
        head ??= new byte[lineBytesMax];
        buffer.AsSpan(start, lineBytesMax).CopyTo(head);
        long bytes = 0;
        byte last = 0;
        var lineEnd = 0;
        while (lineEnd == 0)
        {
            var rest = buffer.AsSpan(start..end);
            var at = rest.IndexOf((byte)'\n');
            if (at >= 0)
            {
                rest = rest[..at];
                lineEnd = 1;
            }

            if (!rest.IsEmpty) last = rest[^1];
            bytes += rest.Length;
            start += rest.Length + lineEnd;
            if (lineEnd == 0 && !Fill()) break;
        }

        var lineOffset = offset;
        offset += bytes + lineEnd;
        number++;
        if (lineEnd > 0 && last == '\r') bytes--;
        line = new FixLogLine(FixLogLineKind.TooLong, number, lineOffset, head, default, bytes);
        return true;
    }

    /// <summary>The place of <c>8=FIX.</c> or <c>8=FIXT</c>, or -1.</summary>
    private static int FindMessage(ReadOnlySpan<byte> line)
    {
        var from = 0;
        while (true)
        {
            var at = line[from..].IndexOf(FixHeader.Start);
            if (at < 0) return -1;
            from += at;
            var after = from + FixHeader.Start.Length;
            if (after < line.Length && line[after] is (byte)'.' or (byte)'T') return from;
            from = after;
        }
    }
}
