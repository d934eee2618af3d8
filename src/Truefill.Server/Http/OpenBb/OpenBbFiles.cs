using System;
using System.Buffers;
using System.Linq;
using System.Text.Json;

namespace Truefill.Server.Http.OpenBb;

/// <summary>
/// The two files that OpenBB Workspace asks a backend for. Shapes: docs.openbb.co, "widgets.json reference" and
/// "apps.json reference".
/// </summary>
internal static class OpenBbFiles
{
    private const string Group = "Account";
    private const int RefetchMs = 5000;

    private static readonly (string Id, string Name, (string Widget, int X, int Y, int W, int H)[] Places)[] Tabs =
    [
        ("trading", "Trading",
        [
            ("truefill_pnl", 0, 0, 20, 10), ("truefill_exposure", 20, 0, 20, 10), ("truefill_positions", 0, 10, 40, 12),
            ("truefill_orders", 0, 22, 40, 12), ("truefill_fills", 0, 34, 40, 14),
        ]),
        ("control", "Control", [("truefill_alerts", 0, 0, 40, 12), ("truefill_breaks", 0, 12, 40, 14)]),
    ];

    public static byte[] Widgets { get; } = Write(json =>
    {
        json.WriteStartObject();
        foreach (OpenBbWidget widget in OpenBbWidget.All) Write(json, widget);
        json.WriteEndObject();
    });

    public static byte[] Apps { get; } = Write(json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("name", "Truefill");
        json.WriteString("description", "Positions, orders, fills, PnL and exposure, and what needs a person.");
        json.WriteString("img", "");
        json.WriteString("img_dark", "");
        json.WriteString("img_light", "");
        json.WriteBoolean("allowCustomization", true);
        WriteTabs(json);
        WriteGroups(json);
        json.WriteStartArray("prompts");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, OpenBbWidget widget)
    {
        json.WriteStartObject(widget.Id);
        json.WriteString("name", widget.Name);
        json.WriteString("description", widget.Description);
        json.WriteString("category", "Execution");
        json.WriteString("subCategory", "Truefill");
        json.WriteString("type", "table");
        json.WriteString("endpoint", widget.Endpoint);
        json.WriteStartObject("gridData");
        json.WriteNumber("w", 40);
        json.WriteNumber("h", 12);
        json.WriteEndObject();
        json.WriteNumber("refetchInterval", RefetchMs);
        json.WriteNumber("staleTime", RefetchMs);
        json.WriteStartArray("source");
        json.WriteStringValue("Truefill");
        json.WriteEndArray();
        json.WriteStartArray("params");
        if (widget.TakesAccount) WriteAccount(json);
        json.WriteEndArray();
        json.WriteStartObject("data");
        json.WriteStartObject("table");
        json.WriteBoolean("showAll", true);
        json.WriteStartArray("columnsDefs");
        foreach (OpenBbColumn column in widget.Columns)
        {
            json.WriteStartObject();
            json.WriteString("field", column.Field);
            json.WriteString("headerName", column.Header);
            json.WriteString("cellDataType", column.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("paramName", "account");
        json.WriteString("label", "Account");
        json.WriteString("description", "Only this account; empty: all that the token may see.");
        json.WriteString("type", "text");
        json.WriteString("value", "");
        json.WriteBoolean("optional", true);
        json.WriteEndObject();
    }

    private static void WriteTabs(Utf8JsonWriter json)
    {
        json.WriteStartObject("tabs");
        foreach (var (id, name, places) in Tabs)
        {
            json.WriteStartObject(id);
            json.WriteString("id", id);
            json.WriteString("name", name);
            json.WriteStartArray("layout");
            foreach (var (widget, x, y, w, h) in places)
            {
                json.WriteStartObject();
                json.WriteString("i", widget);
                json.WriteNumber("x", x);
                json.WriteNumber("y", y);
                json.WriteNumber("w", w);
                json.WriteNumber("h", h);
                if (OpenBbWidget.All.Single(each => each.Id == widget).TakesAccount)
                {
                    json.WriteStartArray("groups");
                    json.WriteStringValue(Group);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // One field for the account moves all tables that are about accounts.
    private static void WriteGroups(Utf8JsonWriter json)
    {
        json.WriteStartArray("groups");
        json.WriteStartObject();
        json.WriteString("name", Group);
        json.WriteString("type", "param");
        json.WriteString("paramName", "account");
        json.WriteString("defaultValue", "");
        json.WriteStartArray("widgetIds");
        foreach (OpenBbWidget widget in OpenBbWidget.All)
            if (widget.TakesAccount) json.WriteStringValue(widget.Id);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer)) write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
