using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>What a later configuration does not name any more is not in force, and its books stay.</summary>
public sealed class RetiredNameTests : IDisposable
{
    private const string Before = "venues: [ { id: OLD, type: simulated } ]\naccounts: [ { id: WAS, venue: OLD } ]\n";
    private const string After = "venues: [ { id: NEW, type: simulated } ]\naccounts: [ { id: NOW } ]\n";

    private readonly ConfiguredService desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task An_order_goes_to_the_only_venue_and_account_that_are_configured_now()
    {
        using (await desk.Start(Before))
        {
            // What it defines is in the books of the next run.
        }

        using LiveLoop service = await desk.Start(After);
        Answer answer = await Enter(service, "C1");
        Assert.Equal(DenyReason.None, answer.Reason);
        Assert.Equal(("NOW", "NEW"), service.Host.Read(replica =>
        {
            Order order = replica.Books.Orders[answer.Order];
            return (replica.Books.Names.Of(order.Account), replica.Books.Names.Of(order.Venue));
        }));
        Assert.Equal(DenyReason.UnknownAccount, (await Enter(service, "C2", account: "WAS")).Reason);
        Assert.Equal(DenyReason.UnknownVenue, (await Enter(service, "C3", venue: "OLD")).Reason);
        Assert.Contains(
            "not configured any more: venue OLD, account WAS; the books are kept, and no new order is taken there",
            desk.Told);
    }

    [Fact]
    public async Task A_venue_that_is_configured_no_more_does_not_make_the_service_unhealthy()
    {
        using (await desk.Start(Before))
        {
            // As above.
        }

        using LiveLoop service = await desk.Start(After);
        await using WebHost web = await WebHost.StartAsync(service);
        JsonElement components = await Health(web, status: 200);
        Assert.False(components.TryGetProperty("dependency:OLD", out _));
        Assert.True(components.TryGetProperty("dependency:NEW", out _));
    }

    [Fact]
    public async Task Orders_that_are_open_at_a_venue_that_is_configured_no_more_are_shown_as_degraded()
    {
        using (LiveLoop first = await desk.Start(Before)) await Enter(first, "C1");
        using LiveLoop service = await desk.Start(After);
        await using WebHost web = await WebHost.StartAsync(service);
        JsonElement old = (await Health(web, status: 503)).GetProperty("dependency:OLD");
        Assert.Equal("degraded", old.Text("status"));
        Assert.Contains("1 orders are open there", old.Text("detail"));
    }

    [Fact]
    public async Task What_is_configured_again_is_in_force_again_and_the_state_remembers_either()
    {
        using (await desk.Start(Before))
        {
            // As above.
        }

        using (await desk.Start(After))
        {
            // The next start reads from the checkpoint that this one leaves.
        }

        using (LiveLoop third = await desk.Start(After)) Assert.Equal("NEW NOW", Configured(third));
        using LiveLoop fourth = await desk.Start(Before);
        Assert.Equal("OLD WAS", Configured(fourth));
        Assert.Equal(DenyReason.None, (await Enter(fourth, "C1", account: "WAS", venue: "OLD")).Reason);
    }

    [Fact]
    public async Task Without_configured_accounts_any_name_is_taken_again()
    {
        using (await desk.Start(Before))
        {
            // As above.
        }

        using LiveLoop service = await desk.Start("venues: [ { id: NEW, type: simulated } ]\n");
        Assert.Equal(DenyReason.None, (await Enter(service, "C1", account: "ANY")).Reason);
        Assert.Equal(DenyReason.None, (await Enter(service, "C2", account: "WAS")).Reason);
    }

    [Fact]
    public async Task An_account_whose_calendar_is_taken_out_has_days_of_utc()
    {
        const string Calendar = "calendars: { C: { time_zone: America/New_York, day_roll: '18:00' } }\n";
        const long Midnight = 24 * 3600 * UtcNanos.PerSecond;
        using (LiveLoop first = await desk.Start(Calendar + "accounts: [ { id: A, calendar: C } ]"))
            Assert.NotEqual(0, Beginning(first) % Midnight);
        using LiveLoop second = await desk.Start(Calendar + "accounts: [ { id: A } ]");
        Assert.Equal(0, Beginning(second) % Midnight);
    }

    private static long Beginning(LiveLoop service) => service.Host.Read(replica =>
    {
        Assert.True(replica.Books.Names.Accounts.TryGet("A", out int account));
        return replica.Books.Risk.Days.BeginningOf(new AccountId(account), replica.At).Value;
    });

    private static string Configured(LiveLoop service) => service.Host.Read(replica => string.Join(
        ' ',
        replica.Books.Sessions.All.Select(session => replica.Books.Names.Of(session.Venue))
            .Concat(replica.Books.Accounts.Defined.Select(account => replica.Books.Names.Of(account.Account)))));

    // A venue is logged on and compared some time after the start.
    private static async Task<JsonElement> Health(WebHost web, int status)
    {
        using HttpClient http = new() { BaseAddress = new Uri(web.Urls[0]) };
        (int _, JsonElement components) = await Eventually.Found(
            async () =>
            {
                HttpResponseMessage answer = await http.GetAsync(new Uri("/health", UriKind.Relative));
                string text = await answer.Content.ReadAsStringAsync();
                return ((int)answer.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("components"));
            },
            found => found.Item1 == status && found.Item2.GetProperty("dependency:NEW").Text("status") == "operational",
            $"health answers {status} with the new venue up");
        return components;
    }

    private static Task<Answer> Enter(LiveLoop service, string id, string account = "", string venue = "") =>
        service.Host.AskAsync(new Input
        {
            Kind = InputKind.NewOrderSingle,
            Body = new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted(id),
                Symbol = "IBM",
                Account = account,
                Venue = venue,
                Terms = new OrderTerms(
                    Side.Buy, OrdType.Limit, TimeInForce.GoodTillCancel, Qty.FromTrusted(1), Px.FromTrusted(1)),
            },
            Source = "test",
        });
}
