using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Books;

/// <summary>Opening lots out of a file: a JSON list, an object with 'items', one lot, or CSV with a header.</summary>
internal static class LotFile
{
    private static readonly string[] Columns =
        ["account", "strategy", "symbol", "qty", "px", "reference", "time", "reason"];

    /// <summary>Each as an object whose numbers are as they were written.</summary>
    public static IReadOnlyList<JsonElement> Parse(byte[] bytes, string file)
    {
        string text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimStart();
        List<JsonElement> lots = text.StartsWith('{') || text.StartsWith('[')
            ? Json(text, file)
            : [.. Csv(text, file)];
        return lots.Count > 0 ? lots : throw new CliException(ExitCode.Usage, "there is no lot in the file", file);
    }

    private static List<JsonElement> Json(string text, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement.Clone();
            if (root.ValueKind == JsonValueKind.Object && !root.TryGetProperty("items", out root))
                return [document.RootElement.Clone()];
            if (root.ValueKind == JsonValueKind.Array) return [.. root.EnumerateArray()];
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Usage, $"not JSON: {e.Message}", file);
        }

        throw new CliException(ExitCode.Usage, "'items' is not a list of lots", file);
    }

    private static IEnumerable<JsonElement> Csv(string text, string file)
    {
        List<string>? header = null;
        foreach ((int line, List<string> cells) in InputFile.Csv(text))
        {
            if (header is null)
            {
                header = cells;
                if (header.FirstOrDefault(name => !Columns.Contains(name, StringComparer.Ordinal)) is { } strange)
                {
                    throw new CliException(
                        ExitCode.Usage, $"column '{strange}' is not known", $"{file}:{line}",
                        string.Join(',', Columns));
                }

                continue;
            }

            if (cells.Count != header.Count)
            {
                throw new CliException(
                    ExitCode.Usage, $"{cells.Count} cells under {header.Count} columns", $"{file}:{line}");
            }

            var lot = new JsonObject();
            foreach ((string name, string cell) in header.Zip(cells))
                if (cell.Length > 0) lot[name] = cell;
            yield return JsonSerializer.SerializeToElement(lot);
        }
    }
}
