using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

public class BookRouteTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/api/v1/reconciliations", """{"venue":"NOWHERE"}""")]
    [InlineData("/api/v1/trading/resume", """{"venue":"NOWHERE","reason":"r","by":"ann"}""")]
    public async Task A_request_about_a_venue_that_is_not_there_finds_nothing(string path, string body)
    {
        Reply reply = await api.Post(path, body);
        Assert.Equal((404, "unknown_venue"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Status_names_the_build_with_its_commit_as_it_is()
    {
        Reply status = await api.Get("/api/v1/status");
        Assert.Contains("""
            "build":"0.1.0+test"
            """, status.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_method_is_computed_from_the_same_history()
    {
        await api.Fill("LOTS", "buy", "10", "10");
        await api.Fill("LOTS", "buy", "10", "20");
        await api.Fill("LOTS", "sell", "10", "30");
        await api.Post("/api/v1/marks", """{"symbol":"LOTS","price":"25"}""");
        foreach ((string method, string realized, string unrealized) in
            new[] { ("fifo", "200", "50"), ("lifo", "100", "150"), ("average", "150", "100"), ("hifo", "100", "150") })
        {
            JsonElement position = (await api.Get("/api/v1/positions?symbol=LOTS&method=" + method)).Items[0];
            Assert.Equal(realized, position.GetProperty("realized_pnl").GetString());
            Assert.Equal(unrealized, position.GetProperty("unrealized_pnl").GetString());
            Assert.Equal(method, position.GetProperty("method").GetString());
        }

        Assert.Equal("invalid_parameter", (await api.Get("/api/v1/positions?method=luck")).Code);
    }

    [Fact]
    public async Task A_mark_has_source_and_age_and_its_absence_is_no_zero()
    {
        await api.Fill("MARKED", "buy", "2", "10");
        Assert.Equal(JsonValueKind.Null, (await Position("MARKED")).GetProperty("mark").ValueKind);
        Reply marks = await api.Post("/api/v1/marks", """{"symbol":"MARKED","price":12.5}""");
        Assert.Equal(200, marks.Status);
        JsonElement position = await Position("MARKED");
        Assert.Equal("5", position.GetProperty("unrealized_pnl").GetString());
        Assert.Equal("http", position.GetProperty("mark").GetProperty("source").GetString());
        Assert.InRange(position.GetProperty("mark").GetProperty("age_ms").GetInt64(), 0, 60_000);
    }

    [Fact]
    public async Task Exposure_names_the_marks_and_rates_that_it_lacks()
    {
        await api.Fill("NOMARK", "buy", "2", "10");
        await api.Fill("HASMARK", "sell", "3", "10");
        await api.Post("/api/v1/marks", """{"items":[{"symbol":"HASMARK","price":"11"},{"from":"EUR","to":"USD","rate":"1.25"}]}""");
        Reply exposure = await api.Get("/api/v1/exposure");
        Assert.Contains(exposure.Json.GetProperty("gaps").EnumerateArray(), gap => gap.GetProperty("symbol").GetString() == "NOMARK");
        Assert.False(exposure.Json.GetProperty("complete").GetBoolean());
        Reply other = await api.Get("/api/v1/exposure?account=ACC9");
        Assert.Empty(other.Json.GetProperty("gaps").EnumerateArray());
        Assert.True(other.Json.GetProperty("complete").GetBoolean());
        Assert.Equal(200, (await api.Get("/api/v1/exposure?currency=EUR&account=ACC1")).Status);
        Assert.Equal(400, (await api.Get("/api/v1/exposure?currency=!!")).Status);
        Assert.Contains((await api.Get("/api/v1/marks")).Json.GetProperty("rates").EnumerateArray(), rate => rate.GetProperty("rate").GetString() == "1.25");
    }

    [Fact]
    public async Task Pnl_of_an_account_without_a_mark_is_null_and_not_part_of_a_sum()
    {
        await api.Fill("PNLX", "buy", "2", "10", "PNL1");
        Reply pnl = await api.Get("/api/v1/pnl?account=PNL1");
        Assert.Equal(JsonValueKind.Null, pnl.Items[0].GetProperty("unrealized_pnl").ValueKind);
        Assert.Equal(JsonValueKind.Null, pnl.Json.GetProperty("totals")[0].GetProperty("total_pnl").ValueKind);
        await api.Post("/api/v1/marks", """{"symbol":"PNLX","price":"11"}""");
        pnl = await api.Get("/api/v1/pnl?account=PNL1");
        Assert.Equal("2", pnl.Json.GetProperty("totals")[0].GetProperty("total_pnl").GetString());
    }

    [Fact]
    public async Task Opening_lots_count_once_per_reference()
    {
        const string Body = """{"by":"ann","reason":"take-over","items":[{"account":"ACC1","symbol":"OPEN","qty":"-40","px":"2.5","reference":"R1"}]}""";
        Reply imported = await api.Post("/api/v1/positions/import", Body);
        Assert.Equal(201, imported.Status);
        Assert.Equal(200, (await api.Post("/api/v1/positions/import", Body)).Status);
        Assert.Equal("-40", (await Position("OPEN")).GetProperty("qty").GetString());
        Reply other = await api.Post("/api/v1/positions/import", Body.Replace("-40", "-41", StringComparison.Ordinal));
        Assert.Equal(422, other.Status);

        // Who states no name is the user of this machine who connects.
        Assert.Equal(201, (await api.Post("/api/v1/positions/import", """{"symbol":"A","qty":1,"px":1,"reference":"R2","reason":"x"}""")).Status);
        Assert.Contains("items[0].qty", (await api.Post(
            "/api/v1/positions/import", """{"by":"a","reason":"x","items":[{"symbol":"A","px":1,"reference":"R2"}]}""")).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"symbol":"A"}""", "missing_field")]
    [InlineData("""{"symbol":"A","price":"-1"}""", "price_not_allowed")]
    [InlineData("""{"symbol":"A","price":"1","colour":"red"}""", "unknown_field")]
    [InlineData("""{"from":"USD","to":"usd","rate":"1"}""", "malformed_request")]
    [InlineData("""{"items":[1]}""", "invalid_field")]
    public async Task A_bad_mark_is_refused(string body, string code) =>
        Assert.Equal(code, (await api.Post("/api/v1/marks", body)).Code);

    [Fact]
    public async Task A_snapshot_is_true_at_one_sequence_and_tagged_with_it()
    {
        await api.Fill("SNAP", "buy", "1", "1");
        string order = await api.Order("SNAP");
        Reply snapshot = await api.Get("/api/v1/snapshot?account=ACC1");
        Assert.Equal(snapshot.Seq, snapshot.Json.GetProperty("seq").GetUInt64());
        Assert.Contains(snapshot.Json.GetProperty("positions").EnumerateArray(), row => row.GetProperty("symbol").GetString() == "SNAP");
        Assert.Contains(snapshot.Json.GetProperty("open_orders").EnumerateArray(), row => row.GetProperty("cl_ord_id").GetString() == order);
        string tag = snapshot.Headers["ETag"];
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"W/\"{snapshot.Seq}\""), tag);
        using System.Net.Http.HttpRequestMessage again = new(System.Net.Http.HttpMethod.Get, "/api/v1/snapshot?account=ACC1");
        again.Headers.TryAddWithoutValidation("If-None-Match", tag);
        Reply unchanged = await Reply.Of(await api.Client.SendAsync(again));
        Assert.True(unchanged.Status == 304 || unchanged.Seq > snapshot.Seq);
    }

    [Fact]
    public async Task Status_counts_every_input_in_one_of_its_ways()
    {
        await api.Fill("COUNT", "buy", "1", "1");
        await api.Post("/api/v1/executions?reason=x", "nonsense");
        JsonElement status = (await api.Get("/api/v1/status")).Json;
        JsonElement intake = status.GetProperty("intake");
        long sum = new[] { "applied", "duplicates", "ignored", "dead_letters", "queued" }.Sum(name => intake.GetProperty(name).GetInt64());
        Assert.Equal(intake.GetProperty("received").GetInt64(), sum);
        Assert.Equal("simulation", status.GetProperty("mode").GetString());
        Assert.Equal("running", status.GetProperty("state").GetString());
        Assert.Equal("already-clear", status.GetProperty("kill_switch").GetProperty("status").GetString());
        Assert.Equal(200, (await api.Get("/livez")).Status);
        Assert.Equal("ready", (await api.Get("/readyz")).Field("status"));
        Assert.Contains((await api.Get("/api/v1/accounts")).Items, row => row.GetProperty("account").GetString() == "ACC2");
        Assert.Equal(200, (await api.Get("/api/v1/venues")).Status);
    }

    private async Task<JsonElement> Position(string symbol) => (await api.Get("/api/v1/positions?symbol=" + symbol)).Items[0];
}
