using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Tests.Http;

/// <summary>Advisories over HTTP: an engine with an open venue whose answers the tests give.</summary>
public class AdvisoryRouteTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Venue = "BROKER";

    [Fact]
    public async Task From_proposal_to_result_over_http()
    {
        await Open();
        string id = api.NewId("ADV");
        Reply proposed = await Propose(id, "AAPL");
        Assert.Equal(201, proposed.Status);
        Assert.Equal("/api/v1/advisories/" + id, proposed.Headers["Location"]);
        Assert.Equal("proposed", proposed.Field("status"));
        Assert.Equal(64, proposed.Field("snapshot_hash").Length);
        Assert.Equal(Venue, proposed.Field("venue"));

        Reply approved = await api.Post(Path(id, "approve"), $$"""{"by":"ann","snapshot_hash":"{{proposed.Field("snapshot_hash")}}"}""");
        Assert.Equal("approved", approved.Field("status"));
        Assert.Equal("ann", approved.Field("decided_by"));
        Reply executed = await api.Post(Path(id, "execute"), "{}");
        Assert.Equal(200, executed.Status);
        Assert.Equal("submitted", executed.Field("status"));

        await Fill(executed.Field("cl_ord_id"), "151", "100");
        Reply result = await api.Get("/api/v1/advisories/" + id);
        Assert.Equal("filled", result.Field("status"));
        Assert.Equal("151", result.Field("final_fill_price"));
        Assert.Equal("147.98", result.Field("final_sl"));
        Assert.Equal("155.53", result.Field("final_tp"));
        Assert.Equal("0.67", result.Field("slippage_pct"));
        Assert.Equal("100", result.Field("filled_size"));

        Reply log = await api.Get(Path(id, "log"));
        Assert.Equal(
            ["execution_start", "order_submitted", "order_filled", "execution_result"],
            log.Items.Select(row => row.GetProperty("event").GetString()));
        Assert.Equal("147.98", log.Items[2].GetProperty("sl").GetString());
        Assert.Contains(
            id, (await api.Get("/api/v1/advisories?status=filled")).Items.Select(a => a.GetProperty("advisory_id").GetString()));
    }

    [Fact]
    public async Task Nobody_without_a_name_approves_or_declines()
    {
        string id = api.NewId("ADV");
        await Propose(id, "NAMELESS");
        Reply reply = await api.Post(Path(id, "approve"), "{}");
        Assert.Equal((400, "by_required"), (reply.Status, reply.Code));
        Assert.Equal(400, (await api.Post(Path(id, "decline"), "{}")).Status);
        Assert.Equal("proposed", (await api.Get("/api/v1/advisories/" + id)).Field("status"));
    }

    [Fact]
    public async Task A_kill_switch_rejects_the_execution_and_the_log_says_so()
    {
        await Open();
        string id = api.NewId("ADV");
        await Propose(id, "KILLED");
        await api.Post(Path(id, "approve"), """{"by":"ann"}""");
        await api.Engine.AskAsync(Of(InputKind.SetKillSwitch, new SetKillSwitch(
            KillScope.Symbol, "KILLED", null, KillSwitchState.Active, "drill", "ann")));
        Reply executed = await api.Post(Path(id, "execute"), "{}");
        Assert.Equal(200, executed.Status);
        Assert.Equal("rejected", executed.Field("status"));
        Assert.Contains("Kill switch", executed.Field("error_message"), StringComparison.Ordinal);
        Assert.Equal(
            ["execution_start", "kill_switch_abort", "execution_result"],
            (await api.Get(Path(id, "log"))).Items.Select(row => row.GetProperty("event").GetString()));
    }

    [Theory]
    [InlineData("\"expiration_timestamp\":\"2099-01-01T00:00:00Z\"", "\"expiration_timestamp\":\"2020-01-01T00:00:00Z\"", "expired")]
    [InlineData("\"position_size\":100", "\"position_size\":0", "position_size")]
    [InlineData("\"position_size\":100", "\"position_size\":-1", "position_size")]
    [InlineData("\"sl_offset_pct\":-0.02", "\"sl_offset_pct\":0", "sl_offset_pct")]
    [InlineData("\"sl_offset_pct\":-0.02", "\"sl_offset_pct\":0.02", "sl_offset_pct")]
    [InlineData("\"tp_offset_pct\":\"0.03\"", "\"tp_offset_pct\":\"0\"", "tp_offset_pct")]
    [InlineData("\"tp_offset_pct\":\"0.03\"", "\"tp_offset_pct\":\"-0.03\"", "tp_offset_pct")]
    public async Task Each_check_before_the_submission_rejects_over_http_and_sends_nothing(
        string good, string bad, string error)
    {
        await Open();
        string id = api.NewId("ADV");
        string body = Body(id, id);
        Assert.Contains(good, body, StringComparison.Ordinal);
        Assert.Equal(
            201, (await api.Post("/api/v1/advisories", body.Replace(good, bad, StringComparison.Ordinal))).Status);
        await api.Post(Path(id, "approve"), """{"by":"ann"}""");
        Reply executed = await api.Post(Path(id, "execute"), "{}");
        Assert.Equal("rejected", executed.Field("status"));
        Assert.Contains(error, executed.Field("error_message"), StringComparison.Ordinal);
        Assert.Empty((await api.Get("/api/v1/orders?symbol=" + id)).Items);
    }

    [Fact]
    public async Task What_is_not_there_or_not_ready_is_said_so()
    {
        Assert.Equal("unknown_advisory", (await api.Get("/api/v1/advisories/NONE")).Code);
        Assert.Equal(404, (await api.Post(Path("NONE", "execute"), "{}")).Status);
        string id = api.NewId("ADV");
        await Propose(id, "EARLY");
        Reply early = await api.Post(Path(id, "execute"), "{}");
        Assert.Equal((409, "advisory_not_pending"), (early.Status, early.Code));
        Assert.Equal(200, (await Propose(id, "EARLY")).Status);
        Reply other = await Propose(id, "OTHER");
        Assert.Equal((409, "duplicate_advisory"), (other.Status, other.Code));
        Reply hash = await api.Post(Path(id, "approve"), """{"by":"ann","snapshot_hash":"00"}""");
        Assert.Equal((409, "snapshot_hash_mismatch"), (hash.Status, hash.Code));
        Assert.Equal("missing_field", (await api.Post("/api/v1/advisories", """{"advisory_id":"X"}""")).Code);
    }

    [Fact]
    public async Task Every_change_of_an_advisory_is_an_event()
    {
        using SseClient stream = await SseClient.Open(api, "?events=advisory");
        string id = api.NewId("ADV");
        await Propose(id, "STREAMED");
        await api.Post(Path(id, "decline"), """{"by":"ann","reason":"no"}""");
        List<string?> statuses = [];
        while (statuses.Count < 2)
        {
            SseEvent next = (await stream.Take(1, "advisory"))[0];
            if (next.Data.GetProperty("advisory").GetProperty("advisory_id").GetString() != id) continue;
            statuses.Add(next.Data.GetProperty("advisory").GetProperty("status").GetString());
        }

        Assert.Equal(["proposed", "declined"], statuses);
    }

    [Fact]
    public async Task An_ordinary_order_takes_a_bracket_and_its_legs_follow_the_fill()
    {
        await Open();
        string id = api.NewId("BRK");
        Reply entered = await api.Post(
            "/api/v1/orders",
            $$"""{"symbol":"BRACKET","side":"buy","qty":"10","account":"ACC1","cl_ord_id":"{{id}}","take_profit":"160","stop_loss":"140"}""");
        Assert.Equal(201, entered.Status);
        Assert.Equal("140", entered.Field("stop_loss"));
        await Fill(id, "150", "4");
        List<string> legs = [.. (await api.Get("/api/v1/orders?symbol=BRACKET")).Items
            .Where(o => o.TryGetProperty("leg", out _))
            .Select(o => $"{o.GetProperty("leg").GetString()} {o.GetProperty("order_qty").GetString()} of {o.GetProperty("parent").GetString()}")];
        Assert.Equal([$"stop_loss 4 of {id}", $"take_profit 4 of {id}"], legs);

        // Nobody has confirmed them: it is measured for how long the position has been without.
        decimal gap = await Gap();
        await Eventually.Holds(
            async () =>
            {
                await api.Post("/api/v1/marks", """{"symbol":"BRACKET","price":"150"}""");
                return await Gap() > gap;
            },
            "the gap grows");
    }

    private async Task<decimal> Gap()
    {
        const string Name = "\ntruefill_protection_gap_seconds ";
        string text = (await api.Get("/metrics")).Text;
        int at = text.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return decimal.Parse(
            text[at..text.IndexOf('\n', at)], System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task<Reply> Propose(string id, string symbol) => api.Post("/api/v1/advisories", Body(id, symbol));

    private static string Body(string id, string symbol) =>
        $$"""
        {"advisory_id":"{{id}}","symbol":"{{symbol}}","reference_price":150,"sl_offset_pct":-0.02,"tp_offset_pct":"0.03",
        "position_size":100,"expiration_timestamp":"2099-01-01T00:00:00Z","account":"ACC1","strategy":"swing"}
        """;

    private async Task Open()
    {
        const VenueCapabilities All = VenueCapabilities.OrderEntry | VenueCapabilities.OneCancelsOther;
        await api.Engine.AskAsync(Of(InputKind.DefineVenue, new DefineVenue(Venue, false, All)));
        await api.Engine.AskAsync(Of(InputKind.SessionOpened, new SessionChange(Venue, "")));
    }

    private async Task Fill(string clOrdId, string price, string quantity)
    {
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:" + Venue };
        (ClOrdId wireId, VenueId venue) = api.Engine.Read(replica =>
        {
            Order order = replica.Books.Orders[replica.Books.Orders.Find(ClOrdId.FromTrusted(clOrdId)).Order];
            return (order.WireId, order.Venue);
        });
        input.Report = new ExecutionReport
        {
            Venue = venue,
            ExecType = ExecType.Trade,
            ClOrdId = wireId,
            ExecId = ExecId.FromTrusted(api.NewId("E")),
            LastQty = Qty.FromTrusted(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture)),
            LastPx = Px.FromTrusted(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)),
        };
        await api.Engine.AskAsync(input);
    }

    private static string Path(string id, string verb) => $"/api/v1/advisories/{id}/{verb}";

    private static Input Of(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "test" };
}
