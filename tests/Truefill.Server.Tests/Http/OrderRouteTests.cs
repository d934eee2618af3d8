using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

public class OrderRouteTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_order_is_answered_once_it_is_durable_and_can_be_read()
    {
        string id = api.NewId();
        Reply entered = await api.Post(
            "/api/v1/orders", $$"""{"symbol":"IBM","side":"buy","qty":100,"type":"limit","price":"181.50","account":"ACC1","cl_ord_id":"{{id}}"}""");
        Assert.Equal(201, entered.Status);
        Assert.Equal("/api/v1/orders/" + id, entered.Headers["Location"]);
        Assert.Equal("181.5", entered.Field("price"));
        Assert.Equal("100", entered.Field("order_qty"));
        Assert.Equal("pending_new", entered.Field("ord_status"));
        Assert.Equal("day", entered.Field("tif"));
        Assert.True(entered.Json.GetProperty("held").GetBoolean());

        Reply read = await api.Get("/api/v1/orders/" + id);
        Assert.Equal(200, read.Status);
        Assert.Equal(id, read.Field("cl_ord_id"));
        Assert.True(read.Seq >= entered.Seq);
    }

    [Fact]
    public async Task Every_answer_says_its_sequence_and_names_the_request_as_the_caller_does()
    {
        foreach ((HttpMethod method, string path) in new[]
        {
            (HttpMethod.Get, "/api/v1/status"), (HttpMethod.Get, "/api/v1/nothing"), (HttpMethod.Put, "/api/v1/orders"),
            (HttpMethod.Delete, "/api/v1/status"), (HttpMethod.Get, "/metrics"), (HttpMethod.Get, "/health"),
        })
        {
            using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
            request.Headers.Add("X-Request-ID", "desk-7:1");
            Reply reply = await Reply.Of(await api.Client.SendAsync(request));
            Assert.True(reply.Seq > 0, path);
            Assert.Equal("desk-7:1", reply.Headers["X-Request-ID"]);
            if (reply.Headers["Content-Type"] == "application/problem+json") Assert.Equal("desk-7:1", reply.Field("trace_id"));
        }

        foreach (string unfit in new[] { "a b", "<b>", new string('x', 129) })
        {
            Reply other = await api.Send(HttpMethod.Post, "/api/v1/orders/preview", "{}", ("X-Request-ID", unfit));
            Assert.DoesNotContain("X-Request-ID", other.Headers.Keys);
        }
    }

    [Theory]
    [InlineData("/api/v1/status", 200)]
    [InlineData("/livez", 200)]
    [InlineData("/metrics", 200)]
    [InlineData("/", 200)]
    [InlineData("/api/v1/orders/none", 404)]
    [InlineData("/api/v1/stream", 405)]
    public async Task HEAD_is_answered_as_GET_without_the_body(string path, int status)
    {
        using HttpRequestMessage request = new(HttpMethod.Head, new Uri(path, UriKind.Relative));
        using HttpResponseMessage reply = await api.Client.SendAsync(request);
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.True(reply.Content.Headers.ContentLength > 0);
        Assert.Empty(await reply.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_child_of_another_whole_is_another_order_also_under_the_same_id()
    {
        string id = api.NewId();
        string body = $$"""
            {"symbol":"IBM","side":"buy","qty":"5","price":"1","account":"ACC1","cl_ord_id":"{{id}}",
            "correlation_id":"{{id}}","parent_qty":"50"}
            """;
        Assert.Equal(201, (await api.Post("/api/v1/orders", body)).Status);
        Assert.Equal(200, (await api.Post("/api/v1/orders", body.Replace("50", "50.0", StringComparison.Ordinal))).Status);
        foreach (string other in new[] { "\"500\"", "null" })
        {
            Reply reply = await api.Post("/api/v1/orders", body.Replace("\"50\"", other, StringComparison.Ordinal));
            Assert.Equal((409, "duplicate_cl_ord_id"), (reply.Status, reply.Code));
        }
    }

    [Fact]
    public async Task The_same_order_again_is_journaled_as_no_refusal_and_another_one_under_its_id_is()
    {
        string id = api.NewId("ONCE");
        string Body(int qty) =>
            $$"""{"cl_ord_id":"{{id}}","symbol":"IBM","side":"buy","qty":"{{qty}}","price":"9","account":"ACC1"}""";
        Assert.Equal(201, (await api.Post("/api/v1/orders", Body(7))).Status);
        ulong before = (await api.Get("/api/v1/status")).Seq;

        Assert.Equal(200, (await api.Post("/api/v1/orders", Body(7))).Status);
        Assert.DoesNotContain("order_denied", await Since(before), StringComparison.Ordinal);

        Assert.Equal(409, (await api.Post("/api/v1/orders", Body(8))).Status);
        Assert.Contains("order_denied", await Since(before), StringComparison.Ordinal);
    }

    private async Task<string> Since(ulong seq) =>
        (await api.Get($"/api/v1/journal?after_seq={seq}&limit=100")).Text;

    [Fact]
    public async Task The_same_order_again_gets_the_first_answer_and_another_one_a_conflict()
    {
        string id = api.NewId();
        string body = $$"""{"symbol":"IBM","side":"sell","qty":"5","price":"1","account":"ACC1","cl_ord_id":"{{id}}"}""";
        Assert.Equal(201, (await api.Post("/api/v1/orders", body)).Status);
        Reply again = await api.Post("/api/v1/orders", body);
        Assert.Equal(200, again.Status);
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Reply other = await api.Post("/api/v1/orders", body.Replace("\"5\"", "\"6\"", StringComparison.Ordinal));
        Assert.Equal(409, other.Status);
        Assert.Equal("duplicate_cl_ord_id", other.Code);
        Assert.Single((await api.Get("/api/v1/orders?limit=1000")).Items, order => order.GetProperty("cl_ord_id").GetString() == id);
    }

    [Fact]
    public async Task The_first_content_still_counts_after_the_order_was_changed()
    {
        string id = api.NewId();
        string body = $$"""{"symbol":"IBM","side":"sell","qty":"5","price":"1","account":"ACC1","cl_ord_id":"{{id}}"}""";
        await api.Post("/api/v1/orders", body);
        Assert.Equal(200, (await api.Patch("/api/v1/orders/" + id, """{"qty":"7"}""")).Status);
        Reply again = await api.Post("/api/v1/orders", body);
        Assert.Equal(200, again.Status);
        Assert.Equal("7", again.Field("order_qty"));
    }

    [Fact]
    public async Task An_idempotency_key_stands_for_the_id_that_was_not_stated()
    {
        const string Body = """{"symbol":"KEY","side":"buy","qty":"1","account":"ACC1"}""";
        (string, string) key = ("Idempotency-Key", api.NewId("key"));
        Reply first = await api.Send(HttpMethod.Post, "/api/v1/orders", Body, key);
        Reply again = await api.Send(HttpMethod.Post, "/api/v1/orders", Body, key);
        Assert.Equal((201, 201), (first.Status, again.Status));
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Assert.Equal(first.Field("cl_ord_id"), again.Field("cl_ord_id"));
        Reply other = await api.Send(HttpMethod.Post, "/api/v1/orders", Body.Replace("\"1\"", "\"2\"", StringComparison.Ordinal), key);
        Assert.Equal(409, other.Status);
    }

    [Theory]
    [InlineData("""{"symbol":"IBM","side":"buy","qty":"0"}""", "quantity_not_positive")]
    [InlineData("""{"symbol":"IBM","side":"buy","qty":"1","type":"limit"}""", "price_missing")]
    [InlineData("""{"symbol":"IBM","side":"buy","qty":"1","type":"market","price":"1"}""", "price_not_allowed")]
    [InlineData("""{"symbol":"IBM","side":"buy","qty":"1","type":"stop"}""", "stop_price_missing")]
    [InlineData("""{"symbol":"TICKY","side":"buy","qty":"10","price":"1.3"}""", "off_tick")]
    [InlineData("""{"symbol":"TICKY","side":"buy","qty":"11","price":"1.5"}""", "off_lot")]
    [InlineData("""{"symbol":"IBM","side":"buy","qty":"1","venue":"NOWHERE"}""", "unknown_venue")]
    [InlineData("""{"symbol":"IBM","side":"buy","qty":"1","strategy":"@house"}""", "malformed_request")]
    public async Task A_refused_order_names_its_deny_reason(string body, string code)
    {
        Reply reply = await api.Post("/api/v1/orders", body.Replace("{\"", "{\"account\":\"ACC1\",\"", StringComparison.Ordinal));
        Assert.Equal(422, reply.Status);
        Assert.Equal(code, reply.Code);
        Assert.StartsWith("application/problem+json", reply.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(reply.Detail.Length > 10);
    }

    [Fact]
    public async Task Protection_on_the_wrong_side_refuses_the_order()
    {
        Reply reply = await api.Post("/api/v1/orders", """{"symbol":"IBM","side":"buy","qty":"1","account":"ACC1","stop_loss":"90","take_profit":"80"}""");
        Assert.Equal(422, reply.Status);
        Assert.Equal("malformed_request", reply.Code);
    }

    [Fact]
    public async Task A_held_order_can_be_changed_and_canceled()
    {
        string id = await api.Order("IBM");
        Reply changed = await api.Patch("/api/v1/orders/" + id, """{"qty":"40","price":"11"}""");
        Assert.Equal(200, changed.Status);
        Assert.Equal("40", changed.Field("order_qty"));
        Reply canceled = await api.Delete("/api/v1/orders/" + id);
        Assert.Equal(200, canceled.Status);
        Assert.Equal("canceled", canceled.Field("ord_status"));
        Reply again = await api.Delete("/api/v1/orders/" + id);
        Assert.Equal(422, again.Status);
        Assert.Equal("order_not_open", again.Code);
        Assert.Equal("missing_field", (await api.Patch("/api/v1/orders/" + id, "{}")).Code);
    }

    [Fact]
    public async Task A_change_that_is_sent_again_under_its_id_is_not_made_twice_and_is_said_to_be_asked_for()
    {
        string id = await api.Order("IBM");
        string body = $$"""{"qty":"40","cl_ord_id":"{{api.NewId("change")}}"}""";
        Assert.Equal(200, (await api.Patch("/api/v1/orders/" + id, body)).Status);
        int events = (await api.Get($"/api/v1/orders/{id}/events")).Items.Count;
        Reply again = await api.Patch("/api/v1/orders/" + id, body);
        Assert.Equal((409, "duplicate_cl_ord_id"), (again.Status, again.Code));
        Assert.Contains("asked for already", again.Detail, StringComparison.Ordinal);
        Assert.Equal(events, (await api.Get($"/api/v1/orders/{id}/events")).Items.Count);
        Assert.Equal(id, (await api.Get("/api/v1/orders/" + id)).Field("cl_ord_id"));
    }

    [Theory]
    [InlineData("a/b c")]
    [InlineData("100%2F")]
    [InlineData("?x=1&y")]
    [InlineData("ÄÖ€")]
    [InlineData("...")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Any_id_can_be_named_percent_encoded(string id)
    {
        await api.Order("IBM", id: id);
        Reply reply = await api.Get("/api/v1/orders/" + Uri.EscapeDataString(id));
        Assert.Equal(200, reply.Status);
        Assert.Equal(id, reply.Field("cl_ord_id"));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_no_path_can_name_is_refused_before_an_order_has_it(string id)
    {
        Reply entered = await api.Post(
            "/api/v1/orders", $$"""{"symbol":"IBM","side":"buy","qty":100,"account":"ACC1","cl_ord_id":"{{id}}"}""");
        Assert.Equal((400, "invalid_field"), (entered.Status, entered.Code));
        Assert.Contains("cannot be named in a path", entered.Detail, StringComparison.Ordinal);
        string order = await api.Order("IBM");
        Reply replaced = await api.Patch("/api/v1/orders/" + order, $$"""{"qty":"7","cl_ord_id":"{{id}}"}""");
        Assert.Equal((400, "invalid_field"), (replaced.Status, replaced.Code));
        Assert.DoesNotContain(
            (await api.Get("/api/v1/orders?status=all&limit=1000")).Items,
            row => row.GetProperty("cl_ord_id").GetString() == id);
    }

    [Fact]
    public async Task An_id_of_two_accounts_needs_the_account()
    {
        string id = await api.Order("IBM", "ACC1");
        await api.Order("IBM", "ACC2", id);
        Reply reply = await api.Get("/api/v1/orders/" + id);
        Assert.Equal(409, reply.Status);
        Assert.Equal("ambiguous", reply.Code);
        Assert.Equal("ACC2", (await api.Get($"/api/v1/orders/{id}?account=ACC2")).Field("account"));
        Assert.Equal(409, (await api.Delete("/api/v1/orders/" + id)).Status);
        Assert.Equal(200, (await api.Delete($"/api/v1/orders/{id}?account=ACC1")).Status);
        Assert.Equal("pending_new", (await api.Get($"/api/v1/orders/{id}?account=ACC2")).Field("ord_status"));
    }

    [Fact]
    public async Task An_unknown_order_is_not_found_by_any_route()
    {
        Assert.Equal("unknown_order", (await api.Get("/api/v1/orders/nobody")).Code);
        Assert.Equal(404, (await api.Get("/api/v1/orders/nobody/events")).Status);
        Assert.Equal(404, (await api.Delete("/api/v1/orders/nobody")).Status);
        Assert.Equal(404, (await api.Patch("/api/v1/orders/nobody", """{"qty":"1"}""")).Status);
        Assert.Equal(404, (await api.Post("/api/v1/orders/nobody/resolve", """{"as":"canceled","reason":"x","by":"ann"}""")).Status);
    }

    [Fact]
    public async Task Resolving_needs_a_name_a_reason_and_something_unknown()
    {
        string id = await api.Order("IBM");
        Assert.Equal("by_required", (await api.Post($"/api/v1/orders/{id}/resolve", """{"as":"canceled","reason":"x"}""")).Code);
        Assert.Equal("missing_field", (await api.Post($"/api/v1/orders/{id}/resolve", """{"as":"canceled","by":"ann"}""")).Code);
        Assert.Equal("invalid_field", (await api.Post($"/api/v1/orders/{id}/resolve", """{"as":"gone","by":"ann","reason":"x"}""")).Code);
        Reply reply = await api.Post($"/api/v1/orders/{id}/resolve", """{"as":"canceled","reason":"phone","by":"ann"}""");
        Assert.Equal(422, reply.Status);
        Assert.Equal("not_unknown", reply.Code);
    }

    [Fact]
    public async Task The_events_of_an_order_are_its_facts_in_order()
    {
        string id = await api.Order("IBM");
        await api.Delete("/api/v1/orders/" + id);
        Reply reply = await api.Get($"/api/v1/orders/{id}/events");
        Assert.Equal(["order_held", "submit_aborted"], reply.Items.Select(row => row.GetProperty("type").GetString()));
        Assert.Equal("10.5", reply.Items[0].GetProperty("price").GetString());
        ulong first = reply.Items[0].GetProperty("seq").GetUInt64();
        Assert.Single((await api.Get($"/api/v1/orders/{id}/events?after_seq={first}")).Items);
    }

    [Fact]
    public async Task Cancel_all_takes_what_fits_the_filters_and_nothing_else()
    {
        string one = await api.Order("SWEEP");
        string two = await api.Order("SWEEP", "ACC2");
        string other = await api.Order("STAY");
        Reply reply = await api.Post("/api/v1/orders/cancel-all", """{"symbol":"SWEEP"}""");
        Assert.Equal(200, reply.Status);
        Assert.Equal([one, two], reply.Json.GetProperty("requested").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("pending_new", (await api.Get("/api/v1/orders/" + other)).Field("ord_status"));
        Assert.Equal(0, (await api.Post("/api/v1/orders/cancel-all", """{"symbol":"NEVER"}""")).Json.GetProperty("requested").GetArrayLength());
    }

    [Fact]
    public async Task Filters_and_statuses_select_orders()
    {
        string id = await api.Order("FILTER");
        await api.Order("FILTER", "ACC2");
        Assert.Equal(2, (await api.Get("/api/v1/orders?symbol=FILTER")).Items.Count);
        Assert.Single((await api.Get("/api/v1/orders?symbol=FILTER&account=ACC1")).Items);
        await api.Delete("/api/v1/orders/" + id);
        Assert.Single((await api.Get("/api/v1/orders?symbol=FILTER&status=open")).Items);
        Assert.Single((await api.Get("/api/v1/orders?symbol=FILTER&status=canceled")).Items);
        Assert.Empty((await api.Get("/api/v1/orders?symbol=FILTER&since=2200-01-01T00:00:00Z")).Items);
        Assert.Empty((await api.Get("/api/v1/orders?account=NOBODY")).Items);
        Assert.Equal("invalid_parameter", (await api.Get("/api/v1/orders?status=maybe")).Code);
        Assert.Equal("unknown_parameter", (await api.Get("/api/v1/orders?acount=ACC1")).Code);
    }
}
