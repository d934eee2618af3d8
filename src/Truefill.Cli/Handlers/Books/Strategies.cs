using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

/// <summary>The API narrows by account; rows of one strategy are picked here.</summary>
internal static class Strategies
{
    public static JsonElement Only(JsonElement rows, string? strategy) => strategy is null
        ? rows
        : JsonSerializer.SerializeToElement<List<JsonElement>>(
            [.. rows.EnumerateArray().Where(row => JsonTable.Text(row, "strategy") == strategy)]);

    public static void Write(Utf8JsonWriter writer, JsonElement document, string? strategy)
    {
        writer.WriteStartObject();
        foreach (JsonProperty field in document.EnumerateObject())
        {
            writer.WritePropertyName(field.Name);
            bool narrowed = field.Name is "items" or "converted" or "gaps";
            (narrowed ? Only(field.Value, strategy) : field.Value).WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
