using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Server.Alpaca;
using Truefill.Server.Http.OpenApi;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>The API described by OpenAPI 3.1, out of the same table that maps it.</summary>
internal static class OpenApiRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/openapi/v1.json", Role.None, "This document.",
            call => call.Read((json, _) => Write(json, call.Services.Context))),
    ];

    private static void Write(Utf8JsonWriter json, ApiContext context)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.1");
        json.WriteStartObject("info");
        json.WriteString("title", "Truefill");
        json.WriteString("version", context.Build);
        json.WriteEndObject();
        json.WriteStartObject("paths");
        SortedDictionary<string, List<ApiRoute>> paths = new(StringComparer.Ordinal);
        foreach (ApiRoute route in RouteTable.All)
        {
            if (!context.Plan.Alpaca && AlpacaKey.IsFor(route.Pattern)) continue;
            if (!paths.TryGetValue(route.Pattern, out List<ApiRoute>? same)) paths[route.Pattern] = same = [];
            same.Add(route);
        }

        foreach ((string path, List<ApiRoute> routes) in paths)
        {
            json.WriteStartObject(path);
            foreach (ApiRoute route in routes) Write(json, route);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteComponents(json);

        // Without a tokens file, or over the Unix socket, none is asked for.
        json.WriteStartArray("security");
        json.WriteStartObject();
        json.WriteStartArray("token");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ApiRoute route)
    {
        json.WriteStartObject(route.Method.ToLowerInvariant());
        json.WriteString("operationId", IdOf(route));
        json.WriteString("summary", route.Summary);
        json.WriteString("x-role", Words.Of(route.Role));
        ParameterWriter.Write(json, route);
        if (route.Body is { } body) BodyWriter.Write(json, body);
        json.WriteStartObject("responses");
        WriteAnswer(json, route, route.Success, "As asked.");
        foreach (int status in route.Also) WriteAnswer(json, route, status, AlsoText(status));
        if (route.IsTagged) WriteEmpty(json, 304, "It is as the tag in If-None-Match has it.");
        WriteProblem(json, route);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // As GET /api/v1/orders/{id} is get_api_v1_orders_id: generators of clients name what they make after it.
    private static string IdOf(ApiRoute route)
    {
        IEnumerable<string> words = route.Pattern
            .Split(['/', '{', '}', '.', ':', '-'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join('_', words.Prepend(route.Method.ToLowerInvariant()));
    }

    private static string AlsoText(int status) =>
        status == 503 ? "The same, and not all is well." : "It was there already; nothing was done again.";

    private static void WriteEmpty(Utf8JsonWriter json, int status, string description)
    {
        json.WriteStartObject(status.ToString());
        json.WriteString("description", description);
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, ApiRoute route, int status, string description)
    {
        if (status == 204)
        {
            WriteEmpty(json, status, description);
            return;
        }

        json.WriteStartObject(status.ToString());
        json.WriteString("description", description);
        json.WriteStartObject("content");
        json.WriteStartObject(route.Produces);
        if (AnswerShapes.Loaded.Has(route))
        {
            json.WritePropertyName("schema");
            AnswerShapes.Loaded.WriteSchema(json, route);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProblem(Utf8JsonWriter json, ApiRoute route)
    {
        bool isAlpaca = AlpacaKey.IsFor(route.Pattern);
        json.WriteStartObject("default");
        json.WriteString("description", "What is wrong, where, and what to do.");
        json.WriteStartObject("content");
        json.WriteStartObject(isAlpaca ? "application/json" : ApiProblem.ContentType);
        json.WriteStartObject("schema");
        json.WriteString("$ref", "#/components/schemas/" + (isAlpaca ? "AlpacaProblem" : "Problem"));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        AnswerShapes.Loaded.WriteNamed(json);
        json.WriteEndObject();
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("token");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
