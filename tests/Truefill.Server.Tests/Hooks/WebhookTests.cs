using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Truefill.Domain.Risk;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hooks;

namespace Truefill.Server.Tests.Hooks;

/// <summary>Hooks as webhooks, against a receiver over loopback.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Body, string Signature)> posted = new();
    private readonly ConcurrentQueue<int> failures = new();
    private WebApplication? receiver;

    [Fact]
    public async Task Each_event_is_posted_signed_with_its_fields()
    {
        using HookDay day = await HookDay.Start(Plan(Hook()));
        await day.Kill(KillSwitchState.Active, reason: "fat finger");
        await day.Import("IBM", 10);
        day.Venue.Break();
        await Eventually.Holds(() => Of("on_reconnect").Count == 2 && Rows().Any(), "all are posted");

        JsonElement kill = Of("on_kill_switch").Single();
        Assert.Equal(
            """{"scope":"symbol","target":"IBM","type":"symbol_level","state":"active","reason":"fat finger","by":"ann"}""",
            kill.GetProperty("kill_switch").GetRawText());
        Assert.True(kill.GetProperty("seq").GetInt64() > 0 && kill.GetProperty("time").GetString()!.EndsWith('Z'));
        JsonElement[] reconnects = [.. Of("on_reconnect").Select(json => json.GetProperty("reconnect"))];
        Assert.Equal(["retrying", "connected"], reconnects.Select(reconnect => reconnect.GetProperty("state").GetString()));
        Assert.Equal(["venue", "state", "attempt", "delay_ms", "down_ms", "reason"], reconnects[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal("10", Rows().First().GetProperty("qty").GetString());
        foreach ((string body, string signature) in posted)
        {
            long time = long.Parse(signature.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(NotificationMessage.Sign("k3y", Encoding.UTF8.GetBytes(body), time), signature);
        }
    }

    [Fact]
    public async Task Only_the_events_that_are_wanted_are_posted_and_what_fails_is_posted_again()
    {
        failures.Enqueue(503);
        failures.Enqueue(429);
        using HookDay day = await HookDay.Start(Plan(Hook() with { Events = [HookKind.OnKillSwitch] }));
        await day.Import("IBM", 10);
        await day.Kill(KillSwitchState.Active);
        await Eventually.Holds(() => !posted.IsEmpty, "it is taken in the end");
        await Eventually.Holds(() => day.Service.Hooks!.States[0].Delivered == 1, "it counts as delivered");

        Assert.Empty(failures);
        Assert.Single(Of("on_kill_switch"));
        Assert.Single(posted);
    }

    [Fact]
    public async Task A_snapshot_that_was_not_taken_is_made_good_by_a_whole_one()
    {
        using HookDay day = await HookDay.Start(Plan(Hook() with { Events = [HookKind.OnPositionSnapshot] }));
        await day.Import("IBM", 10);
        await Eventually.Holds(() => Rows().Any(), "the first comes");
        failures.Enqueue(500);
        await day.Import("MSFT", 20);
        await Eventually.Holds(
            () => Rows().Any(row => row.GetProperty("symbol").GetString() == "MSFT"), "the second comes in the end");

        JsonElement last = Of("on_position_snapshot")[^1].GetProperty("snapshot");
        Assert.True(last.GetProperty("complete").GetBoolean());
        Assert.Equal(2, last.GetProperty("positions").GetArrayLength());
        Assert.Equal(1, day.Service.Hooks!.States[0].Failed);
    }

    [Fact]
    public void The_configuration_names_receivers_once_and_only_events_that_there_are()
    {
        ConfigurationResult good = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = "hooks: [ { id: desk, url: \"http://127.0.0.1:1/\", signing_key: k, events: [on_reconnect] } ]",
        });
        Assert.Empty(good.Errors);
        HookOptions hook = Assert.Single(good.Options!.Hooks);
        Assert.Equal(("desk", HookKind.OnReconnect, "k"), (hook.Id, hook.Events.Single(), hook.SigningKey!.Reveal()));
        ConfigurationResult bad = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = "hooks: [ { id: a, url: x, events: [on_fire] }, { id: a } ]",
        });
        Assert.Contains(bad.Errors, error => error.ToString().Contains("on_kill_switch, on_reconnect, on_position_snapshot", StringComparison.Ordinal));
        Assert.Contains(bad.Errors, error => error.ToString().Contains("'a' stands here twice", StringComparison.Ordinal));
    }

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        receiver = builder.Build();
        receiver.MapPost("/hook", async (HttpRequest request) =>
        {
            using StreamReader reader = new(request.Body);
            string body = await reader.ReadToEndAsync();
            if (failures.TryDequeue(out int status)) return Results.StatusCode(status);
            posted.Enqueue((body, request.Headers[NotificationMessage.SignatureHeader].ToString()));
            return Results.Ok();
        });
        await receiver.StartAsync();
    }

    public async Task DisposeAsync() => await receiver!.DisposeAsync();

    private static HookPlan Plan(params HookOptions[] hooks) => new()
    {
        Webhooks = hooks,
        Pace = new HookPace { Interval = TimeSpan.FromMilliseconds(20) },
    };

    private HookOptions Hook() => new()
    {
        Id = "desk",
        Url = new Secret(receiver!.Urls.First() + "/hook"),
        SigningKey = new Secret("k3y"),
        RetryPause = TimeSpan.FromMilliseconds(20),
    };

    private List<JsonElement> Of(string name) => [.. posted
        .Select(each => JsonDocument.Parse(each.Body).RootElement)
        .Where(json => json.GetProperty("event").GetString() == name)];

    private IEnumerable<JsonElement> Rows() => Of("on_position_snapshot")
        .SelectMany(json => json.GetProperty("snapshot").GetProperty("positions").EnumerateArray());
}
