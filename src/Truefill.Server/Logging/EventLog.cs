using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;

namespace Truefill.Server.Logging;

/// <summary>How much a line matters.</summary>
public enum LogLevel
{
    Info,
    Warning,
    Error,
}

/// <summary>
/// Log lines with the event's name and its fields: JSON for programs, text for a terminal. A thread of its own writes
/// them, from a bounded queue: who logs never waits for a disk or a pipe, and lines that do not fit are counted and
/// reported. A <see cref="Configuration.Secret"/> shows as redacted, by its type.
/// </summary>
public sealed class EventLog : IDisposable
{
    private const int QueueMax = 8192;

    // As people read and search it; nobody takes a log line for HTML. Control characters are escaped all the same.
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly object guard = new();
    private readonly Queue<byte[]> queue = new();
    private readonly Stream output;
    private readonly bool isJson;
    private readonly Func<DateTimeOffset> clock;
    private readonly Thread thread;
    private long dropped;
    private long droppedEver;
    private bool closed;

    public EventLog(Stream output, bool isJson, Func<DateTimeOffset>? clock = null)
    {
        this.output = output;
        this.isJson = isJson;
        this.clock = clock ?? (() => DateTimeOffset.UtcNow);
        thread = new Thread(Run) { Name = "log", IsBackground = true };
        thread.Start();
    }

    /// <summary>Lines that were dropped since the start.</summary>
    public long Dropped
    {
        get
        {
            lock (guard) return droppedEver;
        }
    }

    /// <summary>False: it has ended, or nobody reads it any more, and what is written is lost.</summary>
    public bool IsOpen
    {
        get
        {
            lock (guard) return !closed;
        }
    }

    public void Write(
        LogLevel level, string name, string message, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        // Looked at before the line is made: too many at once must cost as little as may be.
        lock (guard)
        {
            if (closed) return;
            if (queue.Count >= QueueMax)
            {
                dropped++;
                droppedEver++;
                return;
            }
        }

        byte[] line = isJson ? Json(level, name, message, fields) : Text(level, name, message);
        lock (guard)
        {
            if (closed) return;
            queue.Enqueue(line);
            if (queue.Count == 1) Monitor.Pulse(guard);
        }
    }

    /// <summary>Writes what is queued, unless nobody reads it any more.</summary>
    public void Dispose()
    {
        lock (guard)
        {
            closed = true;
            Monitor.Pulse(guard);
        }

        thread.Join(TimeSpan.FromSeconds(2));
    }

    private byte[] Json(LogLevel level, string name, string message, ReadOnlySpan<(string Name, object? Value)> fields)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter json = new(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("ts", clock().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null));
            json.WriteString("level", Views.Words.Of(level));
            json.WriteString("event", name);
            json.WriteString("message", message);
            foreach ((string field, object? value) in fields)
            {
                switch (value)
                {
                    case null: break;
                    case bool flag: json.WriteBoolean(field, flag); break;
                    case int number: json.WriteNumber(field, number); break;
                    case long number: json.WriteNumber(field, number); break;
                    case ulong number: json.WriteNumber(field, number); break;
                    default: json.WriteString(field, value.ToString()); break;
                }
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private byte[] Text(LogLevel level, string name, string message) => Encoding.UTF8.GetBytes(
        $"{clock():HH:mm:ss.fff} {level.ToString().ToLowerInvariant(),-7} {name}: {OneLine(message)}\n");

    // A venue's text must not be able to look like a line of ours.
    private static string OneLine(string message)
    {
        StringBuilder text = new(message.Length);
        foreach (char c in message) text.Append(char.IsControl(c) ? ' ' : c);
        return text.ToString();
    }

    private void Run()
    {
        try
        {
            while (Next() is { } lines)
            {
                foreach (byte[] line in lines) output.Write(line);
                output.Flush();
            }
        }
        catch (IOException)
        {
            // Nobody reads it any more. The journal has everything that matters.
            lock (guard) closed = true;
        }
    }

    private List<byte[]>? Next()
    {
        long lost;
        List<byte[]> lines;
        lock (guard)
        {
            while (queue.Count == 0 && !closed) Monitor.Wait(guard);
            if (queue.Count == 0) return null;
            lines = [.. queue];
            queue.Clear();
            lost = dropped;
            dropped = 0;
        }

        if (lost > 0)
        {
            string text = $"{lost} lines were dropped: too many at once.";
            lines.Add(isJson
                ? Json(LogLevel.Warning, "log.dropped", text, [("count", lost)])
                : Text(LogLevel.Warning, "log.dropped", text));
        }

        return lines;
    }
}
