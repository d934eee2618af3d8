using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Truefill.Cli.Rendering;

/// <summary>Objects of a JSON document as rows under some of their fields.</summary>
internal static class JsonTable
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "account", "strategy", "symbol", "venue", "side", "currency", "cl_ord_id", "exec_id", "ord_status", "type",
        "time", "method", "source", "from", "to", "tif", "scope", "text", "state", "fee_currency", "received_at",
    };

    public static TextTable Of(JsonElement items, string? title, params string[] fields)
    {
        var table = new TextTable([.. fields.Select(name => new Column(name, Right: !Words.Contains(name)))])
        {
            Title = title,
        };
        if (items.ValueKind != JsonValueKind.Array) return table;
        foreach (JsonElement item in items.EnumerateArray())
            table.Add([.. fields.Select(name => Text(item, name))]);
        return table;
    }

    /// <summary>One object, a field in each row.</summary>
    public static TextTable Fields(JsonElement item, params string[] fields)
    {
        var table = new TextTable([new Column("name"), new Column("value")]);
        foreach (string name in fields)
            if (Text(item, name) is { } value) table.Add(name, value);
        return table;
    }

    /// <summary>All of a document, a value in each row under its path, such as <c>venues.0.state</c>.</summary>
    public static TextTable Paths(JsonElement document)
    {
        var table = new TextTable([new Column("name"), new Column("value")]);
        AddPaths(table, "", document);
        return table;
    }

    /// <summary>Null where there is none.</summary>
    public static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value) ? Text(value) : null;

    public static JsonElement At(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value) ? value : default;

    private static void AddPaths(TextTable table, string path, JsonElement value)
    {
        string below = path.Length == 0 ? "" : path + ".";
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty field in value.EnumerateObject())
                    AddPaths(table, below + field.Name, field.Value);
                break;
            case JsonValueKind.Array:
                foreach ((int i, JsonElement item) in value.EnumerateArray().Index()) AddPaths(table, below + i, item);
                break;
            default:
                table.Add(path, Text(value));
                break;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
