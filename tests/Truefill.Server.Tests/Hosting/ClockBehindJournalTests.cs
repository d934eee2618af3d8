using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Health;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Service;
using Truefill.Server.Tests.Hooks;
using Truefill.Server.Venues;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A start with the wall clock behind the journal's last input.</summary>
public sealed class ClockBehindJournalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("clock-behind-").FullName;
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> told = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_lost_answer_becomes_unknown_in_time_though_the_journal_ends_an_hour_ahead_of_the_clock()
    {
        StateDirectory.Init(folder, "clock-test", Guid.NewGuid());
        using (LiveLoop before = await Start())
        {
            before.Host.Clock.Advance(TimeSpan.FromHours(1));
            await Submit(before, "C1");
        }

        UtcNanos wall = new EngineClock().Now;
        using LiveLoop service = await Start();
        await Submit(service, "C2");
        await Eventually.Holds(
            () => service.Host.Read(r => r.Books.Orders.Open.Any(o => o.ClOrdId == Id("C2") && o.IsUnknown)),
            "the request becomes unknown");

        Assert.True(service.Host.Clock.Now > wall.AddNanos(59 * 60 * UtcNanos.PerSecond));
        Assert.InRange(service.Host.Clock.StartedAhead, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        ComponentHealth clock = Assert.Single(
            service.HealthSources.Select(source => source.Read()), health => health.Name == "dependency:clock");
        Assert.Equal(HealthStatus.Degraded, clock.Status);
        Assert.Contains(told, line => line.Contains("behind the journal's last input", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_holds_until_the_time_of_day_that_it_states_though_engine_time_is_past_it()
    {
        StateDirectory.Init(folder, "clock-test", Guid.NewGuid());
        using (LiveLoop before = await Start())
        {
            before.Host.Clock.Advance(TimeSpan.FromHours(2));
            await Submit(before, "C1");
        }

        UtcNanos wall = new EngineClock().Now;
        byte[] hash = SHA256.HashData("secret"u8);
        ApiToken token = new("ann", Role.Viewer, hash) { Expires = wall.AddNanos(60 * 60 * UtcNanos.PerSecond) };
        using LiveLoop service = await Start(new ApiPlan { Tokens = [token] });
        Assert.True(service.Host.Clock.Now > token.Expires);
        await using WebHost web = await WebHost.StartAsync(service);
        using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", "secret");
        Assert.Equal(200, (int)(await client.GetAsync("/api/v1/status")).StatusCode);
        using HttpResponseMessage stream = await client.GetAsync(
            "/api/v1/stream", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)stream.StatusCode);
    }

    [Fact]
    public async Task A_clock_that_is_right_is_not_spoken_of()
    {
        StateDirectory.Init(folder, "clock-test", Guid.NewGuid());
        using (LiveLoop before = await Start()) await Submit(before, "C1");
        using LiveLoop service = await Start();
        Assert.Equal(TimeSpan.Zero, service.Host.Clock.StartedAhead);
        Assert.Equal(HealthStatus.Operational, service.Clock.Read().Status);
        Assert.DoesNotContain(told, line => line.Contains("wall clock", StringComparison.Ordinal));
    }

    private async Task<LiveLoop> Start(ApiPlan? api = null)
    {
        WaveringVenue venue = new();
        DefineVenue definition = new("V", ReadOnly: false, venue.Capabilities, RequestTimeout: UtcNanos.PerSecond);
        LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                FollowEvents = false,
                Venues = _ => [new VenueSetup(definition, venue)],
                Report = told.Enqueue,
                Urls = ["http://127.0.0.1:0"],
                Api = api ?? new ApiPlan(),
            },
            CancellationToken.None);
        await Eventually.Holds(
            () => service.Host.Read(r => r.Books.Sessions.All.Any(session => session.IsOpen)), "a session opens");
        return service;
    }

    private static Task Submit(LiveLoop service, string id) => service.Host.AskAsync(new Input
    {
        Kind = InputKind.NewOrderSingle,
        Source = "test",
        Body = new NewOrderSingle
        {
            ClOrdId = Id(id),
            Symbol = "IBM",
            Account = "ACC1",
            Venue = "V",
            Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(10), Px.FromTrusted(10)),
        },
    });

    private static ClOrdId Id(string id) => ClOrdId.FromTrusted(id);
}
