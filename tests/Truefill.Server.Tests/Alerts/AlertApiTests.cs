using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Following;
using Truefill.Server.Health;
using Truefill.Server.Http;
using Truefill.Server.Service;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alerts;

/// <summary>What is the case becomes an alert, and stops being one.</summary>
public sealed class AlertApiTests : IAsyncLifetime
{
    private readonly Watched api = new();

    private sealed class Watched : ApiHost
    {
        public HealthStatus Redis { get; set; }

        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with
            {
                RateLimits = new RateLimitsOptions(
                    RateLimitsOptions.Default.Client, new RateLimitOptions(1, TimeSpan.FromMilliseconds(1200), 1)),
                Alerts = AlertOptions.Default with { ConsumerLagEscalation = TimeSpan.FromMilliseconds(600) },
            },
            HealthSources = [new Source(this)],
            Followers = [new Behind(this)],
        };

        public TimeSpan Lag { get; set; }

        public string? Failure { get; set; }

        private sealed class Behind(Watched owner) : IJournalFollower
        {
            public string Name => "quotes";

            public string? Failure => owner.Failure;

            public TimeSpan Lag => owner.Lag;

            public long Waiting => 0;
        }

        private sealed class Source(Watched owner) : IHealthSource
        {
            public ComponentHealth Read() => new("dependency:redis", owner.Redis, "it does not answer");
        }
    }

    [Fact]
    public async Task A_venue_that_is_down_is_critical_until_it_is_up()
    {
        await Ask(InputKind.DefineVenue, new DefineVenue("FIX1", ReadOnly: false));
        JsonElement alert = await Open("venue_down");
        Assert.Equal(("critical", "FIX1", "raised"), (Text(alert, "severity"), Text(alert, "subject"), Text(alert, "state")));
        Assert.Equal("docs/runbooks/venue-down.md", Text(alert, "runbook"));

        await Ask(InputKind.SessionOpened, new SessionChange("FIX1", ""));
        await Closed("venue_down");
    }

    [Fact]
    public async Task One_dead_letter_is_told_as_one()
    {
        await api.Post("/api/v1/executions?reason=t", "{}");
        Assert.Equal("1 dead letter is open.", Text(await Open("dead_letters"), "text"));
    }

    [Fact]
    public async Task An_order_that_nobody_answers_is_silence_and_then_a_stalled_submission()
    {
        await Ask(InputKind.DefineVenue, new DefineVenue("FIX1", ReadOnly: false));
        await Ask(InputKind.SessionOpened, new SessionChange("FIX1", ""));
        await api.Post("/api/v1/orders", """{"account":"ACC1","symbol":"X","side":"buy","qty":"1","venue":"FIX1"}""");

        Assert.Equal("FIX1", Text(await Open("callback_silence"), "subject"));
        Assert.Equal("critical", Text(await Open("submission_stalled"), "severity"));
    }

    [Fact]
    public async Task A_cancel_that_nobody_answers_is_silence_too()
    {
        await Ask(InputKind.DefineVenue, new DefineVenue("FIX1", ReadOnly: false));
        await Ask(InputKind.SessionOpened, new SessionChange("FIX1", ""));
        await api.Post("/api/v1/orders", """{"account":"ACC1","symbol":"X","side":"buy","qty":"1","venue":"FIX1","cl_ord_id":"C1"}""");
        Order order = api.Engine.Read(replica => replica.Books.Orders.All.Single());
        TaskCompletionSource durable = new(TaskCreationOptions.RunContinuationsAsynchronously);
        api.Engine.Post(
            new Input
            {
                Kind = InputKind.ExecutionReport,
                Source = "venue:FIX1",
                Report = new ExecutionReport
                {
                    Venue = order.Venue,
                    ExecType = ExecType.New,
                    ClOrdId = order.WireId,
                    OrderId = OrderId.FromTrusted("O1"),
                    ExecId = ExecId.FromTrusted("X1"),
                },
            },
            durable.SetResult);
        await durable.Task;
        await Closed("callback_silence");

        Assert.Equal(200, (await api.Ask(HttpMethod.Delete, "/api/v1/orders/C1")).Status);
        Assert.Contains("the cancel of C1", Text(await Open("callback_silence"), "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_come_in_pages_the_newest_change_first()
    {
        foreach (string symbol in (string[])["A", "B", "C"])
            await Ask(InputKind.SetKillSwitch, new SetKillSwitch(KillScope.Symbol, symbol, null, KillSwitchState.Active, "a test", "ann"));
        await Open("kill_switch");
        await Eventually.Holds(
            async () => (await api.Get("/api/v1/alerts?limit=1000")).Items.Count >= 3, "three alerts are raised");
        string[] all = [.. (await api.Get("/api/v1/alerts")).Items.Select(alert => Text(alert, "id"))];

        Reply first = await api.Get("/api/v1/alerts?limit=2&state=open");
        Reply second = await api.Get("/api/v1/alerts?limit=2&state=open&cursor=" + first.Field("next"));
        Assert.Equal(all, first.Items.Concat(second.Items).Select(alert => Text(alert, "id")));
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_dead_letter_asks_for_attention_until_it_is_closed()
    {
        await api.Post("/api/v1/executions?reason=t", "{}");
        await Open("dead_letters");
        await api.Post("/api/v1/deadletters/1/close", """{"reason":"a test","by":"ann"}""");
        await Closed("dead_letters");
    }

    [Fact]
    public async Task A_dependency_that_fails_is_named()
    {
        api.Redis = HealthStatus.Failed;
        Assert.Equal("dependency:redis", Text(await Open("dependency_down"), "subject"));
        api.Redis = HealthStatus.Operational;
        await Closed("dependency_down");
    }

    [Fact]
    public async Task A_follower_that_has_stopped_is_a_dependency_that_is_down()
    {
        api.Failure = "No space left on device";
        JsonElement alert = await Open("dependency_down");
        Assert.Equal(
            ("dependency:quotes", "It has stopped until the next start: No space left on device"),
            (Text(alert, "subject"), Text(alert, "text")));
        api.Failure = null;
        await Closed("dependency_down");
    }

    [Fact]
    public async Task A_stream_that_is_behind_is_a_warning_and_after_a_while_critical()
    {
        api.Lag = TimeSpan.FromSeconds(59);
        await api.Post("/api/v1/executions?reason=t", "{}");
        await Open("dead_letters");
        Assert.DoesNotContain((await api.Get("/api/v1/alerts")).Items, alert => Text(alert, "kind") == "consumer_lag");

        api.Lag = TimeSpan.FromSeconds(61);
        Assert.Equal("quotes", Text(await Open("consumer_lag"), "subject"));
        await Eventually.Found(
            () => Open("consumer_lag"), alert => Text(alert, "severity") == "critical", "the lag is critical");
        api.Lag = TimeSpan.Zero;
        await Closed("consumer_lag");
    }

    [Fact]
    public async Task Saturating_a_limit_again_and_again_is_an_alert()
    {
        // How often it is refused: each time after a pause in which it may ask again.
        int times = 0;
        await Eventually.Holds(
            async () =>
            {
                await Task.Delay(1300);
                await Eventually.Holds(
                    async () => (await api.Get("/admin/cache")).Status == 429, "more is asked than may be");
                times++;
                return (await api.Get("/api/v1/alerts")).Items.Any(alert => Text(alert, "kind") == "rate_limit_saturated");
            },
            () => $"an alert, after {times} times");

        Assert.True(times >= 3, $"after {times} times");
        Assert.Equal("admin local", Text(await Open("rate_limit_saturated"), "subject"));
    }

    [Fact]
    public async Task Who_acknowledges_is_named_and_audited()
    {
        api.Redis = HealthStatus.Degraded;
        string id = Text(await Open("dependency_down"), "id");
        Assert.Equal(400, (await api.Post($"/api/v1/alerts/{id}/ack", "{}")).Status);
        Reply reply = await api.Post($"/api/v1/alerts/{id}/ack", """{"by":"ann","reason":"calling them"}""");

        Assert.Equal(("acknowledged", "ann"), (reply.Field("state"), reply.Field("acknowledged_by")));
        Assert.Equal(404, (await api.Post("/api/v1/alerts/9-9/ack", """{"by":"ann"}""")).Status);
        JsonElement row = (await api.Get("/api/v1/journal?limit=1000")).Items.Single(each => Text(each, "type") == "action_audited");
        Assert.Equal("state=acknowledged by=ann", Text(row, "after"));
        Assert.Equal($"/api/v1/alerts/{id}/ack", Text(row, "target"));
        Assert.Empty((await api.Get("/api/v1/alerts?state=raised")).Items);
        Assert.Equal(400, (await api.Get("/api/v1/alerts?state=loud")).Status);
    }

    [Fact]
    public async Task The_stream_tells_of_changes()
    {
        using SseClient stream = await SseClient.Open(api, "?events=alert");
        api.Redis = HealthStatus.Failed;
        List<SseEvent> events = await stream.Take(1, "alert");
        Assert.Equal("dependency_down", Text(events[0].Data.GetProperty("alert"), "kind"));
    }

    [Fact]
    public async Task A_recovery_that_took_too_long_holds_trading_and_says_so()
    {
        string folder = Directory.CreateTempSubdirectory("tf-slow-").FullName;
        StateDirectory.Init(Path.Combine(folder, "s"), "slow", Guid.NewGuid());
        LiveLoopOptions plan = new()
        {
            StateDirectory = Path.Combine(folder, "s"),
            Urls = ["http://127.0.0.1:0"],
            Durability = JournalDurability.Os,
            FollowEvents = false,
            SegmentBytes = 1 << 20,
            Api = new ApiPlan { Alerts = AlertOptions.Default with { Recovery = TimeSpan.Zero } },
        };
        LiveLoop service = await LiveLoop.StartAsync(plan, CancellationToken.None);
        try
        {
            await using WebHost web = await WebHost.StartAsync(service);
            using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
            Reply status = await Reply.Of(await client.GetAsync(new Uri("/api/v1/status", UriKind.Relative)));
            Assert.StartsWith("recovery took ", status.Field("held"), StringComparison.Ordinal);
            JsonElement slow = await Open(
                async () => await Reply.Of(await client.GetAsync(new Uri("/api/v1/alerts", UriKind.Relative))),
                "recovery_slow");
            await Release(client, Text(slow, "id"));
        }
        finally
        {
            service.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_kill_switch_is_an_alert_by_its_scope_and_target()
    {
        await Ask(InputKind.SetKillSwitch, new SetKillSwitch(KillScope.Global, "", null, KillSwitchState.Active, "a test", "ann"));
        JsonElement alert = await Open("kill_switch");
        Assert.Equal(("global active", "critical", "a test (by ann)"), (Text(alert, "subject"), Text(alert, "severity"), Text(alert, "text")));
        Reply health = await api.Get("/health");
        Assert.Equal("failed", health.Json.GetProperty("components").GetProperty("risk_manager").GetProperty("status").GetString());
        Assert.Equal((503, "failed"), (health.Status, health.Field("status")));

        await Ask(InputKind.SetKillSwitch, new SetKillSwitch(KillScope.Global, "", null, KillSwitchState.Warning, "a test", "ann"));
        health = await api.Get("/health");
        Assert.Equal("degraded", health.Json.GetProperty("components").GetProperty("risk_manager").GetProperty("status").GetString());
        await Ask(InputKind.SetKillSwitch, new SetKillSwitch(KillScope.Global, "", null, KillSwitchState.Off, "over", "ann"));
        await Closed("kill_switch");
    }

    public Task InitializeAsync() => api.InitializeAsync();

    public Task DisposeAsync() => api.DisposeAsync();

    // Acknowledging is what lets trading begin.
    private static async Task Release(HttpClient client, string id)
    {
        using StringContent body = new("""{"by":"ann","reason":"compared"}""", System.Text.Encoding.UTF8, "application/json");
        Reply reply = await Reply.Of(await client.PostAsync(new Uri($"/api/v1/alerts/{id}/ack", UriKind.Relative), body));
        Assert.Equal(200, reply.Status);
        Reply status = await Reply.Of(await client.GetAsync(new Uri("/api/v1/status", UriKind.Relative)));
        Assert.Equal(JsonValueKind.Null, status.Json.GetProperty("held").ValueKind);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private Task Ask(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private Task<JsonElement> Open(string kind) => Open(() => api.Get("/api/v1/alerts?state=open"), kind);

    private static Task<JsonElement> Open(Func<Task<Reply>> alerts, string kind) => Eventually.Found(
        async () => (await alerts()).Items.FirstOrDefault(alert => Text(alert, "kind") == kind),
        found => found.ValueKind == JsonValueKind.Object,
        $"alert {kind} is raised");

    private Task Closed(string kind) => Eventually.Holds(
        async () => (await api.Get("/api/v1/alerts?state=open")).Items.All(alert => Text(alert, "kind") != kind),
        $"alert {kind} is cleared");
}
