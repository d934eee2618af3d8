using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Security;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

public class IdempotencyTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_same_post_with_the_same_key_is_done_once_and_answered_the_same()
    {
        string key = api.NewId("K");
        Reply first = await Import(key, "REF-" + key, "7");
        Reply again = await Import(key, "REF-" + key, "7");

        Assert.Equal((201, 201), (first.Status, again.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Seq, again.Seq);
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Assert.False(first.Headers.ContainsKey("Idempotent-Replayed"));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_conflict()
    {
        string key = api.NewId("K");
        await Import(key, "REF-" + key, "7");

        Reply other = await Import(key, "REF-" + key, "8");
        Assert.Equal((409, "idempotency_key_reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Many_at_once_with_one_key_enter_one_order()
    {
        string key = api.NewId("K");
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Order(key)));

        Assert.Single(replies.Select(reply => reply.Field("cl_ord_id")).Distinct());
        Assert.All(replies, reply => Assert.Equal(201, reply.Status));
        Assert.Single(replies, reply => !reply.Headers.ContainsKey("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_refusal_is_repeated_too_and_nothing_is_decided_again()
    {
        string key = api.NewId("K");
        Reply first = await Order(key, symbol: "TICKY", price: "10.3");
        Reply again = await Order(key, symbol: "TICKY", price: "10.3");

        Assert.Equal((422, 422), (first.Status, again.Status));
        Assert.Equal(first.Seq, again.Seq);
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
    }

    [Fact]
    public async Task A_key_is_one_path_s_only()
    {
        string key = api.NewId("K");
        Assert.Equal(201, (await Import(key, "REF-" + key, "1")).Status);
        Assert.Equal(201, (await Order(key)).Status);
    }

    [Fact]
    public async Task An_order_s_key_is_its_id_so_that_it_holds_when_the_ledger_has_forgotten_it()
    {
        string key = api.NewId("K");
        string id = (await Order(key)).Field("cl_ord_id");

        Assert.StartsWith("key-", id, StringComparison.Ordinal);
    }

    // Another spelling of the path is another entry of the ledger, as none is after a restart.
    [Fact]
    public async Task A_key_that_the_ledger_has_forgotten_is_answered_as_the_first_time()
    {
        string key = api.NewId("K");
        Reply first = await Order(key);
        Reply again = await Order(key, path: "/api/v1/Orders");
        Reply other = await Order(key, price: "12", path: "/API/v1/orders");

        Assert.Equal((201, 201), (first.Status, again.Status));
        Assert.Equal(first.Field("cl_ord_id"), again.Field("cl_ord_id"));
        Assert.Equal(first.Headers["Location"], again.Headers["Location"]);
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Assert.Equal((409, "idempotency_key_reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Who_left_before_the_answer_gets_it_when_he_comes_again()
    {
        using RouteDouble route = new(api, async call =>
        {
            call.Context.Abort();
            await call.Read((json, _) => json.WriteStringValue("done"), 201);
        });
        string key = api.NewId("K");
        await route.Post(key);
        (int status, string body) = await route.Post(key);

        Assert.Equal((201, "\"done\""), (status, body));
        Assert.Equal(1, route.Calls);
    }

    [Fact]
    public async Task What_a_route_waits_for_is_waited_for_though_its_caller_has_left()
    {
        using RouteDouble route = new(api, async call =>
        {
            call.Context.Abort();
            await Task.Delay(20, call.Context.RequestAborted);
            await call.Read((json, _) => json.WriteStringValue("done"));
        });
        string key = api.NewId("K");
        await route.Post(key);

        Assert.Equal((200, "\"done\""), await route.Post(key));
    }

    [Fact]
    public async Task What_was_done_with_an_answer_too_long_to_keep_is_not_done_again()
    {
        string text = new('x', IdempotencyLedger.BodyMax);
        using RouteDouble route = new(api, call => call.Read((json, _) => json.WriteStringValue(text)));
        string key = api.NewId("K");
        (int first, string whole) = await route.Post(key);
        (int again, string problem) = await route.Post(key);

        Assert.Equal((200, text.Length + 2), (first, whole.Length));
        Assert.Equal(409, again);
        Assert.Contains("answer_not_kept", problem, StringComparison.Ordinal);
        Assert.Equal(1, route.Calls);
    }

    [Fact]
    public void A_day_later_a_key_is_free_again()
    {
        ManualTime time = new();
        IdempotencyLedger ledger = new(time);
        ledger.End(ledger.Begin("k", "x").Entry, new KeptAnswer(200, null, null, null, []));
        Assert.False(ledger.Begin("k", "x").IsFirst);

        time.Advance(IdempotencyLedger.Window + TimeSpan.FromSeconds(1));
        Assert.True(ledger.Begin("k", "x").IsFirst);
    }

    [Fact]
    public void The_ledger_keeps_no_more_than_it_may()
    {
        IdempotencyLedger ledger = new(new ManualTime());
        for (int i = 0; i < IdempotencyLedger.EntriesMax + 500; i++)
            ledger.End(ledger.Begin("k" + i, "x").Entry, new KeptAnswer(200, null, null, null, []));

        Assert.InRange(ledger.Count, 1, IdempotencyLedger.EntriesMax);
        Assert.True(ledger.Begin("k0", "x").IsFirst);
    }

    [Fact]
    public void What_came_to_nothing_may_be_tried_again()
    {
        IdempotencyLedger ledger = new(new ManualTime());
        ledger.End(ledger.Begin("k", "x").Entry, answer: null);

        Assert.True(ledger.Begin("k", "x").IsFirst);
    }

    private Task<Reply> Import(string key, string reference, string qty) => api.Send(
        HttpMethod.Post, "/api/v1/positions/import",
        $$"""{"account":"ACC1","symbol":"IDEM","qty":"{{qty}}","px":"1","reference":"{{reference}}","reason":"t","by":"ann"}""",
        ("Idempotency-Key", key));

    private Task<Reply> Order(
        string key, string symbol = "IDEM", string price = "10", string path = "/api/v1/orders") => api.Send(
        HttpMethod.Post, path,
        $$"""{"account":"ACC1","symbol":"{{symbol}}","side":"buy","qty":"100","price":"{{price}}"}""",
        ("Idempotency-Key", key));
}
