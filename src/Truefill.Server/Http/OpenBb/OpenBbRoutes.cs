using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Truefill.Server.Http.OpenBb;

/// <summary>What OpenBB Workspace reads: its two files, which hold no data, and a flat table per widget.</summary>
internal static class OpenBbRoutes
{
    /// <param name="api">The routes that the widgets show.</param>
    public static IEnumerable<ApiRoute> Of(IReadOnlyList<ApiRoute> api)
    {
        yield return File("/widgets.json", "Widgets for OpenBB Workspace.", OpenBbFiles.Widgets);
        yield return File("/apps.json", "Layouts for OpenBB Workspace.", OpenBbFiles.Apps);
        foreach (OpenBbWidget widget in OpenBbWidget.All)
        {
            ApiRoute shown = RouteOf(api, widget);
            yield return new ApiRoute(
                "GET", "/" + widget.Endpoint, shown.Role, $"{widget.Description} For OpenBB: flat, numbers as numbers.",
                call => Show(call, widget, shown))
            {
                Query = widget.TakesAccount ? [QueryFields.Account] : [],
                Accounts = shown.Accounts,
                IsTagged = shown.IsTagged,
            };
        }
    }

    private static ApiRoute RouteOf(IReadOnlyList<ApiRoute> api, OpenBbWidget widget)
    {
        foreach (ApiRoute route in api)
            if (route.Method == "GET" && route.Pattern == widget.Path) return route;
        throw new InvalidOperationException($"there is no route {widget.Path}");
    }

    private static ApiRoute File(string path, string summary, byte[] content) =>
        new("GET", path, Role.None, summary, call => Send(call.Context, content));

    private static async Task Show(ApiCall call, OpenBbWidget widget, ApiRoute shown)
    {
        HttpContext context = call.Context;
        context.Request.QueryString = new QueryString(widget.QueryFor(call.Query("account")));
        Stream body = context.Response.Body;
        using MemoryStream answer = new();
        context.Response.Body = answer;
        try
        {
            await shown.Handle(new ApiCall(context, shown, call.Services, call.Caller));
        }
        finally
        {
            context.Response.Body = body;
        }

        // Whoever has the rows as they are has the table too.
        if (context.Response.StatusCode == StatusCodes.Status304NotModified) return;
        await Send(context, Flat(answer.ToArray(), widget));
    }

    private static byte[] Flat(byte[] answer, OpenBbWidget widget)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        ArrayBufferWriter<byte> buffer = new(answer.Length);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartArray();
            foreach (JsonElement row in document.RootElement.GetProperty(widget.Rows).EnumerateArray())
            {
                json.WriteStartObject();
                foreach (OpenBbColumn column in widget.Columns)
                {
                    if (column.Field == "complete") WriteComplete(json, document.RootElement, row);
                    else Write(json, column, row);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // The gaps of an account are those of all its strategies.
    private static void WriteComplete(Utf8JsonWriter json, JsonElement answer, JsonElement row)
    {
        string? strategy = row.GetProperty("strategy").GetString();
        bool isShort = false;
        foreach (JsonElement gap in answer.GetProperty("gaps").EnumerateArray())
            isShort |= gap.GetProperty("account").GetString() == row.GetProperty("account").GetString()
                && (strategy is null || gap.GetProperty("strategy").GetString() == strategy);
        json.WriteBoolean("complete", !isShort);
    }

    // The digits of a decimal go out as they are, as a JSON number; what the table's program rounds is its own matter.
    private static void Write(Utf8JsonWriter json, OpenBbColumn column, JsonElement row)
    {
        json.WritePropertyName(column.Field);
        if (!row.TryGetProperty(column.Field, out JsonElement value)) json.WriteNullValue();
        else if (column.Type == "number" && value.ValueKind == JsonValueKind.String)
        {
            if (decimal.TryParse(
                value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
                json.WriteNumberValue(number);
            else json.WriteNullValue();
        }
        else value.WriteTo(json);
    }

    private static async Task Send(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
