using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Service;
using Truefill.Server.Tests.Hooks;
using Truefill.Server.Tests.Http;
using Truefill.Server.Venues;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A service on a machine whose clock is set, and which is suspended, while it runs.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly string folder = Directory.CreateTempSubdirectory("clock-jump-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_clock_that_is_set_degrades_health_and_raises_one_alert_until_it_is_set_right()
    {
        MovedClocks machine = new(runs: true);
        using LiveLoop service = await Start(machine);
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        Assert.Equal("operational", await Status(client));

        machine.SetWall(Hour);
        await Eventually.Holds(async () => await Status(client) == "degraded", "health is degraded");
        JsonElement alert = await Eventually.Found(
            async () => (await Alerts(client, "open")).FirstOrDefault(),
            found => found.ValueKind == JsonValueKind.Object,
            "an alert is raised");
        Assert.Equal(("clock_jump", "wall_clock"), (Text(alert, "kind"), Text(alert, "subject")));

        machine.SetWall(-Hour);
        await Eventually.Holds(async () => await Status(client) == "operational", "health is operational again");
        await Eventually.Holds(async () => (await Alerts(client, "open")).Length == 0, "the alert ends");
        Assert.Equal(Text(alert, "id"), Text(Assert.Single(await Alerts(client, "all")), "id"));
    }

    [Fact]
    public async Task Only_a_suspend_brings_deadlines_nearer_a_clock_that_is_set_does_not()
    {
        MovedClocks machine = new();
        WaveringVenue venue = new();
        using LiveLoop service = await Start(machine, venue);
        await Eventually.Holds(
            () => service.Host.Read(r => r.Books.Sessions.All.Any(s => s.IsOpen)), "a session opens");
        await Submit(service);
        UtcNanos before = service.Host.Clock.Now;

        machine.SetWall(Hour);
        service.Clock.Check();
        Assert.Equal(before, service.Host.Clock.Now);
        Assert.False(IsUnknown(service));

        machine.Suspend(Hour);
        await Eventually.Holds(() => IsUnknown(service), "the answer that did not come is missed");
        Assert.Equal(before.AddNanos(3600 * UtcNanos.PerSecond), service.Host.Clock.Now);
        Assert.Single(venue.Commands);
    }

    private static bool IsUnknown(LiveLoop service) =>
        service.Host.Read(replica => replica.Books.Orders.Open.Single().IsUnknown);

    private Task<LiveLoop> Start(MovedClocks machine, WaveringVenue? venue = null)
    {
        StateDirectory.Init(folder, "clock-test", Guid.NewGuid());
        return LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Urls = ["http://127.0.0.1:0"],
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                FollowEvents = false,
                WarnFree = 0,
                StopOrdersFree = 0,
                Clocks = machine,
                Venues = _ => venue is null ? [] : [new VenueSetup(Definition(venue), venue)],
            },
            CancellationToken.None);
    }

    private static DefineVenue Definition(WaveringVenue venue) =>
        new("V", ReadOnly: false, venue.Capabilities, RequestTimeout: UtcNanos.PerSecond);

    private static Task Submit(LiveLoop service) => service.Host.AskAsync(new Input
    {
        Kind = InputKind.NewOrderSingle,
        Source = "test",
        Body = new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted("C1"),
            Symbol = "IBM",
            Account = "ACC1",
            Venue = "V",
            Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(10), Px.FromTrusted(10)),
        },
    });

    private static async Task<string> Status(HttpClient client)
    {
        Reply reply = await Reply.Of(await client.GetAsync(new Uri("/health", UriKind.Relative)));
        return Text(reply.Json.GetProperty("components").GetProperty("dependency:clock"), "status");
    }

    private static async Task<JsonElement[]> Alerts(HttpClient client, string state) =>
        [.. (await Reply.Of(await client.GetAsync(new Uri("/api/v1/alerts?state=" + state, UriKind.Relative)))).Items];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
