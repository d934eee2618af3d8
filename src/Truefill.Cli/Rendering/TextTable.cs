using System.Collections.Generic;

namespace Truefill.Cli.Rendering;

internal enum OutputFormat
{
    Table,
    Json,
    Csv,
}

/// <param name="Right">Numbers stand right.</param>
internal readonly record struct Column(string Name, bool Right = false);

/// <summary>Rows of text under named columns. Names are those of the JSON document.</summary>
internal sealed record TextTable(IReadOnlyList<Column> Columns)
{
    /// <summary>Stands above the table on a screen; absent in CSV.</summary>
    public string? Title { get; init; }

    public List<string?[]> Rows { get; } = [];

    public TextTable Add(params string?[] cells)
    {
        Rows.Add(cells);
        return this;
    }
}
