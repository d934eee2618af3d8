using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers;

/// <summary>A file that a person hands in.</summary>
internal static class InputFile
{
    private const string Stdin = "-";

    /// <summary>The bytes as they are.</summary>
    public static byte[] Read(string file, CommandContext context)
    {
        if (file == Stdin)
        {
            using MemoryStream bytes = new();
            context.Environment.InBytes.CopyTo(bytes);
            return bytes.ToArray();
        }

        try
        {
            return File.ReadAllBytes(Path.GetFullPath(file, context.Environment.WorkingDirectory));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCode.NotFound, "there is no such file", file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Error, e.Message, file);
        }
    }

    /// <summary>RFC 4180: rows of cells; quotes may hold commas, quotes and line ends.</summary>
    public static IEnumerable<(int Line, List<string> Cells)> Csv(string text)
    {
        int at = 0;
        int line = 1;
        while (at < text.Length)
        {
            int first = line;
            List<string> cells = [];
            do cells.Add(Cell(text, ref at, ref line));
            while (at < text.Length && text[at++] == ',');
            line++;
            if (cells.Count > 1 || cells[0].Length > 0) yield return (first, cells);
        }
    }

    // Stops at the comma or line feed behind the cell.
    private static string Cell(string text, ref int at, ref int line)
    {
        var cell = new StringBuilder();
        bool quoted = false;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '"')
            {
                if (quoted && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[++at]);
                else quoted = !quoted;
                continue;
            }

            if (!quoted && (c is ',' or '\n')) break;
            if (c == '\n') line++;
            if (c != '\r' || quoted) cell.Append(c);
        }

        return cell.ToString().Trim();
    }
}
