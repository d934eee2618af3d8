using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Following;
using Truefill.Server.Health;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Health;

/// <summary>What /health says, and with which status.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private readonly Adapted api = new();

    /// <summary>Small bounds, so that they are reached.</summary>
    private sealed class Adapted : ApiHost
    {
        public ComponentHealth Follower { get; set; } = new("dependency:redis", HealthStatus.Operational);

        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with
            {
                Cache = new CacheOptions(2, TimeSpan.FromMinutes(5)),
                RateLimits = new RateLimitsOptions(
                    RateLimitsOptions.Default.Client, new RateLimitOptions(1, TimeSpan.FromSeconds(60), 2)),
            },
            HealthSources = [new Source(this)],
            Followers = [Events],
        };

        public Reader Events { get; } = new();

        /// <summary>Somebody who follows the journal.</summary>
        public sealed class Reader : IJournalFollower
        {
            public string Name => "order_events";

            public string? Failure { get; set; }

            public TimeSpan Lag { get; set; }

            public long Waiting => 7;
        }

        private sealed class Source(Adapted owner) : IHealthSource
        {
            public ComponentHealth Read() => owner.Follower;
        }
    }

    [Fact]
    public async Task All_well_is_200_and_ready_with_every_component()
    {
        Reply reply = await api.Get("/health");

        Assert.Equal((200, "ready"), (reply.Status, reply.Field("status")));
        Assert.True(DateTimeOffset.TryParse(reply.Field("timestamp"), out _));
        JsonElement components = reply.Json.GetProperty("components");
        Assert.Equal(
            [
                "risk_manager", "inference_cache", "client_rate_limiter", "admin_rate_limiter", "dependency:journal",
                "dependency:order_events", "dependency:redis",
            ],
            components.EnumerateObject().Select(component => component.Name));
        foreach (JsonProperty component in components.EnumerateObject())
        {
            Assert.True(component.Value.GetProperty("healthy").GetBoolean());
            Assert.Equal("operational", component.Value.GetProperty("status").GetString());
            Assert.Equal(JsonValueKind.Null, component.Value.GetProperty("detail").ValueKind);
            Assert.Equal(JsonValueKind.Object, component.Value.GetProperty("metrics").ValueKind);
        }
    }

    [Fact]
    public async Task A_venue_that_is_down_is_a_failed_dependency()
    {
        await Ask(InputKind.DefineVenue, new DefineVenue("FIX1", ReadOnly: false));
        Assert.Equal((503, "failed", "failed"), await State("dependency:FIX1"));

        await Ask(InputKind.SessionOpened, new SessionChange("FIX1", ""));
        Assert.Equal((200, "ready", "operational"), await State("dependency:FIX1"));
    }

    [Fact]
    public async Task A_full_cache_is_degraded_and_503_until_it_is_purged()
    {
        for (int i = 1; i <= 3; i++)
            Assert.Equal(200, (await api.Post("/api/v1/orders/preview", Order(i))).Status);
        Assert.Equal((503, "degraded", "degraded"), await State("inference_cache"));
        JsonElement metrics = (await Component("inference_cache")).GetProperty("metrics");
        Assert.Equal((2, 1.0), (metrics.GetProperty("entries").GetInt32(), metrics.GetProperty("occupancy").GetDouble()));

        Reply purged = await api.Post("/admin/cache/purge", "{}");
        Assert.Equal((200, 2), (purged.Status, purged.Json.GetProperty("purged").GetInt32()));
        Assert.Equal((200, "ready", "operational"), await State("inference_cache"));
    }

    [Fact]
    public async Task A_saturated_limiter_is_degraded_and_names_the_key()
    {
        for (int i = 0; i < 4; i++) await api.Get("/admin/cache");
        Assert.Equal((503, "degraded", "degraded"), await State("admin_rate_limiter"));

        JsonElement metrics = (await Component("admin_rate_limiter")).GetProperty("metrics");
        Assert.Equal("local", metrics.GetProperty("saturated_keys")[0].GetString());
        Assert.Equal(1.0, metrics.GetProperty("utilisation").GetDouble(), 0.1);
    }

    [Theory]
    [InlineData(HealthStatus.Degraded, "degraded")]
    [InlineData(HealthStatus.Failed, "failed")]
    public async Task What_else_the_service_depends_on_counts_too(HealthStatus status, string word)
    {
        api.Follower = new ComponentHealth("dependency:redis", status, "it does not answer");
        Assert.Equal((503, word, word), await State("dependency:redis"));
        Assert.Equal("it does not answer", (await Component("dependency:redis")).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_follower_that_has_stopped_or_is_far_behind_is_degraded_and_says_so()
    {
        api.Events.Lag = TimeSpan.FromSeconds(60);
        Assert.Equal((200, "ready", "operational"), await State("dependency:order_events"));
        api.Events.Lag = TimeSpan.FromSeconds(61);
        Assert.Equal((503, "degraded", "degraded"), await State("dependency:order_events"));
        JsonElement behind = await Component("dependency:order_events");
        Assert.Equal("It is 61 s behind.", behind.GetProperty("detail").GetString());
        JsonElement metrics = behind.GetProperty("metrics");
        Assert.Equal(61_000, metrics.GetProperty("lag_ms").GetInt64());
        Assert.Equal(7, metrics.GetProperty("waiting").GetInt64());

        api.Events.Lag = TimeSpan.Zero;
        api.Events.Failure = "No space left on device";
        Assert.Equal((503, "degraded", "degraded"), await State("dependency:order_events"));
        Assert.Equal(
            "It has stopped until the next start: No space left on device",
            (await Component("dependency:order_events")).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task It_is_alive_and_ready_for_traffic_whatever_its_dependencies_do()
    {
        api.Follower = new ComponentHealth("dependency:redis", HealthStatus.Failed);
        Assert.Equal(200, (await api.Get("/livez")).Status);
        Assert.Equal(200, (await api.Get("/readyz")).Status);
    }

    public Task InitializeAsync() => api.InitializeAsync();

    public Task DisposeAsync() => api.DisposeAsync();

    private static string Order(int qty) =>
        $$"""{"account":"ACC1","symbol":"IBM","side":"buy","qty":"{{qty}}","price":"10"}""";

    private Task Ask(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });

    private async Task<(int Status, string Whole, string Part)> State(string component)
    {
        Reply reply = await api.Get("/health");
        return (reply.Status, reply.Field("status"),
            reply.Json.GetProperty("components").GetProperty(component).GetProperty("status").GetString()!);
    }

    private async Task<JsonElement> Component(string name) =>
        (await api.Get("/health")).Json.GetProperty("components").GetProperty(name);
}
