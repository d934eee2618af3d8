using System;
using System.Linq;
using System.Text.Json;
using Truefill.Server.Alpaca;
using Truefill.Server.Security;

namespace Truefill.Server.Http.OpenApi;

/// <summary>Writes what a route takes beside its body: of its path, its query and in headers.</summary>
internal static class ParameterWriter
{
    private static readonly ApiField Key = ApiField.Text("Idempotency-Key") with
    {
        LengthMost = IdempotencyKey.LengthMax,
        Note = "Done once, and answered the same way again.",
    };

    private static readonly ApiField Person = ApiField.Text(ApiCall.PersonHeader) with
    {
        Note = "Who acts, percent-encoded; 'by' goes before it, and a token's name comes after it.",
    };

    private static readonly ApiField HeldTag = ApiField.Text("If-None-Match") with
    {
        Note = "The ETag of an answer that is there already, or several.",
    };

    private static readonly ApiField LastEvent = ApiField.Sequence("Last-Event-ID") with
    {
        Note = "Goes on behind this event, without loss; goes before 'after_seq'.",
    };

    public static void Write(Utf8JsonWriter json, ApiRoute route)
    {
        json.WriteStartArray("parameters");
        foreach (string segment in route.Pattern.Split('/'))
            if (segment.StartsWith('{')) Write(json, ApiField.Text(segment.Trim('{', '}') + "*"), "path");
        foreach (ApiField parameter in route.Query) Write(json, parameter, "query");
        if (!AlpacaKey.IsFor(route.Pattern)) WriteHeaders(json, route);
        json.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter json, ApiRoute route)
    {
        if (route.Method == "POST") Write(json, Key, "header");
        if (ActsByName(route)) Write(json, Person, "header");
        if (route.IsTagged) Write(json, HeldTag, "header");
        if (route.IsStream) Write(json, LastEvent, "header");
    }

    private static bool ActsByName(ApiRoute route) =>
        route.Query.Contains(QueryFields.By) || route.Body?.Names.Contains("by", StringComparer.Ordinal) == true;

    private static void Write(Utf8JsonWriter json, ApiField parameter, string place)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteString("in", place);
        json.WriteBoolean("required", parameter.IsRequired);
        if (parameter.Kind == ApiFieldKind.WordList) json.WriteBoolean("explode", false);
        json.WritePropertyName("schema");
        SchemaFieldWriter.WriteParameter(json, parameter);
        json.WriteEndObject();
    }
}
