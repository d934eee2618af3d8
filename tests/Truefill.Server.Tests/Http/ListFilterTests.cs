using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Tests.Http;

/// <summary>What lists take besides a page: filters, and the end of the page before as a cursor.</summary>
public class ListFilterTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Pnl_is_a_list_of_pages_and_takes_a_strategy_and_a_symbol()
    {
        await Fill("PNLA", "ONE");
        await Fill("PNLA", "TWO");
        await Fill("PNLB", "TWO");

        Reply first = await api.Get("/api/v1/pnl?account=PNL1&limit=1");
        Reply second = await api.Get($"/api/v1/pnl?account=PNL1&limit=1&cursor={first.Field("next")}");
        Assert.Equal(["ONE"], Strategies(first));
        Assert.Equal(["TWO"], Strategies(second));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.Json.GetProperty("next").ValueKind);
        Assert.Equal(["TWO"], Strategies(await api.Get("/api/v1/pnl?account=PNL1&strategy=TWO")));
        Assert.Equal(["TWO"], Strategies(await api.Get("/api/v1/pnl?account=PNL1&symbol=PNLB")));
        Assert.Empty((await api.Get("/api/v1/pnl?account=PNL1&strategy=NOBODY")).Items);
    }

    [Fact]
    public async Task Exposure_takes_a_strategy()
    {
        await Fill("EXPA", "EXONE", "EXP1");
        await Fill("EXPA", "EXTWO", "EXP1");
        await api.Post("/api/v1/marks", """{"symbol":"EXPA","price":"7"}""");

        Assert.Equal(["EXTWO"], Strategies(await api.Get("/api/v1/exposure?account=EXP1&strategy=EXTWO")));
        Assert.Empty((await api.Get("/api/v1/exposure?account=EXP1&strategy=NOBODY")).Items);
    }

    [Fact]
    public async Task Positions_are_those_that_a_venue_traded_or_that_changed_since()
    {
        await Fill("POSA", "S", "POS1");
        string venue = (await api.Get("/api/v1/fills?account=POS1")).Items[0].GetProperty("venue").GetString()!;

        Assert.Single((await api.Get($"/api/v1/positions?account=POS1&venue={venue}")).Items);
        Assert.Empty((await api.Get("/api/v1/positions?account=POS1&venue=NOWHERE")).Items);
        Assert.Single((await api.Get("/api/v1/positions?account=POS1&since=2026-01-01T00:00:00Z")).Items);
        Assert.Empty((await api.Get("/api/v1/positions?account=POS1&since=2026-01-02T00:00:00Z")).Items);
    }

    [Fact]
    public async Task The_positions_of_an_account_that_is_held_at_a_venue_are_at_that_venue_wherever_they_came_from()
    {
        await Put(InputKind.DefineVenue, new DefineVenue("POSV", false, VenueCapabilities.OrderEntry));
        await Put(InputKind.DefineAccount, new DefineAccount("POS2", Currency.Usd, LotMethod.Fifo, "POSV"));
        await Fill("POSB", "S", "POS2");
        string from = (await api.Get("/api/v1/fills?account=POS2")).Items[0].GetProperty("venue").GetString()!;

        Assert.NotEqual("POSV", from);
        Assert.Single((await api.Get("/api/v1/positions?account=POS2&venue=POSV")).Items);
        Assert.Empty((await api.Get($"/api/v1/positions?account=POS2&venue={from}")).Items);
    }

    [Theory]
    [InlineData("/api/v1/journal")]
    [InlineData("/api/v1/orders/{id}/events")]
    public async Task The_next_of_a_page_of_facts_is_the_cursor_of_the_one_behind_it(string pattern)
    {
        string id = await api.Order("CURS");
        await api.Patch("/api/v1/orders/" + id, """{"qty":"7"}""");
        string path = pattern.Replace("{id}", id, StringComparison.Ordinal);
        Reply first = await api.Get(path + "?limit=1");
        Reply second = await api.Get($"{path}?limit=1&cursor={first.Field("next")}");

        Assert.True(Seq(second) > Seq(first));
        Assert.Equal("invalid_cursor", (await api.Get(path + "?cursor=a1")).Code);
        Assert.Equal("invalid_parameter", (await api.Get(path + "?cursor=1&after_seq=1")).Code);

        static long Seq(Reply reply) => reply.Items.Single().GetProperty("seq").GetInt64();
    }

    [Theory]
    [InlineData("/api/v1/accounts?account=ACC1", 1)]
    [InlineData("/api/v1/accounts?account=NOBODY", 0)]
    [InlineData("/api/v1/reconciliations?venue=NOWHERE", 0)]
    [InlineData("/api/v1/reconciliations?since=2126-01-01T00:00:00Z", 0)]
    [InlineData("/api/v1/breaks?since=2126-01-01T00:00:00Z", 0)]
    [InlineData("/api/v1/deadletters?since=2126-01-01T00:00:00Z", 0)]
    [InlineData("/api/v1/alerts?since=2126-01-01T00:00:00Z", 0)]
    [InlineData("/api/v1/suspense?since=2126-01-01T00:00:00Z", 0)]
    [InlineData("/api/v1/marks?since=2126-01-01T00:00:00Z", 0)]
    [InlineData("/api/v1/limits?account=NOBODY", 0)]
    [InlineData("/api/v1/limits?symbol=NOTHING", 0)]
    public async Task A_filter_that_fits_nothing_leaves_nothing(string path, int count)
    {
        await api.Post("/api/v1/executions?reason=test", """{"symbol":"X","side":"buy"}""");
        await api.Post("/api/v1/marks", """{"symbol":"FILT","price":"7"}""");
        Reply reply = await api.Get(path);
        Assert.Equal((200, count), (reply.Status, reply.Items.Count));
    }

    [Theory]
    [InlineData("/api/v1/snapshot")]
    [InlineData("/api/v1/positions")]
    public async Task A_tag_is_found_among_others_and_as_any(string path)
    {
        string tag = (await api.Get(path)).Headers["ETag"];
        string strong = tag[2..];

        Assert.Equal(304, (await Conditional(path, tag)).Status);
        Assert.Equal(304, (await Conditional(path, $"W/\"0\", {tag}")).Status);
        Assert.Equal(304, (await Conditional(path, strong)).Status);
        Assert.Equal(304, (await Conditional(path, "*")).Status);
        Assert.Equal(200, (await Conditional(path, "W/\"0\"")).Status);
        Assert.Equal(200, (await Conditional(path, "nonsense")).Status);
    }

    private async Task<Reply> Conditional(string path, string tags)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tags);
        return await Reply.Of(await api.Client.SendAsync(request));
    }

    private Task Put(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private async Task Fill(string symbol, string strategy, string account = "PNL1")
    {
        Reply reply = await api.Post(
            "/api/v1/executions?reason=test",
            $$"""{"symbol":"{{symbol}}","side":"buy","order_id":"","fill_qty":"1","fill_price":"7","exec_id":"{{api.NewId("LF")}}","timestamp":1767225600000,"account":"{{account}}","strategy":"{{strategy}}"}""");
        Assert.Equal(201, reply.Status);
    }

    private static string[] Strategies(Reply reply) =>
        [.. reply.Items.Select(item => item.GetProperty("strategy").GetString()!)];
}
