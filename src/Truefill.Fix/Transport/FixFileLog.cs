using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace Truefill.Fix;

/// <summary>
/// One text file per day of UTC, <c>NAME-20261120.log</c>: time, direction and message as on the wire, in a form that
/// <see cref="FixLogReader"/> reads back. For people, not for recovery: a write that fails is dropped.
/// </summary>
public sealed class FixFileLog : IFixLog, IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly string _name;
    private FileStream? _file;
    private int _day;

    public FixFileLog(string folder, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _folder = Directory.CreateDirectory(folder).FullName;
        _name = name;
    }

    /// <summary>Lines that could not be written.</summary>
    public long DroppedCount { get; private set; }

    public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now) =>
        Write(direction == FixDirection.In ? "in  " : "out ", message, now);

    public void Garbage(ReadOnlySpan<byte> bytes, long now) => Write("??? ", bytes, now);

    public void Event(string text, long now)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write("--- ", Encoding.UTF8.GetBytes(text), now);
    }

    public void Dispose()
    {
        lock (_lock) _file?.Dispose();
    }

    private void Write(string kind, ReadOnlySpan<byte> bytes, long now)
    {
        var time = FixNanos.ToTime(now);
        var head = string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss.ffffff} {kind}");
        var line = new byte[head.Length + bytes.Length + 1];
        Encoding.ASCII.GetBytes(head, line);
        bytes.CopyTo(line.AsSpan(head.Length));
        line[^1] = (byte)'\n';
        lock (_lock)
        {
            try
            {
                Day(time).Write(line);
            }
            catch (IOException)
            {
                DroppedCount++;
            }
        }
    }

    private FileStream Day(DateTimeOffset time)
    {
        var day = DateOnly.FromDateTime(time.UtcDateTime).DayNumber;
        if (_file is not null && _day == day) return _file;
        _file?.Dispose();
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_name}-{time:yyyyMMdd}.log"));
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _day = day;
        return _file;
    }
}
