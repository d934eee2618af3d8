using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Server.Preview;
using Truefill.Server.Tests.Http;
using Truefill.Server.Tests.Security;

namespace Truefill.Server.Tests.Health;

public class PreviewTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task It_says_what_entering_would_be_answered_and_enters_nothing()
    {
        long orders = await Orders();
        Reply good = await api.Post("/api/v1/orders/preview", Order("IBM", "100", "10"));
        Reply bad = await api.Post("/api/v1/orders/preview", Order("TICKY", "10", "10.3"));

        Assert.True(good.Json.GetProperty("allowed").GetBoolean());
        Assert.Equal(JsonValueKind.Null, good.Json.GetProperty("code").ValueKind);
        Assert.False(bad.Json.GetProperty("allowed").GetBoolean());
        Assert.Equal("off_tick", bad.Field("code"));
        Reply entered = await api.Post("/api/v1/orders", Order("TICKY", "10", "10.3"));
        Assert.Equal(entered.Code, bad.Field("code"));
        Assert.Equal(orders, await Orders());
    }

    [Fact]
    public async Task The_same_again_comes_from_the_cache_with_the_sequence_it_was_true_at()
    {
        string order = Order("CACHED", "7", "10");
        Reply first = await api.Post("/api/v1/orders/preview", order);
        await api.Order("IBM");
        Reply again = await api.Post("/api/v1/orders/preview", order);

        Assert.False(first.Json.GetProperty("cached").GetBoolean());
        Assert.True(again.Json.GetProperty("cached").GetBoolean());
        Assert.Equal(first.Json.GetProperty("evaluated_seq").GetUInt64(), again.Json.GetProperty("evaluated_seq").GetUInt64());
        Assert.True(again.Seq > first.Seq);
    }

    [Fact]
    public async Task An_order_is_decided_anew_whatever_the_cache_says()
    {
        string id = api.NewId("P");
        string order = $$"""{"account":"ACC1","symbol":"IBM","side":"buy","qty":"1","price":"10","cl_ord_id":"{{id}}"}""";
        Assert.True((await api.Post("/api/v1/orders/preview", order)).Json.GetProperty("allowed").GetBoolean());
        await api.Order("OTHER", id: id);

        Assert.True((await api.Post("/api/v1/orders/preview", order)).Json.GetProperty("allowed").GetBoolean());
        Assert.Equal((409, "duplicate_cl_ord_id"), await Enter(order));
    }

    [Fact]
    public void An_answer_is_given_again_until_it_is_too_old()
    {
        ManualTime time = new();
        PreviewCache cache = new(10, TimeSpan.FromSeconds(2), time);
        cache.Add(Of("k"), new PreviewResult(DenyReason.None, null, 1));
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.NotNull(cache.Find(Of("k")));
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Null(cache.Find(Of("k")));
        Assert.Equal((0, 1L, 1L), (cache.Read().Entries, cache.Read().Hits, cache.Read().Misses));
    }

    [Fact]
    public void Full_it_takes_nothing_and_a_larger_one_takes_more()
    {
        PreviewCache cache = new(1, TimeSpan.FromSeconds(2), new ManualTime());
        cache.Add(Of("a"), new PreviewResult(DenyReason.None, null, 1));
        cache.Add(Of("b"), new PreviewResult(DenyReason.None, null, 1));
        Assert.Null(cache.Find(Of("b")));
        Assert.Equal((true, 1L), (cache.Read().IsFull, cache.Read().Skipped));

        cache.Resize(2, TimeSpan.FromSeconds(2));
        cache.Add(Of("b"), new PreviewResult(DenyReason.None, null, 1));
        Assert.NotNull(cache.Find(Of("b")));
        cache.Resize(1, TimeSpan.FromSeconds(2));
        Assert.Null(cache.Find(Of("a")));
    }

    [Fact]
    public async Task Purging_and_resizing_is_audited_with_what_was_before()
    {
        ulong before = (await api.Get("/api/v1/status")).Seq;
        await api.Post("/api/v1/orders/preview", Order("AUDITED", "1", "10"));
        Reply reply = await api.Post("/admin/cache/purge", """{"capacity":500,"ttl_ms":3000}""");
        Assert.Equal(500, reply.Json.GetProperty("capacity").GetInt32());

        JsonElement row = (await api.Get("/api/v1/journal?after_seq=" + before)).Items
            .Single(each => each.GetProperty("type").GetString() == "action_audited");
        Assert.Contains("capacity=10000", row.GetProperty("before").GetString(), StringComparison.Ordinal);
        Assert.Contains("entries=0 capacity=500 ttl_ms=3000", row.GetProperty("after").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("correlation_id", "A", "B")]
    [InlineData("parent_qty", "100", "50")]
    [InlineData("take_profit", "12", "13")]
    [InlineData("stop_loss", "9", "8")]
    public async Task An_order_that_differs_in_anything_is_asked_about_anew(string field, string one, string other)
    {
        string symbol = api.NewId("KEYED");
        string plain = Order(symbol, "60", "10")[..^1] + ",\"correlation_id\":\"P\"";
        string bare = field == "correlation_id" ? Order(symbol, "60", "10")[..^1] : plain;

        Assert.False(await IsCached(bare + "}"));
        Assert.False(await IsCached($"{bare},\"{field}\":\"{one}\"}}"));
        Assert.False(await IsCached($"{bare},\"{field}\":\"{other}\"}}"));
        Assert.True(await IsCached($"{bare},\"{field}\":\"{one}\"}}"));
    }

    [Fact]
    public async Task A_parent_s_quantity_is_not_the_one_of_an_answer_before()
    {
        string child = Order(api.NewId("PARENT"), "60", "10")[..^1] + ",\"correlation_id\":\"P\"";
        Reply large = await api.Post("/api/v1/orders/preview", child + ",\"parent_qty\":\"100\"}");
        Reply small = await api.Post("/api/v1/orders/preview", child + ",\"parent_qty\":\"50\"}");

        Assert.True(large.Json.GetProperty("allowed").GetBoolean());
        Assert.Equal("parent_qty_exceeded", small.Field("code"));
    }

    private async Task<bool> IsCached(string order) =>
        (await api.Post("/api/v1/orders/preview", order)).Json.GetProperty("cached").GetBoolean();

    private static NewOrderSingle Of(string symbol) => new()
    {
        ClOrdId = default,
        Symbol = symbol,
        Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(1m)),
    };

    private static string Order(string symbol, string qty, string price) =>
        $$"""{"account":"ACC1","symbol":"{{symbol}}","side":"buy","qty":"{{qty}}","price":"{{price}}"}""";

    private async Task<long> Orders() => (await api.Get("/api/v1/status")).Json.GetProperty("orders").GetInt64();

    private async Task<(int, string)> Enter(string order)
    {
        Reply reply = await api.Post("/api/v1/orders", order);
        return (reply.Status, reply.Code);
    }
}
