using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Truefill.Domain.Names;

namespace Truefill.Cli.Rendering;

/// <summary>
/// RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers, negative ones too,
/// and the names of our own sub-ledgers are as they are.
/// </summary>
internal static class Csv
{
    public static void Write(TextTable table, TextWriter target)
    {
        WriteRow([.. table.Columns.Select(column => column.Name)], target);
        foreach (string?[] row in table.Rows) WriteRow(row, target);
    }

    public static void WriteRow(string?[] cells, TextWriter target)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0) target.Write(',');
            target.Write(Cell(cells[i] ?? ""));
        }

        target.Write("\r\n");
    }

    internal static string Cell(string text)
    {
        string safe = IsFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsFormula(string text) =>
        text.Length > 0
        && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r')
        && text is not (SubLedgers.Manual or SubLedgers.Provisional or SubLedgers.Suspense)
        && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
