using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Tests.Alpaca;

namespace Truefill.Server.Tests.Http;

public class PnlHistoryTests(AlpacaTests.KeyHost api) : IClassFixture<AlpacaTests.KeyHost>
{
    [Fact]
    public async Task The_last_row_of_each_account_is_what_the_books_say_now()
    {
        await Fill("HIST", "10", "ACC1");
        await Fill("HIST", "4", "ACC2");
        Assert.Equal(200, (await As("ALL", "/api/v1/marks", """{"symbol":"HIST","price":"12"}""")).Status);

        List<JsonElement> rows = [.. (await As("ALL", "/api/v1/pnl/history")).Items];

        JsonElement last = rows.Last(row => row.GetProperty("account").GetString() == "ACC1");
        Assert.Equal(("-100", "20", "120", "120", "20", "0"),
            (Text(last, "cash"), Text(last, "equity"), Text(last, "net"), Text(last, "gross"), Text(last, "total_pnl"), Text(last, "realized_pnl")));
        Assert.Equal("USD", Text(last, "currency"));
        string pnl = (await As("ALL", "/api/v1/pnl?account=ACC2")).Json.GetProperty("totals")[0].GetProperty("total_pnl").GetString()!;
        Assert.Equal(pnl, Text(rows.Last(row => row.GetProperty("account").GetString() == "ACC2"), "total_pnl"));
    }

    [Fact]
    public async Task Pages_join_without_a_gap_and_a_token_sees_only_its_accounts()
    {
        await Fill("PAGED", "1", "ACC1");
        await Fill("PAGED", "1", "ACC2");
        Reply first = await As("ALL", "/api/v1/pnl/history?limit=1&interval=1d");
        string next = first.Field("next");
        Reply second = await As("ALL", "/api/v1/pnl/history?limit=1&interval=1d&cursor=" + next);
        Assert.Equal(["ACC1", "ACC2"], first.Items.Concat(second.Items).Select(row => Text(row, "account")));
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("next").ValueKind);

        Assert.All((await As("TWO", "/api/v1/pnl/history")).Items, row => Assert.Equal("ACC2", Text(row, "account")));
        Assert.NotEmpty((await As("TWO", "/api/v1/pnl/history")).Items);
        Assert.Empty((await As("TWO", "/api/v1/pnl/history?account=ACC1")).Items);
        Assert.Empty((await As("ALL", "/api/v1/pnl/history?until=2020-01-01T00:00:00Z")).Items);
    }

    [Theory]
    [InlineData("interval=2m", "invalid_parameter")]
    [InlineData("cursor=x", "invalid_cursor")]
    [InlineData("since=yesterday", "invalid_parameter")]
    [InlineData("limit=0", "invalid_parameter")]
    public async Task A_bad_parameter_is_named(string query, string code) =>
        Assert.Equal((400, code), await Refused("/api/v1/pnl/history?" + query));

    private async Task<(int, string)> Refused(string path)
    {
        Reply reply = await As("ALL", path);
        return (reply.Status, reply.Code);
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private async Task Fill(string symbol, string qty, string account) => Assert.Equal(201, (await As(
        "ALL", "/api/v1/executions?reason=test",
        $$"""{"symbol":"{{symbol}}","side":"buy","order_id":"","fill_qty":"{{qty}}","fill_price":"10","exec_id":"{{api.NewId("H")}}","timestamp":1767225600000,"account":"{{account}}"}""")).Status);

    private Task<Reply> As(string token, string path, string? json = null) =>
        api.As(token, json is null ? HttpMethod.Get : HttpMethod.Post, path, json);
}
