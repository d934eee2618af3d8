using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Truefill.Cli.Rendering;

/// <summary>What a command answers: one document for programs, tables for people.</summary>
/// <param name="Json">Writes one value, usually an object; snake_case names, decimals as strings.</param>
/// <param name="Tables">CSV shows the first only, unless it has one of its own.</param>
internal sealed record CommandResult(Action<Utf8JsonWriter> Json, params IReadOnlyList<TextTable> Tables)
{
    /// <summary>Where no one table has all of it; null: the first of the tables.</summary>
    public TextTable? Csv { get; init; }
}
