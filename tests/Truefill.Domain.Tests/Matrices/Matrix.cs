using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Truefill.Domain.Tests.Matrices;

/// <summary>One row of a matrix; cells by column name, empty where the standard says nothing.</summary>
internal sealed record MatrixRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    public bool IsAlternate => this["alt"].Length > 0;

    /// <summary>A message from the venue; else a request, or something that no message tells.</summary>
    public string Inbound => this["in"];

    public string Outbound => this["out"];

    public string this[string column] => Cells.GetValueOrDefault(column, "");

    /// <summary>A value of the details cell, <c>Name=value; Name=value</c>.</summary>
    public string Detail(string name) =>
        this["details"].Split("; ").FirstOrDefault(d => d.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";

    public MatrixRow With(string column, string value) =>
        this with { Cells = new Dictionary<string, string>(Cells) { [column] = value } };
}

/// <summary>One Order State Change Matrix of the standard, read from its file and corrected by the slip list.</summary>
internal sealed record Matrix(string Name, string Title, bool IsFix42, IReadOnlyList<MatrixRow> Rows)
{
    public static string Folder => Checkout.PathOf("tests/Truefill.Domain.Tests/Matrices");

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.matrix").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    /// <summary>Lines of the slip list: file, row, cell=value, page, reason.</summary>
    public static IReadOnlyList<string[]> Slips { get; } =
    [
        .. File.ReadAllLines(Path.Combine(Folder, "slips.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    public static Matrix Load(string name)
    {
        Matrix matrix = Parse(name, File.ReadAllLines(Path.Combine(Folder, name + ".matrix")));
        foreach (string[] slip in Slips.Where(s => s[0] == name))
        {
            string[] cell = slip[2].Split('=');
            matrix = matrix.With(int.Parse(slip[1]), cell[0], cell[1]);
        }

        return matrix;
    }

    public static Matrix Parse(string name, string[] lines)
    {
        string Header(string field) => lines.Single(l => l.StartsWith(field + ":", StringComparison.Ordinal))[(field.Length + 1)..].Trim();
        int ruler = Array.FindIndex(lines, l => l.Contains("-+-", StringComparison.Ordinal));
        string[] columns = Split(lines[ruler - 1]);
        List<MatrixRow> rows = [];
        foreach (string line in lines.Skip(ruler + 1).Where(l => l.Length > 0))
        {
            string[] cells = Split(line);
            Assert.Equal(columns.Length, cells.Length);
            rows.Add(new MatrixRow(int.Parse(cells[0]), columns.Zip(cells).ToDictionary(c => c.First, c => c.Second)));
        }

        return new Matrix(name, Header("title"), Header("version") == "FIX 4.2", rows);
    }

    public Matrix With(int row, string column, string value)
    {
        Assert.True(Rows[row - 1].Number == row && Rows[row - 1].Cells.ContainsKey(column), $"{Name} has no {column} in row {row}");
        return this with { Rows = [.. Rows.Select(r => r.Number == row ? r.With(column, value) : r)] };
    }

    private static string[] Split(string line) => line.Split('|', StringSplitOptions.TrimEntries);
}
