using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Reconciliation;

/// <summary>A venue lists an order that nobody here entered: what the API shows of the break.</summary>
public class OrderBreakTests(GuardTests.TokenHost api) : IClassFixture<GuardTests.TokenHost>
{
    private const string Venue = "OB";

    [Fact]
    public async Task Break_of_an_order_shows_its_order_severity_and_policy_explains_itself_and_is_not_corrected()
    {
        await Put(InputKind.DefineVenue, new DefineVenue(
            Venue, false, VenueCapabilities.QueryOpenOrders, Orphans: OrphanPolicy.Report));
        await Put(InputKind.SessionOpened, new SessionChange(Venue, ""));
        await List();
        Assert.Empty(await Breaks());
        await List();
        JsonElement found = Assert.Single(await Breaks());
        Assert.Equal(
            ("orphan_order", "warning", "report", "0", "30", "V99", "BOT-7"),
            (Text(found, "class"), Text(found, "severity"), Text(found, "policy"), Text(found, "expected"),
                Text(found, "broker"), Text(found, "order_id"), Text(found, "cl_ord_id")));

        int id = found.GetProperty("id").GetInt32();
        JsonElement alert = await Alert(id.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("warning", Text(alert, "severity"));
        Assert.Equal("ACC1 ORPHANED: OB has order V99 open, 30 left, which nobody here entered.", Text(alert, "text"));
        Assert.Contains(
            "truefill_reconciliation_mismatches{venue=\"OB\",kind=\"orphan_order\"} 1",
            (await Ask(HttpMethod.Get, "/metrics")).Text, StringComparison.Ordinal);
        Reply why = await Ask(HttpMethod.Get, $"/api/v1/why/break/{id}");
        Assert.Equal(200, why.Status);
        Assert.Contains("break_opened", why.Text, StringComparison.Ordinal);
        string resolve = $"/api/v1/breaks/{id}/resolve";
        Reply refused = await Ask(HttpMethod.Post, resolve, """{"reason":"r","by":"ann","provisional":true,"price":"5"}""");
        Assert.Equal(400, refused.Status);
        Assert.Contains("about an order", refused.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await Ask(HttpMethod.Post, resolve, """{"reason":"r","by":"ann"}""")).Status);
    }

    private async Task List()
    {
        await Put(InputKind.Reconcile, new Reconcile(Venue, "ann"));
        VenueAsked asked = api.Engine.Read(replica => replica.Books.Queries.Pending.Single());
        await Put(InputKind.VenueAnswer, new VenueAnswer
        {
            QueryId = asked.QueryId,
            Venue = Venue,
            Kind = asked.Kind,
            Status = AnswerStatus.Complete,
            AsOf = UtcNanos.Max(api.Engine.Clock.Now, asked.At),
            Orders =
            [
                new ExecutionReport
                {
                    Venue = default,
                    ExecType = ExecType.OrderStatus,
                    OrdStatus = OrdStatus.New,
                    ClOrdId = ClOrdId.FromTrusted("BOT-7"),
                    OrderId = OrderId.FromTrusted("V99"),
                    Side = Side.Buy,
                    AccountName = "ACC1",
                    SymbolName = "ORPHANED",
                    OrderQty = Qty.FromTrusted(30),
                },
            ],
        });
    }

    private async Task<JsonElement> Alert(string subject)
    {
        IReadOnlyList<JsonElement> open = await Eventually.Found(
            async () => (await Ask(HttpMethod.Get, "/api/v1/alerts?state=open&limit=1000")).Items,
            alerts => alerts.Any(IsIt),
            "an alert of the break");
        return open.First(IsIt);

        bool IsIt(JsonElement alert) =>
            Text(alert, "kind") == "reconciliation_break" && Text(alert, "subject") == subject;
    }

    private async Task<List<JsonElement>> Breaks()
    {
        Reply reply = await Ask(HttpMethod.Get, "/api/v1/breaks?state=open&symbol=ORPHANED");
        Assert.Equal(200, reply.Status);
        return [.. JsonDocument.Parse(reply.Text).RootElement.GetProperty("items").EnumerateArray()];
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private Task Put(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private Task<Reply> Ask(HttpMethod method, string path, string? json = null) =>
        api.As("Admin", method, path, json);
}
