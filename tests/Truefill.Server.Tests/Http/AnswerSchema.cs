using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Http.OpenApi;

namespace Truefill.Server.Tests.Http;

/// <summary>Holds a real answer against the JSON Schema that the service's own description has for it.</summary>
internal static class AnswerSchema
{
    private static readonly JsonElement Named = Parse(AnswerShapes.Loaded.WriteNamed, wrap: true);
    private static readonly Dictionary<ApiRoute, JsonElement> ByRoute = RouteTable.All.Where(AnswerShapes.Loaded.Has)
        .ToDictionary(route => route, route => Parse(json => AnswerShapes.Loaded.WriteSchema(json, route), wrap: false));

    /// <summary>What does not fit, and where; null: all does, or nothing is said of such an answer.</summary>
    public static string? Misfit(string method, string path, string contentType, int status, string body)
    {
        if (HttpApi.Find(method, path) is not { } route || body.Length == 0) return null;
        if (status is >= 200 and < 300)
            return contentType.StartsWith("application/json", StringComparison.Ordinal) && ByRoute.TryGetValue(route, out JsonElement schema)
                ? Check(schema, Root(body), path)
                : null;
        string problem = path.StartsWith("/v2", StringComparison.Ordinal) ? "AlpacaProblem" : "Problem";
        bool isProblem = problem == "AlpacaProblem" || contentType.StartsWith("application/problem+json", StringComparison.Ordinal);
        return isProblem ? Check(Named.GetProperty(problem), Root(body), path) : null;
    }

    private static JsonElement Root(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static JsonElement Parse(Action<Utf8JsonWriter> write, bool wrap)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            if (wrap) json.WriteStartObject();
            write(json);
            if (wrap) json.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(bytes.ToArray());
        return document.RootElement.Clone();
    }

    private static string? Check(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
            return Check(Named.GetProperty(reference.GetString()!.Split('/')[^1]), value, at);
        if (schema.TryGetProperty("anyOf", out JsonElement choices))
            return choices.EnumerateArray().Any(choice => Check(choice, value, at) is null) ? null : Check(choices[0], value, at);
        if (!schema.TryGetProperty("type", out JsonElement type)) return null;
        string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(each => each.GetString()!)] : [type.GetString()!];
        string found = TypeOf(value);
        if (!types.Contains(found) && !(found == "integer" && types.Contains("number"))) return $"{at}: {found} {value} is not {string.Join('|', types)}";
        return found switch
        {
            "object" => CheckObject(schema, value, at),
            "array" => value.EnumerateArray().Select((item, i) => Check(schema.GetProperty("items"), item, $"{at}[{i}]")).FirstOrDefault(misfit => misfit is not null),
            "string" => CheckText(schema, value.GetString()!, at),
            _ => null,
        };
    }

    private static string? CheckObject(JsonElement schema, JsonElement value, string at)
    {
        JsonElement more = schema.GetProperty("additionalProperties");
        JsonElement known = schema.TryGetProperty("properties", out JsonElement properties) ? properties : default;
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (JsonElement name in required.EnumerateArray())
                if (!value.TryGetProperty(name.GetString()!, out _)) return $"{at}.{name} is missing";
        }

        foreach (JsonProperty field in value.EnumerateObject())
        {
            bool isKnown = known.ValueKind == JsonValueKind.Object && known.TryGetProperty(field.Name, out _);
            if (!isKnown && more.ValueKind == JsonValueKind.False) return $"{at}.{field.Name} is not in the schema";
            if (!isKnown && more.ValueKind == JsonValueKind.True) continue;
            if (Check(isKnown ? known.GetProperty(field.Name) : more, field.Value, $"{at}.{field.Name}") is { } misfit) return misfit;
        }

        return null;
    }

    private static string? CheckText(JsonElement schema, string text, string at)
    {
        string? format = schema.TryGetProperty("format", out JsonElement stated) ? stated.GetString() : null;
        bool fits = format switch
        {
            "decimal" => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
            "date-time" => UtcNanos.TryParse(text, out _) || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        return fits ? null : $"{at}: '{text}' is no {format}";
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) || value.TryGetUInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
