using System;

namespace Truefill.Server.DryRun;

/// <summary>
/// What a log holds, by its first lines. Loggers put times, levels and also JSON in front of a FIX message, and a first
/// line may be cut or damaged: so a BeginString(8) anywhere makes it FIX, and else a line that begins as an object does
/// makes it JSON lines.
/// </summary>
public static class DryRunFormatGuess
{
    /// <param name="head">The beginning of the file.</param>
    public static DryRunFormat Of(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf("8=FIX"u8) >= 0) return DryRunFormat.Fix;
        ReadOnlySpan<byte> utf8Mark = [0xEF, 0xBB, 0xBF];
        if (head.StartsWith(utf8Mark)) head = head[utf8Mark.Length..];
        foreach (Range line in head.Split((byte)'\n'))
            if (head[line].TrimStart(" \t\r"u8).StartsWith("{"u8)) return DryRunFormat.Jsonl;
        return DryRunFormat.Fix;
    }
}
