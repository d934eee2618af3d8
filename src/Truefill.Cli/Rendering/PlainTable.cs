using System;
using System.IO;
using System.Linq;
using System.Text;

namespace Truefill.Cli.Rendering;

/// <summary>Aligned columns, two spaces apart, nothing else: cut and awk read it.</summary>
internal static class PlainTable
{
    public static void Write(TextTable table, TextWriter target)
    {
        if (table.Title is not null) target.WriteLine(Visible.Text(table.Title));
        string[][] rows = [.. table.Rows.Select(row => Array.ConvertAll(row, Visible.Text))];
        string[] names = [.. table.Columns.Select(column => column.Name)];
        int[] widths = new int[names.Length];
        foreach (string[] row in rows.Prepend(names))
        {
            for (int i = 0; i < widths.Length; i++) widths[i] = Math.Max(widths[i], row[i].Length);
        }

        foreach (string[] row in rows.Prepend(names))
        {
            var line = new StringBuilder();
            for (int i = 0; i < widths.Length; i++)
            {
                line.Append(i > 0 ? "  " : "");
                line.Append(table.Columns[i].Right ? row[i].PadLeft(widths[i]) : row[i].PadRight(widths[i]));
            }

            target.WriteLine(line.ToString().TrimEnd());
        }
    }
}
