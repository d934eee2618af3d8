using System;
using System.IO;
using System.Text.Json;

namespace Truefill.Cli.Rendering;

/// <summary>Rows written as they come, each flushed.</summary>
internal sealed class RowStream(TextWriter target, OutputFormat format, Column[] columns)
{
    private const int MinWidth = 10;

    private bool begun;

    public void Write(Action<Utf8JsonWriter> json, params string?[] cells)
    {
        if (format == OutputFormat.Json)
        {
            target.WriteLine(Output.Json(json, indented: false));
            target.Flush();
            return;
        }

        if (!begun) WriteCells(Array.ConvertAll(columns, column => column.Name));
        begun = true;
        WriteCells(cells);
        target.Flush();
    }

    private void WriteCells(string?[] cells)
    {
        if (format == OutputFormat.Csv)
        {
            Csv.WriteRow(cells, target);
            return;
        }

        // The widest cell is not known yet, so columns grow where they must.
        for (int i = 0; i < cells.Length; i++)
        {
            string cell = Visible.Text(cells[i]);
            bool last = i == cells.Length - 1;
            target.Write(last && !columns[i].Right ? cell : columns[i].Right ? cell.PadLeft(MinWidth)
                : cell.PadRight(MinWidth));
            if (!last) target.Write("  ");
        }

        target.WriteLine();
    }
}
