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

    private readonly Stream _stream;
    private readonly int _lineBytesMax;
    private byte[] _buffer;
    private byte[]? _head;
    private int _start;
    private int _end;
    private long _number;
    private long _offset;
    private bool _ended;

    /// <param name="stream">Read to its end; not closed here.</param>
    /// <param name="lineBytesMax">The longest line that is read in full, without its line end.</param>
    public FixLogReader(Stream stream, int lineBytesMax = DefaultLineBytesMax)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lineBytesMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lineBytesMax, 1 << 28);
        _stream = stream;
        _lineBytesMax = lineBytesMax;
        _buffer = new byte[Math.Min(lineBytesMax + 2, 1 << 16)];
    }

    /// <summary>The next line; false at the end of the stream.</summary>
    public bool TryRead(out FixLogLine line)
    {
        line = default;
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0) return Take(searched + at, 1, out line);
            searched = _end - _start;
            // Two bytes above the bound: the line may still end with CR, LF.
            if (searched >= _lineBytesMax + 2) return TakeTooLong(out line);
            if (_ended || !Fill()) return searched > 0 && Take(searched, 0, out line);
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, Math.Min(_lineBytesMax + 2, _buffer.Length * 2));
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
        return read > 0;
    }

    private bool Take(int length, int lineEnd, out FixLogLine line)
    {
        var raw = _buffer.AsSpan(_start, length);
        if (lineEnd > 0 && raw is [.., (byte)'\r']) raw = raw[..^1];
        var offset = _offset;
        _start += length + lineEnd;
        _offset += length + lineEnd;
        _number++;
        if (raw.Length > _lineBytesMax)
        {
            line = new FixLogLine(FixLogLineKind.TooLong, _number, offset, raw[.._lineBytesMax], default, raw.Length);
            return true;
        }

        var found = FindMessage(raw);
        var kind = found >= 0 ? FixLogLineKind.Message
            : raw.ContainsAnyExcept((byte)' ', (byte)'\t') ? FixLogLineKind.NoMessage
            : FixLogLineKind.Blank;
        line = new FixLogLine(kind, _number, offset, raw, found >= 0 ? raw[found..] : default, raw.Length);
        return true;
    }

    /// <summary>Keeps the first bytes of the line apart and reads on to its end without keeping more.</summary>
    private bool TakeTooLong(out FixLogLine line)
    {
        _head ??= new byte[_lineBytesMax];
        _buffer.AsSpan(_start, _lineBytesMax).CopyTo(_head);
        long bytes = 0;
        byte last = 0;
        var lineEnd = 0;
        while (lineEnd == 0)
        {
            var rest = _buffer.AsSpan(_start.._end);
            var at = rest.IndexOf((byte)'\n');
            if (at >= 0)
            {
                rest = rest[..at];
                lineEnd = 1;
            }

            if (!rest.IsEmpty) last = rest[^1];
            bytes += rest.Length;
            _start += rest.Length + lineEnd;
            if (lineEnd == 0 && !Fill()) break;
        }

        var offset = _offset;
        _offset += bytes + lineEnd;
        _number++;
        if (lineEnd > 0 && last == '\r') bytes--;
        line = new FixLogLine(FixLogLineKind.TooLong, _number, offset, _head, default, bytes);
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
