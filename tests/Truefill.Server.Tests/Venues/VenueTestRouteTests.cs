using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Http.Routes;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Venues;

/// <summary>A test over HTTP has a simulated venue misbehave, answer by the book, and say what is so.</summary>
public sealed class VenueTestRouteTests : IAsyncLifetime
{
    private const string Yaml = """
        venues:
          - { id: SIM, type: simulated, clock: simulated, latency: 10ms, cash: 1000000, fees: { per_order: 1 } }
        """;

    private SteppedApi api = null!;

    public async Task InitializeAsync()
    {
        api = await SteppedApi.StartAsync(Yaml);
        await api.Open();
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task Faults_hold_from_when_they_are_set_and_the_venues_books_say_what_is_so()
    {
        Reply set = await api.Post("/api/v1/venues/SIM/faults", """{"drop":"1","bust":0.5}""");
        Assert.Equal((200, "1", "0.5", "0"), (set.Status, Fault(set, "drop"), Fault(set, "bust"), Fault(set, "ban")));
        Assert.Equal(200, (await api.Post("/api/v1/venues/SIM/faults", """{"bust":"0"}""")).Status);
        Reply shown = await api.Get("/api/v1/venues/SIM/faults");
        Assert.Equal(("1", "0"), (Fault(shown, "drop"), Fault(shown, "bust")));

        await Enter("C1", "\"qty\":\"1\"");
        await Enter("C2", "\"qty\":\"3\",\"price\":\"1\"");
        await api.Advance("5s");
        Assert.Equal("pending_new", (await api.Get("/api/v1/orders/C1")).Field("ord_status"));
        JsonElement books = (await api.Get("/api/v1/venues/SIM/books")).Json;
        JsonElement position = books.GetProperty("positions").EnumerateArray().Single();
        Assert.Equal(("default", "SPY", "1"), (Text(position, "account"), Text(position, "symbol"), Text(position, "qty")));
        JsonElement order = books.GetProperty("orders").EnumerateArray().Single();
        Assert.Equal(("SPY", "buy", "new", "3", "1"), (Text(order, "symbol"), Text(order, "side"), Text(order, "ord_status"),
            Text(order, "leaves_qty"), Text(order, "price")));
        decimal cash = Number(Text(books.GetProperty("cash").EnumerateArray().Single(), "amount"));
        Assert.Equal(1_000_000 - 1 - Number(Text(position, "avg_px")), cash);

        await api.Post("/api/v1/venues/SIM/faults", """{"drop":"0"}""");
        await api.UntilIs(
            "/api/v1/orders/C1", json => Text(json, "ord_status") == "filled", () => api.Advance("1s"));
    }

    [Fact]
    public async Task A_script_is_for_the_orders_that_come_after_it()
    {
        Reply taken = await api.Post(
            "/api/v1/venues/SIM/script", """{"script":"# one\n{\"new\":[\"reject by the book\"],\"times\":2}"}""");
        Assert.Equal((200, 1), (taken.Status, taken.Json.GetProperty("lines").GetInt32()));
        await Enter("C1", "\"qty\":\"1\",\"price\":\"1\"");
        await api.Advance("10ms");
        Assert.Equal("by the book", (await api.Get("/api/v1/orders/C1")).Field("text"));

        Assert.Equal(200, (await api.Post("/api/v1/venues/SIM/script", """{"script":""}""")).Status);
        await Enter("C2", "\"qty\":\"1\",\"price\":\"1\"");
        await api.Advance("10ms");
        Assert.Equal("new", (await api.Get("/api/v1/orders/C2")).Field("ord_status"));
    }

    [Fact]
    public async Task What_is_set_is_in_the_journal_with_what_it_was()
    {
        await api.Post("/api/v1/venues/SIM/faults", """{"delay":"0.25"}""");
        await api.Post("/api/v1/venues/SIM/faults", """{"delay":"0","ban":"0.5"}""");
        JsonElement[] audited = [.. (await api.Get("/api/v1/journal?limit=1000")).Json.GetProperty("items").EnumerateArray()
            .Where(row => row.GetRawText().Contains("/api/v1/venues/SIM/faults", StringComparison.Ordinal))];
        Assert.Contains(audited, row => row.GetRawText().Contains("delay=0.25", StringComparison.Ordinal)
            && row.GetRawText().Contains("ban=0.5", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SIM/faults", """{"drop":"1.5"}""", 400, "invalid_field")]
    [InlineData("SIM/faults", """{"drop":"-1"}""", 400, "invalid_field")]
    [InlineData("SIM/faults", """{"dorp":"1"}""", 400, "unknown_field")]
    [InlineData("SIM/script", "{}", 400, "missing_field")]
    [InlineData("SIM/script", """{"script":"{\"new\":[\"dance\"]}"}""", 400, "invalid_field")]
    [InlineData("NONE/faults", "{}", 404, "unknown_venue")]
    public async Task What_does_not_read_is_refused_and_changes_nothing(string path, string body, int status, string code)
    {
        Reply refused = await api.Post("/api/v1/venues/" + path, body);
        Assert.Equal((status, code), (refused.Status, refused.Code));
        Assert.Equal("0", Fault(await api.Get("/api/v1/venues/SIM/faults"), "drop"));
    }

    [Fact]
    public async Task In_live_mode_nothing_of_it_is_to_be_had()
    {
        await using SteppedApi live = await SteppedApi.StartAsync(TradingMode.Live, Yaml);
        foreach (ApiRoute route in (ApiRoute[])[.. VenueTestRoutes.All, .. VenueClockRoutes.All])
        {
            string path = route.Pattern.Replace("{id}", "SIM", StringComparison.Ordinal);
            Reply reply = await live.Send(
                new HttpMethod(route.Method), path, route.Method == "GET" ? null : """{"advance":"1d"}""");
            Assert.Equal((route.Pattern, 422, "live_mode"), (route.Pattern, reply.Status, reply.Code));
        }
    }

    [Fact]
    public async Task In_live_mode_nobody_moves_the_engines_time()
    {
        await using SteppedApi live = await SteppedApi.StartAsync(TradingMode.Live, Yaml);
        DateTimeOffset before = DateTimeOffset.UtcNow;
        Reply refused = await live.Post("/api/v1/venues/SIM/clock", """{"advance":"1d"}""");
        Assert.Equal((422, "live_mode"), (refused.Status, refused.Code));

        DateTimeOffset engine = (await live.Get("/api/v1/status")).Json.GetProperty("time").GetDateTimeOffset();
        Assert.InRange(engine, before.AddMinutes(-10), before.AddMinutes(10));
    }

    private async Task Enter(string id, string fields) => Assert.Equal(201, (await api.Post(
        "/api/v1/orders", $$"""{"symbol":"SPY","side":"buy","venue":"SIM","cl_ord_id":"{{id}}",{{fields}}}""")).Status);

    private static string Fault(Reply reply, string key) => Text(reply.Json.GetProperty("faults"), key);

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static decimal Number(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
