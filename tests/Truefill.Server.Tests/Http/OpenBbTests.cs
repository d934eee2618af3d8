using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Http;

namespace Truefill.Server.Tests.Http;

/// <summary>OpenBB Workspace finds the files that it documents, and behind each widget the table that it announces.</summary>
public class OpenBbTests(OpenBbTests.Allowing api) : IClassFixture<OpenBbTests.Allowing>
{
    private const string Workspace = "https://pro.openbb.co";
    private static readonly string[] CellTypes = ["text", "number", "boolean", "date", "dateString", "object"];

    public class Allowing : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with { CorsOrigins = [Workspace] },
        };
    }

    [Fact]
    public async Task Every_widget_has_what_the_reference_asks_for()
    {
        foreach (JsonProperty each in (await api.Get("/widgets.json")).Json.EnumerateObject())
        {
            JsonElement widget = each.Value;
            foreach (string name in (string[])["name", "description", "endpoint", "category", "subCategory"])
                Assert.NotEmpty(widget.GetProperty(name).GetString()!);
            Assert.Equal("table", widget.GetProperty("type").GetString());
            Assert.InRange(widget.GetProperty("gridData").GetProperty("w").GetInt32(), 1, 40);
            Assert.InRange(widget.GetProperty("gridData").GetProperty("h").GetInt32(), 1, 100);
            foreach (JsonElement column in Columns(widget))
            {
                Assert.NotEmpty(column.GetProperty("headerName").GetString()!);
                Assert.Contains(column.GetProperty("cellDataType").GetString(), CellTypes);
            }

            foreach (JsonElement parameter in widget.GetProperty("params").EnumerateArray())
                Assert.Equal("text", parameter.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task A_table_that_the_caller_has_already_is_told_to_be_the_same()
    {
        Reply first = await api.Get("/openbb/positions?account=");
        Reply again = await api.Send(
            HttpMethod.Get, "/openbb/positions?account=", "", ("If-None-Match", first.Headers["ETag"]));
        Reply other = await api.Send(HttpMethod.Get, "/openbb/positions?account=", "", ("If-None-Match", "W/\"0\""));

        Assert.Equal((200, 304, 200), (first.Status, again.Status, other.Status));
        Assert.Equal("", again.Text);
        Assert.Equal(first.Headers["ETag"], again.Headers["ETag"]);
    }

    [Fact]
    public async Task Behind_every_widget_is_a_flat_table_of_its_columns()
    {
        await api.Fill("OBB", "buy", "12.5", "101.25");
        await api.Order("OBB");
        await api.Post("/api/v1/marks", """{"items":[{"symbol":"OBB","price":"102"}]}""");
        foreach (JsonProperty each in (await api.Get("/widgets.json")).Json.EnumerateObject())
        {
            bool takesAccount = each.Value.GetProperty("params").GetArrayLength() > 0;
            Reply reply = await api.Get($"/{each.Value.GetProperty("endpoint")}{(takesAccount ? "?account=" : "")}");
            Assert.Equal(200, reply.Status);
            string[] fields = [.. Columns(each.Value).Select(column => column.GetProperty("field").GetString()!)];
            foreach (JsonElement row in reply.Json.EnumerateArray())
            {
                Assert.Equal(fields, row.EnumerateObject().Select(property => property.Name));
                foreach (JsonElement column in Columns(each.Value))
                    Assert.Contains(
                        row.GetProperty(column.GetProperty("field").GetString()!).ValueKind,
                        KindsOf(column.GetProperty("cellDataType").GetString()!));
            }
        }

        JsonElement fill = (await api.Get("/openbb/fills?account=ACC1")).Json.EnumerateArray().First(
            row => row.GetProperty("symbol").GetString() == "OBB");
        Assert.Equal("12.5", fill.GetProperty("last_qty").GetRawText());
        JsonElement position = (await api.Get("/openbb/positions")).Json.EnumerateArray().Single(
            row => row.GetProperty("symbol").GetString() == "OBB");
        Assert.Equal(9.375m, position.GetProperty("unrealized_pnl").GetDecimal());
        Assert.Empty((await api.Get("/openbb/positions?account=ACC2")).Json.EnumerateArray());
        await api.Fill("OBBGAP", "buy", "1", "1", "ACC2");
        await api.Fill("OBB", "buy", "1", "1", "ACC2");
        JsonElement[] exposure = [.. (await api.Get("/openbb/exposure")).Json.EnumerateArray()];
        Assert.All(exposure, row => Assert.Equal(
            row.GetProperty("account").GetString() != "ACC2", row.GetProperty("complete").GetBoolean()));
        Assert.Contains(exposure, row => row.GetProperty("account").GetString() == "ACC2");
        Assert.NotEmpty((await api.Get("/openbb/orders")).Json.EnumerateArray());
    }

    [Fact]
    public async Task The_app_places_widgets_that_there_are_and_none_upon_another()
    {
        JsonElement widgets = (await api.Get("/widgets.json")).Json;
        JsonElement app = Assert.Single((await api.Get("/apps.json")).Json.EnumerateArray());
        Assert.True(app.GetProperty("allowCustomization").GetBoolean());
        string[] groups = [.. app.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("name").GetString()!)];
        List<string> placed = [];
        foreach (JsonProperty tab in app.GetProperty("tabs").EnumerateObject())
        {
            Assert.Equal(tab.Name, tab.Value.GetProperty("id").GetString());
            HashSet<(int, int)> cells = [];
            foreach (JsonElement place in tab.Value.GetProperty("layout").EnumerateArray())
            {
                placed.Add(place.GetProperty("i").GetString()!);
                Assert.InRange(Number(place, "x") + Number(place, "w"), 1, 40);
                for (int x = 0; x < Number(place, "w"); x++)
                    for (int y = 0; y < Number(place, "h"); y++)
                        Assert.True(cells.Add((Number(place, "x") + x, Number(place, "y") + y)));
                if (place.TryGetProperty("groups", out JsonElement member))
                    Assert.All(member.EnumerateArray(), name => Assert.Contains(name.GetString(), groups));
            }
        }

        Assert.Equal(widgets.EnumerateObject().Select(widget => widget.Name).Order(), placed.Order());
        foreach (JsonElement group in app.GetProperty("groups").EnumerateArray())
            foreach (JsonElement id in group.GetProperty("widgetIds").EnumerateArray())
                Assert.Contains(
                    widgets.GetProperty(id.GetString()!).GetProperty("params").EnumerateArray(),
                    parameter => parameter.GetProperty("paramName").GetString() == group.GetProperty("paramName").GetString());
    }

    [Fact]
    public async Task Only_the_origin_that_is_configured_may_read_them()
    {
        foreach (string path in (string[])["/widgets.json", "/apps.json", "/openbb/positions"])
        {
            Reply ours = await api.Send(HttpMethod.Get, path, "", ("Origin", Workspace), ("Sec-Fetch-Site", "cross-site"));
            Assert.Equal((200, Workspace), (ours.Status, ours.Headers["Access-Control-Allow-Origin"]));
            Reply other = await api.Send(
                HttpMethod.Get, path, "", ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"));
            Assert.False(other.Headers.ContainsKey("Access-Control-Allow-Origin"));
            if (path.StartsWith("/openbb/", StringComparison.Ordinal)) Assert.Equal(403, other.Status);
        }
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static IEnumerable<JsonElement> Columns(JsonElement widget) =>
        widget.GetProperty("data").GetProperty("table").GetProperty("columnsDefs").EnumerateArray();

    private static JsonValueKind[] KindsOf(string type) => type switch
    {
        "number" => [JsonValueKind.Number, JsonValueKind.Null],
        "boolean" => [JsonValueKind.True, JsonValueKind.False],
        _ => [JsonValueKind.String, JsonValueKind.Null],
    };
}
