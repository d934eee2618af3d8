using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Truefill.Server.FixSessions;

/// <summary>Reads the ends of the log files that <see cref="FixSessionLog"/> writes, also while it does.</summary>
public static class FixLogFiles
{
    // Of each day's file, how much of its end is looked at.
    private const int TailBytes = 8 << 20;
    private const int TimeLength = 26;
    private const int HeadLength = TimeLength + 5;

    /// <summary>Paths of a log's files, oldest first.</summary>
    public static IReadOnlyList<string> In(string folder, string name)
    {
        if (!Directory.Exists(folder)) return [];
        string[] files = Directory.GetFiles(folder, name + "-*.log");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <summary>The newest lines of a session, oldest first.</summary>
    public static IReadOnlyList<FixSessionLine> Tail(string folder, int count)
    {
        List<FixSessionLine> newestFirst = [];
        IReadOnlyList<string> files = In(folder, "messages");
        for (int i = files.Count - 1; i >= 0 && newestFirst.Count < count; i--)
        {
            List<FixSessionLine> lines = LinesOf(files[i]);
            for (int line = lines.Count - 1; line >= 0 && newestFirst.Count < count; line--)
                newestFirst.Add(lines[line]);
        }

        newestFirst.Reverse();
        return newestFirst;
    }

    private static List<FixSessionLine> LinesOf(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long skipped = Math.Max(0, file.Length - TailBytes);
        file.Position = skipped;
        using StreamReader reader = new(file, Encoding.Latin1);

        // Where the middle of a line was hit, it is not shown.
        if (skipped > 0) reader.ReadLine();
        List<FixSessionLine> lines = [];
        while (reader.ReadLine() is { } line)
            if (Parse(line) is { } read) lines.Add(read);
        return lines;
    }

    private static FixSessionLine? Parse(string line)
    {
        if (line.Length < HeadLength || line[10] != ' ') return null;
        string? kind = line.AsSpan(TimeLength + 1, 3) switch
        {
            "in " => "in",
            "out" => "out",
            "???" => "garbage",
            "---" => "event",
            _ => null,
        };
        if (kind is null) return null;
        string time = string.Concat(line.AsSpan(0, 10), "T", line.AsSpan(11, TimeLength - 11), "Z");
        return new FixSessionLine(time, kind, line[HeadLength..].Replace('\x01', '|'));
    }
}
