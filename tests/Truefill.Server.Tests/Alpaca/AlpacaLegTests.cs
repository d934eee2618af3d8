using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;
using Truefill.Server.Tests.Venues;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>Legs that protect a position, as Alpaca's clients find, count and cancel them.</summary>
public sealed class AlpacaLegTests : IAsyncLifetime
{
    private const string Yaml = """
        venues:
          - { id: SIM, type: simulated, clock: simulated, latency: 10ms, cash: 1000000 }
        """;

    private const string Both = """
        "type":"market","order_class":"bracket","take_profit":{"limit_price":"100000"},"stop_loss":{"stop_price":"1"}
        """;

    private SteppedApi api = null!;

    public async Task InitializeAsync()
    {
        api = await SteppedApi.StartAsync(Yaml);
        await api.Open();
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task Before_its_first_order_an_account_is_there_and_has_a_history()
    {
        Reply account = await api.Get("/v2/account");
        Assert.True(account.Status == 200, account.Text);
        Assert.Equal(("ACTIVE", "USD"), (account.Field("status"), account.Field("currency")));
        Reply history = await api.Get("/v2/account/portfolio/history");
        Assert.True(history.Status == 200, history.Text);
        foreach (string path in (string[])["/v2/positions", "/v2/orders?status=all", "/v2/account/activities"])
            Assert.Equal("[]", (await api.Get(path)).Text);
    }

    [Fact]
    public async Task An_order_that_was_filled_is_among_the_open_ones_as_long_as_a_leg_of_it_works()
    {
        string parent = await Filled(Both);

        JsonElement nested = Assert.Single((await api.Get("/v2/orders?nested=true")).Json.EnumerateArray());
        Assert.Equal((parent, "filled"), (Text(nested, "id"), Text(nested, "status")));
        Assert.Equal(["new", "new"], nested.GetProperty("legs").EnumerateArray().Select(leg => Text(leg, "status")));
        JsonElement closed = Assert.Single(
            (await api.Get("/v2/orders?nested=true&status=closed")).Json.EnumerateArray());
        Assert.Equal(parent, Text(closed, "id"));
        Assert.Equal(2, (await api.Get("/v2/orders")).Json.GetArrayLength());
    }

    [Fact]
    public async Task Legs_that_are_not_sent_yet_are_in_flat_lists_as_held()
    {
        await api.Post("/v2/orders", Order(
            """
            "type":"limit","limit_price":"10","order_class":"bracket","take_profit":{"limit_price":"12"},
            "stop_loss":{"stop_price":"9"}
            """));
        await api.Advance("1s");

        JsonElement[] open = [.. (await api.Get("/v2/orders?direction=asc")).Json.EnumerateArray()];
        Assert.Equal(["new", "held", "held"], open.Select(order => Text(order, "status")));
        Assert.Equal(["limit", "limit", "stop"], open.Select(order => Text(order, "type")));
        Assert.Equal("[]", (await api.Get("/v2/orders?status=closed")).Text);
        JsonElement last = Assert.Single((await api.Get(
            "/v2/orders?limit=1&direction=asc&after_order_id=" + Text(open[1], "id"))).Json.EnumerateArray());
        Assert.Equal(Text(open[2], "id"), Text(last, "id"));

        await api.Send(HttpMethod.Delete, "/v2/orders/" + Text(open[0], "id"));
        await api.Advance("1s");
        Assert.Equal("[]", (await api.Get("/v2/orders")).Text);
        Assert.Equal(
            ["canceled", "canceled", "canceled"],
            (await api.Get("/v2/orders?status=closed")).Json.EnumerateArray().Select(order => Text(order, "status")));
    }

    [Fact]
    public async Task A_leg_is_not_cancelable_while_its_position_is_open_and_goes_with_it()
    {
        await Filled(Both);
        string[] legs = [.. (await api.Get("/v2/orders")).Json.EnumerateArray().Select(leg => Text(leg, "id"))];
        Assert.Equal(2, legs.Length);

        foreach (string leg in legs)
        {
            Reply refused = await api.Send(HttpMethod.Delete, "/v2/orders/" + leg);
            Assert.Equal((422, "not_cancelable"), (refused.Status, refused.Code));
            Assert.Contains("close the position", refused.Field("message"), System.StringComparison.Ordinal);
            Reply kept = await api.Send(HttpMethod.Patch, "/v2/orders/" + leg, """{"limit_price":"90000"}""");
            Assert.Equal((422, "not_replaceable"), (kept.Status, kept.Code));
            Assert.Contains("close the position", kept.Field("message"), System.StringComparison.Ordinal);
        }

        JsonElement[] rows = [.. (await api.Send(HttpMethod.Delete, "/v2/orders")).Json.EnumerateArray()];
        Assert.Equal(legs.Order(), rows.Select(row => Text(row, "id")).Order());
        Assert.All(rows, row => Assert.Equal(
            (422, "not_cancelable"), (row.GetProperty("status").GetInt32(), Text(row.GetProperty("body"), "reason"))));
        await api.Advance("5s");
        Assert.Equal(legs, (await api.Get("/v2/orders")).Json.EnumerateArray().Select(leg => Text(leg, "id")));

        Assert.Equal(200, (await api.Send(HttpMethod.Delete, "/v2/positions/SPY")).Status);
        await api.Advance("5s");
        Assert.Equal("[]", (await api.Get("/v2/orders")).Text);
        Assert.Equal("[]", (await api.Get("/v2/positions")).Text);
    }

    [Theory]
    [InlineData("\"type\":\"market\",\"order_class\":\"oto\",\"take_profit\":{\"limit_price\":\"100000\"}", "0")]
    [InlineData("\"type\":\"market\",\"order_class\":\"oto\",\"stop_loss\":{\"stop_price\":\"1\"}", "0")]
    [InlineData(Both, "0")]
    [InlineData("\"type\":\"market\"", "10")]
    public async Task What_legs_would_close_is_not_available(string terms, string available)
    {
        await Filled(terms);
        Assert.Equal(available, (await api.Get("/v2/positions/SPY")).Field("qty_available"));
    }

    private async Task<string> Filled(string terms)
    {
        Reply placed = await api.Post("/v2/orders", Order(terms));
        Assert.True(placed.Status == 200, placed.Text);
        await api.Advance("5s");
        Reply shown = await api.Get("/v2/orders/" + placed.Field("id"));
        Assert.Equal("filled", shown.Field("status"));
        return placed.Field("id");
    }

    private static string Order(string terms) =>
        $$"""{"symbol":"SPY","side":"buy","qty":"10","time_in_force":"day",{{terms}}}""";

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
