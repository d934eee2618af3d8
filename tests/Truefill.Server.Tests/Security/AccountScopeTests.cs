using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>A token for ACC1: what belongs to ACC2 does not exist.</summary>
public class AccountScopeTests(GuardTests.TokenHost api) : IClassFixture<GuardTests.TokenHost>
{
    [Theory]
    [InlineData("/api/v1/orders")]
    [InlineData("/api/v1/fills")]
    [InlineData("/api/v1/positions")]
    [InlineData("/api/v1/pnl")]
    [InlineData("/api/v1/snapshot")]
    [InlineData("/api/v1/accounts")]
    [InlineData("/api/v1/journal")]
    public async Task Its_own_is_shown(string path)
    {
        await Plant("ACC1", "OWNSYM");
        Assert.Contains("ACC1", (await api.As("Scoped", HttpMethod.Get, path + Newest(path))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_for_the_other_account_by_name_shows_nothing()
    {
        await Plant("ACC2", "HIDDENSYM");
        foreach (string path in new[] { "/api/v1/orders", "/api/v1/fills", "/api/v1/positions", "/api/v1/pnl" })
            Assert.Empty((await api.As("Scoped", HttpMethod.Get, path + "?account=ACC2")).Items);
    }

    [Fact]
    public async Task An_id_that_both_accounts_use_is_its_own()
    {
        string id = api.NewId("BOTH");
        await api.As("Admin", HttpMethod.Post, "/api/v1/orders", Json("ACC1", "IBM", id));
        await api.As("Admin", HttpMethod.Post, "/api/v1/orders", Json("ACC2", "IBM", id));

        Assert.Equal(409, (await api.As("Admin", HttpMethod.Get, "/api/v1/orders/" + id)).Status);
        Assert.Equal("ACC1", (await api.As("Scoped", HttpMethod.Get, "/api/v1/orders/" + id)).Field("account"));
        Assert.Equal("ACC1", (await api.As("Scoped", HttpMethod.Delete, "/api/v1/orders/" + id)).Field("account"));
        Assert.Equal(404, (await api.As("Scoped", HttpMethod.Get, "/api/v1/orders/" + id + "?account=ACC2")).Status);
    }

    [Fact]
    public async Task It_changes_nothing_of_another_account()
    {
        (string order, _) = await Plant("ACC2", "HIDDENSYM");
        Assert.Equal(403, (await api.As("Scoped", HttpMethod.Post, "/api/v1/orders", Json("ACC2", "IBM", api.NewId()))).Status);
        Assert.Equal(404, (await api.As("Scoped", HttpMethod.Delete, "/api/v1/orders/" + order)).Status);
        Assert.Equal(404, (await api.As("Scoped", HttpMethod.Delete, "/api/v1/orders/" + order + "?account=ACC2")).Status);
        Assert.Equal(404, (await api.As("Scoped", HttpMethod.Patch, "/api/v1/orders/" + order, """{"qty":"1"}""")).Status);
        Assert.Equal(
            403, (await api.As("Scoped", HttpMethod.Post, "/api/v1/positions/import",
                """{"account":"ACC2","symbol":"X","qty":"1","px":"1","reference":"r","reason":"t","by":"a"}""")).Status);
        Assert.Equal(
            403, (await api.As("Scoped", HttpMethod.Post, "/api/v1/executions?reason=t",
                """{"symbol":"X","side":"buy","order_id":"","fill_qty":"1","fill_price":"1","exec_id":"q1","timestamp":1767225600000,"account":"ACC2"}""")).Status);
    }

    [Theory]
    [InlineData(
        "/api/v1/positions/transfer",
        """{"account":"ACC2","from":"","to":"s","symbol":"X","qty":"1","reason":"t"}""")]
    [InlineData("/api/v1/orders/preview", """{"account":"ACC2","symbol":"IBM","side":"buy","qty":"1","price":"10"}""")]
    [InlineData("/api/v1/advisories", """
        {"account":"ACC2","advisory_id":"FOREIGN","symbol":"X","reference_price":150,"sl_offset_pct":-0.02,
        "tp_offset_pct":0.03,"position_size":1,"expiration_timestamp":"2099-01-01T00:00:00Z"}
        """)]
    public async Task What_is_asked_for_another_account_by_name_is_refused(string path, string json)
    {
        Reply reply = await api.As("Scoped", HttpMethod.Post, path, json);
        Assert.Equal((403, "account_forbidden"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Cancelling_everything_leaves_orders_of_another_account_alone()
    {
        (string own, _) = await Plant("ACC1", "OWNSYM");
        (string other, _) = await Plant("ACC2", "HIDDENSYM");

        Reply reply = await api.As("Scoped", HttpMethod.Post, "/api/v1/orders/cancel-all", "{}");

        string?[] requested =
            [.. reply.Json.GetProperty("requested").EnumerateArray().Select(each => each.GetString())];
        Assert.Contains(own, requested);
        Assert.DoesNotContain(other, requested);
        Assert.Equal(("canceled", "pending_new"), (await Status(own, "ACC1"), await Status(other, "ACC2")));

        async Task<string> Status(string order, string account) =>
            (await api.As("Admin", HttpMethod.Get, $"/api/v1/orders/{order}?account={account}")).Field("ord_status");
    }

    [Fact]
    public async Task A_token_for_one_account_need_not_name_it()
    {
        Reply reply = await api.As("Scoped", HttpMethod.Post, "/api/v1/orders", """{"symbol":"IBM","side":"buy","qty":"1","price":"10"}""");
        Assert.Equal((201, "ACC1"), (reply.Status, reply.Field("account")));
    }

    [Fact]
    public async Task What_concerns_all_accounts_is_refused()
    {
        foreach (ApiRoute route in RouteTable.All.Where(route => route is { Accounts: AccountRule.AllOnly, Role: not Role.None }))
        {
            Reply reply = await api.As(
                "Scoped", new HttpMethod(route.Method), route.Pattern.Replace("{id}", "1", StringComparison.Ordinal), route.TakesJson ? "{}" : null);
            Assert.Equal((403, "account_forbidden"), (reply.Status, reply.Code));
        }
    }

    [Fact]
    public async Task The_stream_is_filtered_too()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/stream?after_seq=0");
        request.Headers.Authorization = new("Bearer", "secret-Scoped");
        using HttpResponseMessage response = await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await Plant("ACC2", "HIDDENSYM");
        (string own, _) = await Plant("ACC1", "OWNSYM");

        using System.IO.StreamReader reader = new(await response.Content.ReadAsStreamAsync());
        List<string> lines = [];
        using System.Threading.CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (!lines.Exists(line => line.Contains(own, StringComparison.Ordinal)))
            lines.Add((await reader.ReadLineAsync(limit.Token))!);
        Assert.DoesNotContain(lines, line => line.Contains("ACC2", StringComparison.Ordinal));
    }

    // The journal is read from its end here: its first page may not reach what was planted.
    private static string Newest(string pattern) => pattern.EndsWith("/journal", StringComparison.Ordinal) ? "?limit=1000" : "";

    private static string Json(string account, string symbol, string id) =>
        $$"""{"account":"{{account}}","symbol":"{{symbol}}","side":"buy","qty":"1","price":"10","cl_ord_id":"{{id}}"}""";

    private async Task<(string Order, string Fill)> Plant(string account, string symbol)
    {
        string order = api.NewId("O");
        string fill = api.NewId("E");
        Assert.Equal(201, (await api.As("Admin", HttpMethod.Post, "/api/v1/orders", Json(account, symbol, order))).Status);
        Reply booked = await api.As(
            "Admin", HttpMethod.Post, "/api/v1/executions?reason=t",
            $$"""{"symbol":"{{symbol}}","side":"buy","order_id":"","fill_qty":"1","fill_price":"1","exec_id":"{{fill}}","timestamp":1767225600000,"account":"{{account}}"}""");
        Assert.Equal(201, booked.Status);
        return (order, fill);
    }
}
