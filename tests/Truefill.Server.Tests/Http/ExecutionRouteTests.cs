using System;
using System.Linq;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

public class ExecutionRouteTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_execution_moves_a_position_at_once()
    {
        string id = await api.Fill("MOVE", "buy", "100", "10.25");
        Reply positions = await api.Get("/api/v1/positions?symbol=MOVE");
        Assert.Equal("100", positions.Items[0].GetProperty("qty").GetString());
        Assert.Equal("10.25", positions.Items[0].GetProperty("avg_px").GetString());
        Assert.Equal(id, positions.Items[0].GetProperty("lots")[0].GetProperty("exec_id").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, positions.Items[0].GetProperty("unrealized_pnl").ValueKind);
        Reply fills = await api.Get("/api/v1/fills?symbol=MOVE");
        Assert.Equal(id, fills.Items[0].GetProperty("exec_id").GetString());
        Assert.Equal("2026-01-01T00:00:00Z", fills.Items[0].GetProperty("time").GetString());
        Assert.True(fills.Items[0].GetProperty("seq").GetUInt64() <= fills.Seq);
    }

    [Fact]
    public async Task An_execution_that_comes_again_counts_once()
    {
        string body = Body(api.NewId("E"), "TWICE", "5");
        Assert.Equal(201, (await api.Post("/api/v1/executions?reason=x", body)).Status);
        Reply again = await api.Post("/api/v1/executions?reason=x", body);
        Assert.Equal(200, again.Status);
        Assert.Equal("duplicate", again.Field("outcome"));
        Assert.Equal("5", (await api.Get("/api/v1/positions?symbol=TWICE")).Items[0].GetProperty("qty").GetString());
    }

    [Fact]
    public async Task Numbers_keep_eighteen_digits_as_string_or_number()
    {
        await api.Post("/api/v1/executions?reason=x", Body(api.NewId("E"), "EXACT", "\"12345678.1234567891\"", "0.1"));
        await api.Post("/api/v1/executions?reason=x", Body(api.NewId("E"), "EXACT", "12345678.1234567892", "0.1"));
        Reply position = await api.Get("/api/v1/positions?symbol=EXACT");
        Assert.Equal("24691356.2469135783", position.Items[0].GetProperty("qty").GetString());
        Assert.Equal("-2469135.6246913578", position.Items[0].GetProperty("net_cash").GetString());
        Reply large = await api.Post("/api/v1/executions?reason=x", Body(api.NewId("E"), "LARGE", "999999999999999999", "1"));
        Assert.Equal(201, large.Status);
        Assert.Equal("999999999999999999", (await api.Get("/api/v1/positions?symbol=LARGE")).Items[0].GetProperty("qty").GetString());
    }

    [Fact]
    public async Task Numbers_of_programs_that_keep_them_in_floating_point_are_read_from_their_digits()
    {
        Reply reply = await api.Post(
            "/api/v1/executions?reason=x",
            $$"""{"symbol":"FLOAT","side":"buy","order_id":"","fill_qty":1e2,"fill_price":1e-05,"exec_id":"{{api.NewId("E")}}","timestamp":1767225600000.5,"avg_fill_price":33.333333333333336,"remaining":0.0}""");
        Assert.Equal(201, reply.Status);
        Reply position = await api.Get("/api/v1/positions?symbol=FLOAT");
        Assert.Equal("100", position.Items[0].GetProperty("qty").GetString());
        Assert.Equal("-0.001", position.Items[0].GetProperty("net_cash").GetString());
        Reply fills = await api.Get("/api/v1/fills?symbol=FLOAT");
        Assert.Equal("2026-01-01T00:00:00.0005Z", fills.Items[0].GetProperty("time").GetString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public async Task Multiplier_that_is_stated_is_above_zero(string multiplier)
    {
        Reply reply = await api.Post(
            "/api/v1/executions?reason=x",
            $$"""{"symbol":"MULT","side":"buy","order_id":"","fill_qty":1,"fill_price":1,"exec_id":"{{api.NewId("E")}}","timestamp":1767225600000,"multiplier":{{multiplier}}}""");
        Assert.Equal(422, reply.Status);
        Assert.Empty((await api.Get("/api/v1/positions?symbol=MULT")).Items);
    }

    [Fact]
    public async Task Busts_and_corrections_refer_to_their_trade()
    {
        string id = await api.Fill("BUST", "buy", "10", "5");
        string kept = await api.Fill("BUST", "buy", "1", "7");
        Reply bust = await api.Post(
            "/api/v1/executions?reason=x",
            $$"""{"exec_type":"trade_cancel","exec_ref_id":"{{id}}","exec_id":"{{api.NewId("B")}}","timestamp":1767225600001}""");
        Assert.Equal(201, bust.Status);
        Reply correct = await api.Post(
            "/api/v1/executions?reason=x",
            $$"""{"exec_type":"trade_correct","exec_ref_id":"{{kept}}","exec_id":"{{api.NewId("C")}}","symbol":"BUST","side":"buy","fill_qty":"2","fill_price":"7","account":"ACC1","timestamp":1767225600002}""");
        Assert.Equal(201, correct.Status);
        Assert.Equal("2", (await api.Get("/api/v1/positions?symbol=BUST")).Items[0].GetProperty("qty").GetString());
        Reply fills = await api.Get("/api/v1/fills?symbol=BUST");
        Assert.Equal([true, false], fills.Items.Select(fill => fill.GetProperty("busted").GetBoolean()));
        Assert.Equal([false, true], fills.Items.Select(fill => fill.GetProperty("corrected").GetBoolean()));
    }

    [Theory]
    [InlineData("{", "malformed")]
    [InlineData("""{"symbol":"A","side":"buy","fill_price":"1","exec_id":"x","timestamp":1}""", "missing_field")]
    [InlineData(
        """{"symbol":"A","side":"buy","fill_qty":"1","fill_price":"1","exec_id":"x","timestamp":1}""", "missing_field")]
    [InlineData(
        """{"symbol":"A","side":"buy","order_id":"","fill_qty":"1","fill_price":"1","exec_id":"x","timestamp":0}""",
        "invalid_value")]
    [InlineData("""{"symbol":"A","side":"hold","order_id":"","fill_qty":"1","fill_price":"1","exec_id":"x","timestamp":1}""", "invalid_value")]
    [InlineData("""{"symbol":"A","side":"buy","order_id":"","fill_qty":"1e3","fill_price":"1","exec_id":"x","timestamp":1}""", "invalid_value")]
    [InlineData("""{"symbol":"A","side":"buy","order_id":"","fill_qty":"-1","fill_price":"1","exec_id":"x","timestamp":1,"account":"ACC1"}""", null)]
    public async Task What_cannot_be_booked_is_kept_as_a_dead_letter_with_its_bytes(string body, string? code)
    {
        Reply reply = await api.Post("/api/v1/executions?reason=x", body);
        Assert.Equal(422, reply.Status);
        if (code is not null) Assert.Equal(code, reply.Code);
        long id = reply.Json.GetProperty("dead_letter_id").GetInt64();
        Reply letter = await api.Get("/api/v1/deadletters/" + id);
        Assert.Equal(body, letter.Field("raw_text"));
        Assert.Equal("open", letter.Field("state"));
        Assert.Equal("inject", letter.Field("source"));
    }

    [Fact]
    public async Task The_message_alone_is_enough_and_may_bring_a_reason()
    {
        Assert.Equal(201, (await api.Post("/api/v1/executions", Body(api.NewId("E"), "WHY", "1"))).Status);
        string stated = Body(api.NewId("E"), "WHY", "1").Replace("{", "{\"reason\":\"late fax\",", StringComparison.Ordinal);
        Assert.Equal(201, (await api.Post("/api/v1/executions", stated)).Status);
        Reply position = await api.Get("/api/v1/positions?symbol=WHY");
        Assert.Equal("2", position.Items[0].GetProperty("qty").GetString());
    }

    [Fact]
    public async Task Fields_that_mean_nothing_here_are_counted()
    {
        string body = Body(api.NewId("E"), "MORE", "1").Replace("{", "{\"remaining\":5,\"colour\":\"red\",\"n\":1,", StringComparison.Ordinal);
        Reply reply = await api.Post("/api/v1/executions?reason=x", body);
        Assert.Equal(201, reply.Status);
        Assert.Equal(2, reply.Json.GetProperty("ignored_fields").GetInt32());
    }

    [Fact]
    public async Task A_dead_letter_is_mended_and_replayed_in_a_persons_name()
    {
        string bad = Body(api.NewId("E"), "MEND", "\"ten\"");
        long id = (await api.Post("/api/v1/executions?reason=x", bad)).Json.GetProperty("dead_letter_id").GetInt64();
        string path = $"/api/v1/deadletters/{id}/replay";
        Assert.Equal("by_required", (await api.Post(path, """{"reason":"mended"}""")).Code);
        string mended = System.Text.Json.JsonSerializer.Serialize(bad.Replace("\"ten\"", "10", StringComparison.Ordinal));
        Reply reply = await api.Post(path, $$"""{"reason":"mended","by":"ann","raw_text":{{mended}}}""");
        Assert.Equal(200, reply.Status);
        Assert.Equal("applied", reply.Field("outcome"));
        Assert.Equal("replayed", reply.Json.GetProperty("dead_letter").GetProperty("state").GetString());
        Assert.Equal("10", (await api.Get("/api/v1/positions?symbol=MEND")).Items[0].GetProperty("qty").GetString());
        Assert.Equal("not_open", (await api.Post(path, """{"reason":"again","by":"ann"}""")).Code);
    }

    [Fact]
    public async Task A_dead_letter_that_fails_again_becomes_another_one()
    {
        string bad = Body(api.NewId("E"), "AGAIN", "\"ten\"");
        long id = (await api.Post("/api/v1/executions?reason=x", bad)).Json.GetProperty("dead_letter_id").GetInt64();
        Reply reply = await api.Post($"/api/v1/deadletters/{id}/replay", """{"reason":"try","by":"ann"}""");
        Assert.Equal(422, reply.Status);
        Assert.True(reply.Json.GetProperty("dead_letter_id").GetInt64() > id);
        Assert.Equal("replayed", (await api.Get("/api/v1/deadletters/" + id)).Field("state"));
    }

    [Fact]
    public async Task A_dead_letter_is_closed_for_a_reason()
    {
        long id = (await api.Post("/api/v1/executions?reason=x", "nonsense")).Json.GetProperty("dead_letter_id").GetInt64();
        Assert.Equal("missing_field", (await api.Post($"/api/v1/deadletters/{id}/close", """{"by":"ann"}""")).Code);
        Reply reply = await api.Post($"/api/v1/deadletters/{id}/close", """{"by":"ann","reason":"test feed"}""");
        Assert.Equal("closed", reply.Field("state"));
        Assert.Equal("ann", reply.Field("closed_by"));
        Assert.Equal(409, (await api.Post($"/api/v1/deadletters/{id}/close", """{"by":"ann","reason":"x"}""")).Status);
        Assert.DoesNotContain((await api.Get("/api/v1/deadletters?state=open&limit=1000")).Items, row => row.GetProperty("id").GetInt64() == id);
        Assert.Equal(404, (await api.Get("/api/v1/deadletters/999999")).Status);
        Assert.Equal(404, (await api.Get("/api/v1/deadletters/x")).Status);
    }

    [Fact]
    public async Task A_long_dead_letter_is_shown_whole()
    {
        string body = "{\"symbol\":\"" + new string('é', 10_000);
        long id = (await api.Post("/api/v1/executions?reason=x", body)).Json.GetProperty("dead_letter_id").GetInt64();
        Reply letter = await api.Get("/api/v1/deadletters/" + id);
        Assert.Equal(body, letter.Field("raw_text"));
        Assert.True(letter.Json.GetProperty("raw_complete").GetBoolean());
    }

    private static string Body(string execId, string symbol, string qty, string px = "1") =>
        $$"""{"symbol":"{{symbol}}","side":"buy","order_id":"","fill_qty":{{qty}},"fill_price":{{px}},"exec_id":"{{execId}}","timestamp":1767225600000,"account":"ACC1"}""";
}
