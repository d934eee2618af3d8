using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>The next page goes on behind the last one, though its last row has left the list meanwhile.</summary>
public class AlpacaPageTests(AlpacaOpenTests.Host api) : IClassFixture<AlpacaOpenTests.Host>
{
    [Theory]
    [InlineData("desc", "before_order_id", 2, new[] { 1, 0 })]
    [InlineData("asc", "after_order_id", 1, new[] { 2, 3 })]
    [InlineData("desc", "after_order_id", 1, new[] { 3, 2 })]
    public async Task A_page_of_orders_goes_on_behind_an_order_that_has_ended_since(
        string direction, string bound, int last, int[] expected)
    {
        string symbol = api.NewId("PG");
        string[] ids = [await Enter(symbol), await Enter(symbol), await Enter(symbol), await Enter(symbol)];
        Assert.Equal(204, (await api.Delete("/v2/orders/" + ids[last])).Status);

        Reply page = await api.Get($"/v2/orders?symbols={symbol}&limit=9&direction={direction}&{bound}={ids[last]}");

        Assert.Equal(
            expected.Select(each => ids[each]),
            page.Json.EnumerateArray().Select(order => order.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task An_order_that_bounds_a_page_and_is_not_the_account_s_is_not_found()
    {
        Reply reply = await api.Get($"/v2/orders?before_order_id={Guid.NewGuid()}");
        Assert.Equal((404, 40410000), (reply.Status, reply.Json.GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData("desc")]
    [InlineData("asc")]
    public async Task A_page_of_activities_goes_on_behind_a_fill_that_was_busted_since(string direction)
    {
        string symbol = api.NewId("ACT");
        int day = direction == "asc" ? 1 : 2;
        string[] fills =
            [await Book(symbol, day, 1), await Book(symbol, day, 2), await Book(symbol, day, 3), await Book(symbol, day, 4)];
        List<string> own = await Activities(direction, day);
        string token = own[1];
        string busted = direction == "asc" ? fills[1] : fills[2];
        Reply bust = await api.Post("/api/v1/executions?reason=t",
            $$"""
            {"exec_type":"trade_cancel","exec_id":"{{api.NewId("B")}}","exec_ref_id":"{{busted}}","symbol":"{{symbol}}",
            "side":"buy","order_id":"","fill_qty":"1","fill_price":"1","timestamp":1767225700000,"account":"ACC1"}
            """);
        Assert.Equal(201, bust.Status);

        List<string> next = await Activities(direction, day, $"&page_token={token}&page_size=1");

        Assert.Equal([own[2]], next);
    }

    [Fact]
    public async Task A_page_token_that_is_no_id_of_an_activity_is_refused()
    {
        Reply reply = await api.Get("/v2/account/activities?page_token=abc");
        Assert.Equal((422, "invalid_parameter"), (reply.Status, reply.Code));
    }

    // Each test has a day of its own.
    private async Task<List<string>> Activities(string direction, int day, string more = "") =>
        [.. (await api.Get($"/v2/account/activities?date=2026-02-0{day}&direction={direction}{more}")).Json
            .EnumerateArray().Select(each => each.GetProperty("id").GetString()!)];

    private async Task<string> Enter(string symbol) => (await Reply.Of(await api.Client.PostAsync(
        new Uri("/v2/orders", UriKind.Relative),
        new StringContent(
            $$"""{"symbol":"{{symbol}}","side":"buy","qty":"1","type":"limit","limit_price":"10","time_in_force":"day"}""",
            System.Text.Encoding.UTF8, "application/json")))).Field("id");

    private async Task<string> Book(string symbol, int day, int number)
    {
        string id = api.NewId("A");
        Reply reply = await api.Post("/api/v1/executions?reason=t",
            $$"""
            {"symbol":"{{symbol}}","side":"buy","order_id":"","fill_qty":"1","fill_price":"1","exec_id":"{{id}}",
            "timestamp":{{1769904000000 + (day - 1) * 86_400_000 + number}},"account":"ACC1"}
            """);
        Assert.Equal(201, reply.Status);
        return id;
    }
}
