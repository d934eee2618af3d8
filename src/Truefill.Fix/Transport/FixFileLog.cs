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
    private readonly Lock guard = new();
    private readonly string folder;
    private readonly string name;
    private readonly int daysKept;
    private FileStream? file;
    private int day;

    /// <param name="folder">Made where it is not there.</param>
    /// <param name="name">What the files' names begin with.</param>
    /// <param name="daysKept">So many files; as a new day begins, older ones are deleted.</param>
    public FixFileLog(string folder, string name, int daysKept = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        this.folder = Directory.CreateDirectory(folder).FullName;
        this.name = name;
        this.daysKept = daysKept;
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
        lock (guard) file?.Dispose();
    }

    private void Write(string kind, ReadOnlySpan<byte> bytes, long now)
    {
        var time = FixNanos.ToTime(now);
        var head = string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss.ffffff} {kind}");
        var line = new byte[head.Length + bytes.Length + 1];
        Encoding.ASCII.GetBytes(head, line);
        bytes.CopyTo(line.AsSpan(head.Length));
        line[^1] = (byte)'\n';
        lock (guard)
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
        var lineDay = DateOnly.FromDateTime(time.UtcDateTime).DayNumber;
        if (file is not null && day == lineDay) return file;
        file?.Dispose();
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{time:yyyyMMdd}.log"));
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        day = lineDay;
        Prune(path);
        return file;
    }

    // By the days in their names. The one that is written stays, also where the clock was set back.
    private void Prune(string current)
    {
        if (daysKept == int.MaxValue) return;
        try
        {
            var files = Directory.GetFiles(folder, name + "-*.log");
            Array.Sort(files, StringComparer.Ordinal);
            foreach (var old in files.AsSpan(0, Math.Max(0, files.Length - daysKept)))
                if (old != current) File.Delete(old);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // They cost room until the next day; the line is worth more.
        }
    }
}
