using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Risk;

public sealed class KillRouteTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/admin/kill-switch";

    [Fact]
    public async Task Engages_says_that_it_was_engaged_and_resets_in_the_words_of_the_interface()
    {
        string symbol = api.NewId("KILL");
        string body = $$"""{"scope":"symbol","target":"{{symbol}}","reason":"bad feed","by":"ann"}""";
        Reply engaged = await api.Post(Path, body);
        Assert.Equal("engaged", engaged.Field("status"));
        Assert.Equal("bad feed", engaged.Field("reason"));
        Assert.True(engaged.Json.GetProperty("kill_switch_engaged").GetBoolean());
        Assert.Equal("symbol_level", Switch(engaged, symbol).GetProperty("type").GetString());
        Assert.True(Switch(engaged, symbol).GetProperty("halted").GetBoolean());
        Assert.Equal("already-engaged", (await api.Post(Path, body)).Field("status"));
        Assert.Equal("kill_switch_active", (await Enter(symbol)).Code);
        Assert.Equal(201, (await Enter(api.NewId("FREE"))).Status);

        string reset = $"{Path}?scope=symbol&target={symbol}&reason=feed+mended&by=ann";
        Assert.Equal("reset", (await api.Delete(reset)).Field("status"));
        Assert.Equal("already-clear", (await api.Delete(reset)).Field("status"));
        Assert.Equal(201, (await Enter(symbol)).Status);
    }

    [Fact]
    public async Task An_idempotency_key_of_before_repeats_no_answer_while_nothing_is_stopped()
    {
        string symbol = api.NewId("AGAIN");
        string body = $$"""{"scope":"symbol","target":"{{symbol}}","reason":"r","by":"ann"}""";
        for (int time = 0; time < 2; time++)
        {
            Reply engaged = await api.Send(HttpMethod.Post, Path, body, ("Idempotency-Key", symbol));
            Assert.Equal("engaged", engaged.Field("status"));
            Assert.Equal("kill_switch_active", (await Enter(symbol)).Code);
            await api.Delete($"{Path}?scope=symbol&target={symbol}&reason=over&by=ann");
        }
    }

    [Fact]
    public async Task The_first_reason_person_and_time_stay_when_it_is_engaged_again()
    {
        string symbol = api.NewId("KILL");
        string body = $$"""{"scope":"symbol","target":"{{symbol}}","reason":"bad feed","by":"ann"}""";
        JsonElement first = Switch(await api.Post(Path, body), symbol);
        Reply again = await api.Post(
            Path, $$"""{"scope":"symbol","target":"{{symbol}}","type":"risk_limit","reason":"me too","by":"bob"}""");
        Assert.Equal("already-engaged", again.Field("status"));
        Assert.Equal("bad feed", again.Field("reason"));
        Assert.Equal(first.ToString(), Switch(again, symbol).ToString());
    }

    [Fact]
    public async Task An_order_that_waits_here_is_aborted_by_it()
    {
        string symbol = api.NewId("KILL");
        await Enter(symbol);
        Reply engaged = await api.Post(Path, $$"""{"scope":"symbol","target":"{{symbol}}","reason":"r","by":"ann"}""");
        Assert.True(Switch(engaged, symbol).GetProperty("halted").GetBoolean());
        JsonElement order = (await api.Get("/api/v1/orders?symbol=" + symbol)).Items.Single();
        Assert.Equal("canceled", order.GetProperty("ord_status").GetString());
    }

    [Fact]
    public async Task Halted_is_told_once_every_order_is_confirmed_canceled_or_listed_as_unknown()
    {
        string symbol = api.NewId("KILL");
        string venue = api.NewId("KV");
        await Put(InputKind.DefineVenue, new DefineVenue(venue, ReadOnly: false, VenueCapabilities.OrderEntry));
        await Put(InputKind.SessionOpened, new SessionChange(venue, ""));
        string[] ids = [api.NewId("A"), api.NewId("B")];
        foreach (string id in ids)
        {
            Assert.Equal(201, (await api.Post("/api/v1/orders", $$"""
                {"symbol":"{{symbol}}","side":"buy","qty":10,"price":100,"account":"ACC1","venue":"{{venue}}","cl_ord_id":"{{id}}"}
                """)).Status);
        }

        await api.Post(Path, $$"""{"scope":"symbol","target":"{{symbol}}","reason":"r","by":"ann"}""");
        Assert.Equal((false, 2, ""), await Proof(symbol));
        await Canceled(ids[0]);
        Assert.Equal((false, 1, ""), await Proof(symbol));
        await Put(InputKind.SessionClosed, new SessionChange(venue, "the line dropped"));
        Assert.Equal((true, 0, ids[1]), await Proof(symbol));
    }

    [Theory]
    [InlineData("symbol", "X", "manual")]
    [InlineData("symbol", "X", "global")]
    [InlineData("account", "X", "symbol_level")]
    [InlineData("account", "X", "global")]
    public async Task A_type_that_contradicts_the_scope_is_refused(string scope, string target, string type)
    {
        Reply refused = await api.Post(
            Path, $$"""{"scope":"{{scope}}","target":"{{target}}","type":"{{type}}","reason":"r","by":"ann"}""");
        Assert.Equal(422, refused.Status);
        Assert.Equal("kill_switch_type", refused.Code);
    }

    [Theory]
    [InlineData("""{"scope":"symbol","reason":"r","by":"ann"}""", 422)]
    [InlineData("""{"target":"IBM","reason":"r","by":"ann"}""", 422)]
    [InlineData("""{"scope":"symbol","target":"IBM","by":"ann"}""", 400)]
    [InlineData("""{"scope":"planet","target":"IBM","reason":"r","by":"ann"}""", 400)]
    public async Task What_is_not_clear_is_refused(string body, int status) =>
        Assert.Equal(status, (await api.Post(Path, body)).Status);

    [Fact]
    public async Task A_reset_needs_a_reason() =>
        Assert.Equal(400, (await api.Delete(Path + "?scope=symbol&target=IBM&by=ann")).Status);

    [Fact]
    public async Task Without_a_name_it_is_the_user_of_this_machine_who_engages_and_resets()
    {
        string symbol = api.NewId("KILL");
        Reply engaged = await api.Post(Path, $$"""{"scope":"symbol","target":"{{symbol}}","reason":"bad feed"}""");
        Assert.Equal("engaged", engaged.Field("status"));
        Assert.Equal(Environment.UserName, Switch(engaged, symbol).GetProperty("by").GetString());
        Reply reset = await api.Delete($"{Path}?scope=symbol&target={symbol}&reason=feed+mended");
        Assert.Equal("reset", reset.Field("status"));
        Assert.Equal("feed mended", reset.Field("reason"));
    }

    [Fact]
    public async Task A_warning_lets_orders_proceed()
    {
        string symbol = api.NewId("WARN");
        Reply warned = await api.Post(
            Path, $$"""{"scope":"symbol","target":"{{symbol}}","state":"warning","reason":"r","by":"ann"}""");
        Assert.Equal("engaged", warned.Field("status"));
        Assert.Equal(201, (await Enter(symbol)).Status);
    }

    private async Task<(bool Halted, int Working, string Unknown)> Proof(string symbol)
    {
        JsonElement proof = Switch(await api.Get(Path), symbol);
        return (
            proof.GetProperty("halted").GetBoolean(),
            proof.GetProperty("working").GetInt32(),
            string.Join(',', proof.GetProperty("unknown").EnumerateArray().Select(id => id.GetString())));
    }

    private Task Canceled(string clOrdId)
    {
        Order order = api.Engine.Read(replica =>
            replica.Books.Orders[replica.Books.Orders.Find(ClOrdId.FromTrusted(clOrdId)).Order]);
        return api.Engine.AskAsync(new Input
        {
            Kind = InputKind.ExecutionReport,
            Source = "venue",
            Report = new ExecutionReport
            {
                Venue = order.Venue,
                ExecType = ExecType.Canceled,
                OrdStatus = OrdStatus.Canceled,
                ClOrdId = order.WireId,
            },
        });
    }

    private Task Put(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private static JsonElement Switch(Reply reply, string target) => reply.Json.GetProperty("switches")
        .EnumerateArray().Single(each => each.GetProperty("target").GetString() == target);

    private Task<Reply> Enter(string symbol) => api.Post(
        "/api/v1/orders", $$"""{"symbol":"{{symbol}}","side":"buy","qty":10,"price":100,"account":"ACC1"}""");
}
