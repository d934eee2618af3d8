using System;
using System.Buffers;
using System.IO;
using System.Text.Json;

namespace Truefill.Server.Following;

/// <summary>
/// A file of one JSON object a line that only grows. It is its own cursor: what its last whole line says is where the
/// next
/// run goes on. A line that a crash cut short is removed.
/// </summary>
internal sealed class JsonLinesFile : IDisposable
{
    private const byte NewLine = (byte)'\n';

    private readonly FileStream file;
    private readonly ArrayBufferWriter<byte> line = new();

    public JsonLinesFile(string path)
    {
        file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = Service.StateSession.PrivateFile,
            BufferSize = 1 << 16,
        });
        RecoverEnd();
        Json = new Utf8JsonWriter(line);
    }

    /// <summary>Of the last line, 0 when there is none. Numbers count up by one.</summary>
    public long LastN { get; private set; }

    /// <summary>Sequence of the last line's fact; 0 when there is none.</summary>
    public ulong LastSeq { get; private set; }

    /// <summary>For the line that was begun.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Starts a line with <c>n</c> and <c>seq</c>.</summary>
    public void Begin(ulong seq)
    {
        line.Clear();
        Json.Reset(line);
        Json.WriteStartObject();
        Json.WriteNumber("n", LastN + 1);
        Json.WriteNumber("seq", seq);
    }

    public void End(ulong seq)
    {
        Json.WriteEndObject();
        Json.Flush();
        line.GetSpan(1)[0] = NewLine;
        line.Advance(1);
        file.Write(line.WrittenSpan);
        LastN++;
        LastSeq = seq;
    }

    /// <summary>Makes the lines visible to whoever tails the file.</summary>
    public void Flush() => file.Flush();

    public void Dispose()
    {
        file.Dispose();
        Json.Dispose();
    }

    private void RecoverEnd()
    {
        long end = LastNewLine(file.Length) + 1;
        file.SetLength(end);
        if (end == 0) return;
        long start = LastNewLine(end - 1) + 1;
        byte[] last = new byte[end - 1 - start];
        file.Position = start;
        file.ReadExactly(last);
        file.Position = end;
        using JsonDocument document = JsonDocument.Parse(last);
        LastN = document.RootElement.GetProperty("n").GetInt64();
        LastSeq = document.RootElement.GetProperty("seq").GetUInt64();
    }

    // Position of the last newline before the end; -1 when there is none.
    private long LastNewLine(long before)
    {
        byte[] chunk = new byte[1 << 16];
        for (long end = before; end > 0;)
        {
            int length = (int)Math.Min(chunk.Length, end);
            file.Position = end - length;
            file.ReadExactly(chunk, 0, length);
            int at = Array.LastIndexOf(chunk, NewLine, length - 1, length);
            if (at >= 0) return end - length + at;
            end -= length;
        }

        return -1;
    }
}
