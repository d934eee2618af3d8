using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;
using Truefill.Server.Tests.Venues;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>An order that was replaced, after its venue has reported trades.</summary>
public sealed class AlpacaReplaceTests : IAsyncLifetime
{
    private const string Yaml = """
        venues:
          - { id: SIM, type: simulated, clock: simulated, latency: 10ms, cash: 1000000 }
        """;

    private SteppedApi api = null!;

    public async Task InitializeAsync()
    {
        api = await SteppedApi.StartAsync(Yaml);
        await api.Open();
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task A_fill_after_the_replace_leaves_the_old_order_to_be_read()
    {
        await Script("""{"new":["accept","delay 5s","fill @ 10"]}""");
        string old = await Enter("A1");
        string now = await Replace(old, """{"qty":"12"}""");
        await api.Advance("10s");

        Assert.Equal(("filled", "12", "12"), Terms(await Show(now)));
        Assert.Equal(("replaced", "10", "0"), Terms(await Show(old)));
        Assert.Equal(("replaced", "10", "0"), Terms(await Read("/v2/orders:by_client_order_id?client_order_id=A1")));
        foreach (string status in (string[])["all", "closed"])
            Assert.Equal([now, old], Ids(await Read("/v2/orders?status=" + status)));
    }

    [Fact]
    public async Task What_was_filled_before_the_replace_stays_the_old_order_s()
    {
        await Script("""{"new":["accept","delay 2s","partial 3 @ 10","delay 5s","fill @ 11"]}""");
        string old = await Enter("B1");
        await api.Advance("3s");
        string now = await Replace(old, """{"qty":"8"}""");
        await api.Advance("10s");

        JsonElement before = await Show(old);
        Assert.Equal(("replaced", "10", "3"), Terms(before));
        Assert.Equal("10", before.GetProperty("filled_avg_price").GetString());
        Assert.Equal(("filled", "8", "8"), Terms(await Show(now)));
        Assert.Equal([now, old], Ids(await Read("/v2/orders?status=all")));
    }

    [Fact]
    public async Task A_refused_replace_beside_a_fill_is_to_be_read_too()
    {
        await Script(
            """{"new":["accept","delay 2s","partial 3 @ 10","delay 5s","fill @ 11"],"replace":["reject no"]}""");
        string order = await Enter("C1");
        await api.Advance("3s");
        string refused = await Replace(order, """{"qty":"8"}""");
        await api.Advance("10s");

        Assert.Equal(("rejected", "8", "0"), Terms(await Show(refused)));
        Assert.Equal(("filled", "10", "10"), Terms(await Show(order)));
        Assert.Equal([refused, order], Ids(await Read("/v2/orders?status=all")));
    }

    [Fact]
    public async Task A_fill_stays_as_it_was_told_when_its_order_is_replaced()
    {
        await Script("""{"new":["accept","delay 2s","partial 3 @ 10","delay 5s","fill @ 11"]}""");
        string old = await Enter("D1");
        await api.Advance("3s");
        string told = (await api.Get("/v2/account/activities/FILL")).Text;
        string now = await Replace(old, """{"qty":"8"}""");

        Assert.Equal(told, (await api.Get("/v2/account/activities/FILL")).Text);
        await api.Advance("10s");
        JsonElement[] fills = [.. (await Read("/v2/account/activities/FILL")).EnumerateArray()];
        Assert.Equal([(now, "5", "8", "0", "fill"), (old, "3", "3", "7", "partial_fill")], fills.Select(fill => (
            Text(fill, "order_id"), Text(fill, "qty"), Text(fill, "cum_qty"), Text(fill, "leaves_qty"),
            Text(fill, "type"))));
        Assert.Equal(told, $"[{fills[1].GetRawText()}]");
    }

    [Fact]
    public async Task An_id_that_is_not_the_order_s_now_says_why_and_which_one_is()
    {
        await Script("""{"new":["accept"],"replace":["reject no"]}""");
        string order = await Enter("E1");
        string refused = await Replace(order, """{"qty":"8"}""");
        await Refuses(refused, "did not take effect", order);

        await Script("""{"new":["accept"],"replace":["accept"]}""");
        string old = await Enter("E2");
        string now = await Replace(old, """{"qty":"8"}""");
        await Refuses(old, "it is replaced already", now);

        await Script("""{"new":["accept"],"replace":["delay 60s","accept"]}""");
        string first = await Enter("E3");
        string asked = await Replace(first, """{"qty":"8"}""");
        Reply reply = await api.Send(HttpMethod.Patch, "/v2/orders/" + asked, """{"qty":"7"}""");
        Assert.Equal((422, "not_replaceable"), (reply.Status, reply.Code));
        Assert.Contains("is not answered yet", reply.Field("message"), System.StringComparison.Ordinal);
        Assert.Contains(first, reply.Field("message"), System.StringComparison.Ordinal);
    }

    private async Task Refuses(string id, string why, string current)
    {
        foreach ((HttpMethod method, string? json) in ((HttpMethod, string?)[])[
            (HttpMethod.Patch, """{"qty":"7"}"""), (HttpMethod.Delete, null)])
        {
            Reply reply = await api.Send(method, "/v2/orders/" + id, json);
            Assert.Equal(422, reply.Status);
            Assert.Contains(why, reply.Field("message"), System.StringComparison.Ordinal);
            Assert.Contains(current, reply.Field("message"), System.StringComparison.Ordinal);
        }
    }

    private async Task Script(string line) => Assert.Equal(200, (await api.Post(
        "/api/v1/venues/SIM/script", JsonSerializer.Serialize(new { script = line }))).Status);

    private async Task<string> Enter(string id)
    {
        Reply placed = await api.Post(
            "/v2/orders",
            $$"""
            {"symbol":"SPY","side":"buy","qty":"10","type":"limit","limit_price":"11","time_in_force":"day",
            "client_order_id":"{{id}}"}
            """);
        Assert.True(placed.Status == 200, placed.Text);
        await api.Advance("1s");
        return placed.Field("id");
    }

    private async Task<string> Replace(string id, string json)
    {
        Reply asked = await api.Send(HttpMethod.Patch, "/v2/orders/" + id, json);
        Assert.True(asked.Status == 200, asked.Text);
        await api.Advance("1s");
        return asked.Field("id");
    }

    private Task<JsonElement> Show(string id) => Read("/v2/orders/" + id);

    private async Task<JsonElement> Read(string path)
    {
        Reply reply = await api.Get(path);
        Assert.True(reply.Status == 200, reply.Text);
        return reply.Json;
    }

    private static (string Status, string Qty, string Filled) Terms(JsonElement order) =>
        (Text(order, "status"), Text(order, "qty"), Text(order, "filled_qty"));

    private static string[] Ids(JsonElement orders) => [.. orders.EnumerateArray().Select(order => Text(order, "id"))];

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
