using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>A configuration that changes under a service that runs.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;
    private LiveLoop? service;
    private WebHost? web;

    private string State => Path.Combine(root, "state");

    public async Task InitializeAsync()
    {
        StateDirectory.Init(State, "reload", Guid.NewGuid());
        Write("risk: { max_order_qty: 100, max_position: 500 }\nalerts: { callback_silence: 1s }\n");
        ConfigurationResult started = Load();
        service = await LiveLoop.StartAsync(
            SmallService.In(State) with
            {
                Definitions = Definitions.Of(started.Options!),
                Reload = new ConfigurationReload(started, Load),
            },
            CancellationToken.None);
        web = await WebHost.StartAsync(service);
    }

    public async Task DisposeAsync()
    {
        await web!.DisposeAsync();
        service!.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Limits_and_alerts_take_effect_and_the_rest_is_named_as_waiting_for_a_restart()
    {
        Write("risk: { max_order_qty: 50, max_open_orders: 7 }\nalerts: { callback_silence: 3s }\n"
            + "cache: { capacity: 5 }\nstorage: { warn_free: 3GiB }\n");
        JsonElement answer = await Json("config reload");
        Assert.Equal("reloaded", answer.Text("status"));
        Assert.Equal(Load().Options!.ConfigHash, answer.Text("config_hash"));
        string[] applied = Names(answer, "applied");
        Assert.Contains("risk.max_order_qty", applied);
        Assert.Contains("alerts.callback_silence", applied);
        Assert.Equal(["cache.capacity", "storage.warn_free"], Names(answer, "restart_required"));

        Dictionary<string, string?> limits = await Limits();
        Assert.Equal(("50", "off", "7"), (limits["max_order_qty"], limits["max_position"], limits["max_open_orders"]));

        // What waits goes on waiting, and what was applied is no change any more.
        answer = await Json("config reload");
        Assert.Equal("unchanged", answer.Text("status"));
        Assert.Equal(["cache.capacity", "storage.warn_free"], Names(answer, "restart_required"));
    }

    [Fact]
    public async Task The_changed_configuration_is_journaled_with_its_hash_and_who_asked()
    {
        Write("risk: { max_order_qty: 70 }\n");
        string hash = (await Json("config reload")).Text("config_hash")!;
        string journal = (await Run("journal tail -o json")).Out;
        Assert.Contains(hash, journal);
        Assert.Contains("POST /admin/config/reload", journal);
    }

    [Fact]
    public async Task A_bad_file_leaves_the_old_one_in_force_and_every_error_is_told()
    {
        Write("risk: { max_order_qty: many, max_positoin: 5 }\nmode: sideways\n");
        Run run = await Run("config reload");
        Assert.Equal(5, run.Code);
        foreach (string error in (string[])["many", "max_positoin", "sideways"]) Assert.Contains(error, run.Error);
        Dictionary<string, string?> limits = await Limits();
        Assert.Equal(("100", "500"), (limits["max_order_qty"], limits["max_position"]));
        Assert.Contains("invalid_configuration", (await Run("journal tail -o json")).Out);
    }

    [Fact]
    public async Task What_a_person_tightened_stays_tight_when_the_file_is_loosened()
    {
        Assert.Equal(0, (await Run("limits set max_order_qty 10 --reason storm")).Code);
        Write("risk: { max_order_qty: 900, max_position: 500 }\nalerts: { callback_silence: 1s }\n");
        await Json("config reload");
        Assert.Equal("10", (await Limits())["max_order_qty"]);
    }

    [Fact]
    public async Task A_cache_of_previews_is_shown_and_purged()
    {
        using System.Net.Http.HttpClient http = new() { BaseAddress = new Uri(web!.Urls[0]) };
        using System.Net.Http.StringContent order = new(
            """{"symbol":"IBM","side":"buy","qty":"1"}""", System.Text.Encoding.UTF8, "application/json");
        (await http.PostAsync(new Uri("/api/v1/orders/preview", UriKind.Relative), order)).EnsureSuccessStatusCode();
        Assert.Equal(1, (await Json("cache show")).GetProperty("entries").GetInt32());
        Assert.Equal(1, (await Json("cache purge")).GetProperty("purged").GetInt32());
        Assert.Equal(0, (await Json("cache show")).GetProperty("entries").GetInt32());
    }

    [Fact]
    public async Task Status_lists_what_is_off_and_what_is_engaged()
    {
        JsonElement status = await Json("status");
        JsonElement controls = status.GetProperty("controls");
        Assert.Equal(("100", "off"), (controls.Text("max_order_qty"), controls.Text("max_open_orders")));
        Assert.Equal(0, (await Run("status --check")).Code);
        Assert.Equal(0, (await Run("kill-switch engage --reason test")).Code);
        Assert.Equal("engaged", (await Json("status")).GetProperty("kill_switch").Text("status"));
        Assert.Equal(9, (await Run("status --check")).Code);
        Assert.Contains("max_open_orders", (await Run("status")).Out);
    }

    private static string[] Names(JsonElement answer, string list) =>
        [.. answer.GetProperty(list).EnumerateArray().Select(name => name.GetString()!)];

    private async Task<Dictionary<string, string?>> Limits() =>
        (await Json("limits show")).GetProperty("items").EnumerateArray()
            .ToDictionary(limit => limit.Text("limit")!, limit => limit.Text("value"));

    private void Write(string yaml) => File.WriteAllText(Path.Combine(root, "c.yaml"), yaml);

    private ConfigurationResult Load() => ConfigurationLoader.Load(
        new ConfigurationRequest { WorkingDirectory = root, File = "c.yaml", ForService = true });

    private Task<Run> Run(string line) =>
        Cli.In(["--state-dir", State, "--by", "ann", .. line.Split(' ')], directory: root);

    private async Task<JsonElement> Json(string line)
    {
        Run run = await Run("-o json " + line);
        Assert.True(run.Code == 0, $"{line}: exit {run.Code}: {run.Error}");
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
