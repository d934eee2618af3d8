using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Truefill.Venues.Simulated.Log;

/// <summary>
/// A venue's log as a file of lines. Each line is handed to the system before the report that it is about leaves, so it
/// survives the death of the process; it is not synced, so a power cut may cost the last lines. That is the risk of a
/// venue that is only simulated.
/// </summary>
public sealed class FileVenueLog : IVenueLog, IDisposable
{
    private readonly FileStream file;
    private byte[] buffer = new byte[1024];

    private FileVenueLog(FileStream file) => this.file = file;

    /// <summary>Opens the file or makes it. A last line that was cut in the middle is removed.</summary>
    public static FileVenueLog Open(string path)
    {
        FileStream opened = new(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        opened.SetLength(EndOfLastLine(opened));
        opened.Seek(0, SeekOrigin.End);
        return new FileVenueLog(opened);
    }

    /// <summary>The lines of the file at this path; none where there is no file.</summary>
    public static IEnumerable<string> Read(string path) => File.Exists(path) ? File.ReadLines(path, Encoding.UTF8) : [];

    /// <summary>
    /// Puts a new log in the place of the file at this path: either it is the old one or the whole new one.
    /// </summary>
    public static void Replace(string path, Action<IVenueLog> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string beside = path + ".new";
        File.Delete(beside);
        using (FileVenueLog log = Open(beside)) write(log);
        File.Move(beside, path, overwrite: true);
    }

    public void Append(ReadOnlySpan<byte> line)
    {
        if (buffer.Length <= line.Length) buffer = new byte[line.Length * 2];
        line.CopyTo(buffer);
        buffer[line.Length] = (byte)'\n';
        file.Write(buffer, 0, line.Length + 1);
    }

    public void Dispose() => file.Dispose();

    private static long EndOfLastLine(FileStream file)
    {
        long end = file.Length;
        while (end > 0)
        {
            file.Seek(end - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n') break;
            end--;
        }

        return end;
    }
}
