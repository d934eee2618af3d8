using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Truefill.Server.Tests.OpenApi;

/// <summary>A schema of the served document, read as a client would: what fits it, and a value that does.</summary>
internal sealed class InputSchema(JsonElement schema)
{
    /// <summary>The forms of an object or of a list's objects; the schema itself where it is the only one.</summary>
    public IEnumerable<InputSchema> Forms => schema.TryGetProperty("oneOf", out JsonElement forms)
        ? forms.EnumerateArray().Select(form => new InputSchema(form))
        : [this];

    public string Title => Text("title") ?? "";

    public IReadOnlyList<string> Required => Find("required") is { } names
        ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
        : [];

    public IReadOnlyDictionary<string, InputSchema> Fields => Find("properties") is { } fields
        ? fields.EnumerateObject().ToDictionary(each => each.Name, each => new InputSchema(each.Value))
        : new Dictionary<string, InputSchema>();

    public bool TakesMore => !schema.TryGetProperty("additionalProperties", out JsonElement more) || more.GetBoolean();

    public InputSchema? Items => schema.TryGetProperty("items", out JsonElement items) ? new InputSchema(items) : null;

    public bool IsObject => Types.Contains("object");

    public bool IsTime => Text("format") == "date-time";

    public bool IsTimestamp => Text("pattern")?.Contains("T.+", StringComparison.Ordinal) == true;

    public bool HasBounds => Number("minimum") is not null || Number("maximum") is not null;

    public IReadOnlyList<string> Words => Find("enum") is { } words
        ? [.. from word in words.EnumerateArray() where word.ValueKind == JsonValueKind.String select word.GetString()!]
        : [];

    public IReadOnlyList<string> Types => !schema.TryGetProperty("type", out JsonElement type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(each => each.GetString()!)]
        : [type.GetString()!];

    /// <summary>As the text of a query.</summary>
    public string? Default => Find("default") is not { } otherwise ? null
        : otherwise.ValueKind == JsonValueKind.String ? otherwise.GetString()
        : otherwise.GetRawText();

    public bool SaysTheType => schema.TryGetProperty("type", out _) || schema.TryGetProperty("oneOf", out _);

    /// <summary>Other fields that stand beside this one.</summary>
    public IEnumerable<string> NeededBy(string field) =>
        Find("dependentRequired") is { } all && all.TryGetProperty(field, out JsonElement names)
            ? names.EnumerateArray().Select(name => name.GetString()!)
            : [];

    /// <summary>A value that fits; of an object, what is required.</summary>
    public JsonNode? Sample()
    {
        if (Find("examples") is { } examples) return JsonNode.Parse(examples[0].GetRawText());
        if (Find("oneOf") is { } forms) return new InputSchema(forms[0]).Sample();
        if (Find("enum") is { } words) return JsonNode.Parse(words[0].GetRawText());
        return (Types.Count == 0 ? "" : Types[0]) switch
        {
            "object" => new JsonObject(Required.Select(name => KeyValuePair.Create(name, Fields[name].Sample()))),
            "array" => new JsonArray(Items!.Sample()),
            "integer" or "number" => JsonValue.Create(Math.Max(1, Number("minimum") ?? 1)),
            "boolean" => JsonValue.Create(true),
            "string" => JsonValue.Create(SampleText()),
            _ => null,
        };
    }

    /// <summary>Of a value that is no object: does it fit?</summary>
    public bool Fits(JsonNode? value)
    {
        if (!SaysTheType) return true;
        JsonElement element = JsonSerializer.SerializeToElement(value);
        if (!Types.Any(type => IsOf(type, element))) return false;
        if (Find("enum") is { } words && words.EnumerateArray().All(word => word.GetRawText() != element.GetRawText()))
            return false;
        return element.ValueKind switch
        {
            JsonValueKind.String => FitsText(element.GetString()!),
            JsonValueKind.Number => IsWithin(element.GetDecimal()),
            _ => true,
        };
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind == JsonValueKind.Null,
    };

    private bool FitsText(string text) =>
        !(text.Length < Number("minLength")) && !(text.Length > Number("maxLength"))
        && (Text("pattern") is not { } pattern || Regex.IsMatch(text, pattern))
        && (!IsTime || DateTimeOffset.TryParseExact(
            text, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        && (Text("contentEncoding") is null || Convert.TryFromBase64String(text, new byte[text.Length], out _));

    private string SampleText() => IsTime ? "2030-01-01T00:00:00Z"
        : Text("format") == "decimal" ? "1"
        : Text("contentEncoding") is not null ? "OD0="
        : FitsText("USD") ? "USD" : "1";

    private bool IsWithin(decimal number) => !(number < Number("minimum")) && !(number > Number("maximum"))
        && !(number <= Number("exclusiveMinimum"));

    private JsonElement? Find(string name) => schema.TryGetProperty(name, out JsonElement found) ? found : null;

    private string? Text(string name) => Find(name)?.GetString();

    private decimal? Number(string name) => Find(name)?.GetDecimal();
}
