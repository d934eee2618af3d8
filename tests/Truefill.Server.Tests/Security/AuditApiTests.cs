using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>Who changed what stands in the journal, and who tried to.</summary>
public class AuditApiTests(GuardTests.TokenHost api) : IClassFixture<GuardTests.TokenHost>
{
    [Fact]
    public async Task An_order_names_its_token_role_and_address()
    {
        ulong before = await Seq();
        Assert.Equal(201, (await Order("Trader")).Status);

        JsonElement row = Assert.Single(await AuditedOf("Trader", before));
        Assert.Equal("Trader", row.GetProperty("actor").GetString());
        Assert.Equal("trader", row.GetProperty("role").GetString());
        Assert.Equal("127.0.0.1", row.GetProperty("from").GetString());
        Assert.Equal("POST /api/v1/orders", row.GetProperty("action").GetString());
        Assert.Equal("done", row.GetProperty("outcome").GetString());
        Assert.Equal("ACC1", row.GetProperty("account").GetString());
    }

    [Fact]
    public async Task A_cancel_shows_the_order_before_and_after()
    {
        string id = (await Order("Trader")).Field("cl_ord_id");
        ulong before = await Seq();
        await api.As("Trader", HttpMethod.Delete, "/api/v1/orders/" + id);

        JsonElement row = Assert.Single(await AuditedOf("Trader", before));
        Assert.Equal("/api/v1/orders/" + id, row.GetProperty("target").GetString());
        Assert.StartsWith("ord_status=", row.GetProperty("before").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(row.GetProperty("before").GetString(), row.GetProperty("after").GetString());
    }

    [Fact]
    public async Task A_refusal_by_the_engine_is_audited_with_its_reason()
    {
        ulong before = await Seq();
        Reply reply = await api.As(
            "Trader", HttpMethod.Post, "/api/v1/orders",
            """{"account":"ACC1","symbol":"TICKY","side":"buy","qty":"10","price":"10.3"}""");
        Assert.Equal(422, reply.Status);

        JsonElement row = Assert.Single(await AuditedOf("Trader", before));
        Assert.Equal("denied", row.GetProperty("outcome").GetString());
        Assert.Equal("off_tick", row.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_role_that_is_not_enough_and_a_wrong_token_are_audited()
    {
        ulong before = await Seq();
        Assert.Equal(403, (await Order("Viewer")).Status);
        Assert.Equal(401, (await Order("nobody")).Status);

        List<JsonElement> rows = await Audited(before, IsAboutNewOrders, count: 2);
        Assert.Equal(["forbidden", "unauthenticated"], rows.Select(row => row.GetProperty("code").GetString()).Order());
        Assert.All(rows, row => Assert.Equal("refused", row.GetProperty("outcome").GetString()));
        Assert.Contains(rows, row => row.GetProperty("actor").GetString() == "Viewer");
    }

    [Fact]
    public async Task A_thousand_wrong_tokens_are_not_a_thousand_facts()
    {
        ulong before = await Seq();
        for (int i = 0; i < 300; i++)
            await api.As("guess" + i, HttpMethod.Delete, "/api/v1/orders/flooded");

        Assert.InRange((await Audited(before, row => Target(row).EndsWith("flooded", StringComparison.Ordinal))).Count, 1, 5);
    }

    [Fact]
    public async Task A_foreign_page_that_tries_to_change_something_is_audited()
    {
        ulong before = await Seq();
        Reply reply = await api.Send(
            HttpMethod.Post, "/api/v1/orders/cancel-all", "{}", ("Authorization", "Bearer secret-Admin"), ("Origin", "http://evil.example"));
        Assert.Equal(403, reply.Status);

        await Audited(before, row => row.GetProperty("code").GetString() == "cross_site", count: 1);
    }

    [Fact]
    public async Task Reading_leaves_no_trace()
    {
        ulong before = await Seq();
        await api.As("Viewer", HttpMethod.Get, "/api/v1/orders");
        Assert.Empty(await AuditedOf("Viewer", before));
    }

    [Fact]
    public async Task The_person_is_who_the_request_names_and_the_actor_whose_token_it_is()
    {
        ulong before = await Seq();
        Reply reply = await api.As(
            "Risk", HttpMethod.Post, "/api/v1/positions/import",
            $$"""{"account":"ACC1","symbol":"AUD","qty":"1","px":"1","reference":"{{api.NewId("R")}}","reason":"t","by":"ann"}""");
        Assert.Equal(201, reply.Status);

        Assert.Single(await AuditedOf("Risk", before));
        Reply journal = await api.As("Admin", HttpMethod.Get, "/api/v1/journal?limit=1000&after_seq=" + before);
        Assert.Contains(journal.Items, row => Is(row, "position_imported") && row.GetProperty("by").GetString() == "ann");
    }

    private static bool Is(JsonElement row, string type) => row.GetProperty("type").GetString() == type;

    private async Task<ulong> Seq() => (await api.As("Admin", HttpMethod.Get, "/api/v1/status")).Seq;

    private static string Target(JsonElement row) => row.GetProperty("target").GetString()!;

    private static bool IsAboutNewOrders(JsonElement row) => Target(row) == "/api/v1/orders";

    private Task<List<JsonElement>> AuditedOf(string actor, ulong after) =>
        Audited(after, row => row.GetProperty("actor").GetString() == actor);

    // Nobody waits for refusals: they are in the journal soon. How often one was repeated is there ten seconds later,
    // in the midst of another test: each looks for its own.
    private Task<List<JsonElement>> Audited(ulong after, Func<JsonElement, bool> isOwn, int count = 0) => Eventually.Found(
        async () =>
        {
            Reply reply = await api.As("Admin", HttpMethod.Get, "/api/v1/journal?limit=1000&after_seq=" + after);
            return reply.Items.Where(row => Is(row, "action_audited") && isOwn(row)).ToList();
        },
        rows => rows.Count >= count,
        $"{count} rows are audited");

    private Task<Reply> Order(string token) => api.As(
        token, HttpMethod.Post, "/api/v1/orders", """{"account":"ACC1","symbol":"IBM","side":"buy","qty":"1","price":"10"}""");
}
