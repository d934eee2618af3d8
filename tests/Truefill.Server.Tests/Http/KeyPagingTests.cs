using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

/// <summary>Lists whose rows are not numbered: each page begins behind the last row of the one before.</summary>
public sealed class KeyPagingTests(KeyPagingTests.Host api) : IClassFixture<KeyPagingTests.Host>
{
    /// <summary>With positions of several accounts, strategies and currencies, one of them without a mark.</summary>
    public sealed class Host : GuardTests.TokenHost
    {
        public Task<Reply> Ask(string token, HttpMethod method, string path, string json = "") => Send(
            method, path, json, ("Authorization", "Bearer secret-" + token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_of_exposure_are_together_the_whole(int limit)
    {
        await Plant();
        Reply whole = await Ask("/api/v1/exposure?limit=1000");
        List<JsonElement> pages = await PagesOf("/api/v1/exposure", limit);
        foreach (string list in (string[])["items", "converted", "gaps"])
        {
            string[] expected = RowsOf(whole.Json, list);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, pages.SelectMany(page => RowsOf(page, list)));
        }

        Assert.True(pages.Count > 1);
        Assert.All(pages, page => Assert.True(RowsOf(page, "items").Length <= limit));
        Assert.All(pages, page => Assert.False(page.GetProperty("complete").GetBoolean()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Pages_of_limits_are_together_the_whole(int limit)
    {
        foreach (string symbol in (string[])["KEY-B", "KEY-A"])
            Assert.Equal(200, (await Post(
                "/api/v1/limits",
                $$"""{"limit":"max_position","value":5,"symbol":"{{symbol}}","reason":"r","by":"ann"}""")).Status);
        Reply whole = await Ask("/api/v1/limits?limit=1000");
        List<JsonElement> pages = await PagesOf("/api/v1/limits", limit);
        string[] rows = RowsOf(whole.Json, "items");
        Assert.Equal(rows, pages.SelectMany(page => RowsOf(page, "items")));
        Assert.Equal(2, rows.Count(row => row.Contains("KEY-", System.StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_limit_that_comes_before_the_cursor_shifts_no_row()
    {
        await Post(
            "/api/v1/limits", """{"limit":"max_position","value":5,"symbol":"SHIFT","reason":"r","by":"ann"}""");
        Reply first = await Ask("/api/v1/limits?limit=2");
        string before = (await Ask("/api/v1/limits?limit=1&cursor=" + first.Field("next"))).Items[0].GetRawText();
        await Post("/api/v1/limits", """{"limit":"restricted","value":"restricted","reason":"r","by":"ann"}""");
        Reply second = await Ask("/api/v1/limits?limit=1&cursor=" + first.Field("next"));
        Assert.Equal(before, second.Items[0].GetRawText());
        Assert.Equal(
            200,
            (await Post("/api/v1/limits", """{"limit":"restricted","value":"off","reason":"r","by":"ann"}""")).Status);
    }

    [Theory]
    [InlineData("/api/v1/exposure?cursor=x")]
    [InlineData("/api/v1/exposure?cursor=k1.2")]
    [InlineData("/api/v1/exposure?cursor=a1")]
    [InlineData("/api/v1/limits?cursor=k1.2.3")]
    [InlineData("/api/v1/limits?cursor=k1.2.3.4.-5")]
    public async Task A_cursor_of_another_list_is_refused(string path) =>
        Assert.Equal("invalid_cursor", (await Ask(path)).Code);

    [Fact]
    public async Task Use_stands_beside_its_limit_and_tells_a_scoped_token_nothing_of_others()
    {
        await Plant();
        await Post("/api/v1/limits", """{"limit":"max_position","value":500000,"reason":"r","by":"ann"}""");
        JsonElement all = Row(await Ask("/api/v1/limits"), "max_position");
        Assert.Equal("777", all.GetProperty("used").GetString());
        Assert.Equal(
            ("ACC2", "HUGE"),
            (all.GetProperty("used_account").GetString(), all.GetProperty("used_symbol").GetString()));
        JsonElement own = Row(await api.Ask("Scoped", HttpMethod.Get, "/api/v1/limits"), "max_position");
        Assert.Equal("ACC1", own.GetProperty("used_account").GetString());
        Assert.Equal("9", own.GetProperty("used").GetString());
        JsonElement single = Row(await Ask("/api/v1/limits"), "max_order_qty");
        Assert.Equal(JsonValueKind.Null, single.GetProperty("used").ValueKind);
    }

    private static JsonElement Row(Reply limits, string name) => limits.Items.First(
        item => item.GetProperty("limit").GetString() == name && item.GetProperty("symbol").GetString() == "");

    private static string[] RowsOf(JsonElement document, string list) =>
        [.. document.GetProperty(list).EnumerateArray().Select(row => row.GetRawText())];

    private Task<Reply> Ask(string path) => api.Ask("Admin", HttpMethod.Get, path);

    private Task<Reply> Post(string path, string json) => api.Ask("Admin", HttpMethod.Post, path, json);

    private async Task<List<JsonElement>> PagesOf(string path, int limit)
    {
        List<JsonElement> pages = [];
        string? cursor = null;
        do
        {
            Reply page = await Ask($"{path}?limit={limit}" + (cursor is null ? "" : "&cursor=" + cursor));
            Assert.Equal(200, page.Status);
            pages.Add(page.Json);
            cursor = page.Json.GetProperty("next").GetString();
        }
        while (cursor is not null);

        return pages;
    }

    private async Task Plant()
    {
        await Fill("ACC1", "one", "PAGED", "3");
        await Fill("ACC1", "two", "PAGED", "6");
        await Fill("ACC2", "one", "HUGE", "777");
        await Fill("ACC2", "", "UNMARKED", "5");
        await Post("/api/v1/marks", """{"items":[{"symbol":"PAGED","price":"10"},{"symbol":"HUGE","price":"2"}]}""");
    }

    // Equal ids: planted once, however many tests ask for it.
    private async Task Fill(string account, string strategy, string symbol, string qty) => Assert.Contains(
        (await Post(
            "/api/v1/executions?reason=test&by=ann",
            $$"""{"symbol":"{{symbol}}","side":"buy","order_id":"","fill_qty":"{{qty}}","fill_price":"1","exec_id":"K-{{account}}-{{strategy}}-{{symbol}}","timestamp":1767225600000,"account":"{{account}}","strategy":"{{strategy}}"}""")).Status,
        new[] { 200, 201 });
}
