using System;
using System.Buffers;
using System.IO;
using System.Text.Json;
using Truefill.Journal;

namespace Truefill.Server.Following;

/// <summary>
/// A file of one JSON object a line that only grows. It is its own cursor: what its last whole line says is where the
/// next run goes on. A line that a crash cut short is removed; lines at the end that are damaged are put aside, and
/// written anew from the journal.
/// </summary>
internal sealed class JsonLinesFile : IDisposable
{
    private const byte NewLine = (byte)'\n';

    private readonly Stream file;
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly bool ownsFile;
    private readonly ulong fromSeq;
    private readonly ulong toSeq = ulong.MaxValue;

    public JsonLinesFile(string path)
    {
        ownsFile = true;
        file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = Service.StateSession.PrivateFile,
            BufferSize = 1 << 16,
        });
        RecoverEnd(path);
        Json = new Utf8JsonWriter(line);
    }

    /// <summary>The same lines into the caller's stream: all are counted, those of a range are written.</summary>
    public JsonLinesFile(Stream target, ulong fromSeq, ulong toSeq)
    {
        file = target;
        (this.fromSeq, this.toSeq) = (fromSeq, toSeq);
        Json = new Utf8JsonWriter(line);
    }

    /// <summary>Of the last line, 0 when there is none. Numbers count up by one.</summary>
    public long LastN { get; private set; }

    /// <summary>Sequence of the last line's fact; 0 when there is none.</summary>
    public ulong LastSeq { get; private set; }

    public long LinesWritten { get; private set; }

    /// <summary>Name of the file with damaged lines that stood at the end; null: there were none.</summary>
    public string? PutAside { get; private set; }

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
        if (seq >= fromSeq && seq <= toSeq)
        {
            file.Write(line.WrittenSpan);
            LinesWritten++;
        }

        LastN++;
        LastSeq = seq;
    }

    /// <summary>Makes the lines visible to whoever tails the file.</summary>
    public void Flush() => file.Flush();

    public void Dispose()
    {
        if (ownsFile) file.Dispose();
        Json.Dispose();
    }

    /// <summary>Sequence of the last whole line of a file that somebody may be writing; 0 without one.</summary>
    public static ulong LastSeqOf(string path)
    {
        if (!File.Exists(path)) return 0;
        using FileStream read = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long end = LastNewLine(read, read.Length) + 1;
        return LastSound(read, ref end).Seq;
    }

    // Steps back to the end of the last line that says what it is.
    private static LogLine LastSound(Stream read, ref long end)
    {
        while (end > 0)
        {
            long start = LastNewLine(read, end - 1) + 1;
            byte[] last = new byte[end - 1 - start];
            read.Position = start;
            read.ReadExactly(last);
            if (LogLine.Parse(last) is { } line) return line;
            end = start;
        }

        return default;
    }

    private void RecoverEnd(string path)
    {
        long whole = LastNewLine(file, file.Length) + 1;
        long end = whole;
        (LastN, LastSeq) = LastSound(file, ref end);
        if (end < whole) PutAside = KeepFrom(path, end);
        file.SetLength(end);
        file.Position = end;
    }

    private string KeepFrom(string path, long start)
    {
        using PosixStorage folder = new(Path.GetDirectoryName(path)!);
        string name = FreeName.In(folder, "damaged-" + Path.GetFileName(path));
        using (IJournalFile kept = folder.Create(name))
        {
            byte[] chunk = new byte[1 << 16];
            file.Position = start;
            for (long at = 0; file.Read(chunk) is var got and > 0; at += got) kept.WriteAt(at, chunk.AsSpan(0, got));
            kept.SyncData();
        }

        folder.SyncDirectory();
        return name;
    }

    // Position of the last newline before the end; -1 when there is none.
    private static long LastNewLine(Stream file, long before)
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
