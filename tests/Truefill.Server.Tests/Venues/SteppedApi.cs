using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Server.Tests.Http;
using Truefill.Server.Venues;

namespace Truefill.Server.Tests.Venues;

/// <summary>A service with a simulated venue SIM whose time, and the engine's, is moved over HTTP.</summary>
internal sealed class SteppedApi : IAsyncDisposable
{
    private readonly string folder;
    private readonly LiveLoop service;
    private readonly WebHost web;
    private readonly HttpClient client;

    private SteppedApi(string folder, LiveLoop service, WebHost web)
    {
        this.folder = folder;
        this.service = service;
        this.web = web;
        client = new HttpClient
        {
            BaseAddress = new Uri(web.Urls.First(url => url.StartsWith("http://", StringComparison.Ordinal))),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public string StatePath => Path.Combine(folder, "state");

    /// <param name="yaml">With <c>FOLDER</c> for a directory of its own.</param>
    /// <param name="files">What is there.</param>
    public static Task<SteppedApi> StartAsync(string yaml, params (string Name, string Text)[] files) =>
        StartAsync(TradingMode.Simulation, yaml, files);

    /// <param name="mode">What the service says that it runs in.</param>
    public static async Task<SteppedApi> StartAsync(
        TradingMode mode, string yaml, params (string Name, string Text)[] files)
    {
        string own = Directory.CreateTempSubdirectory("truefill-clock-").FullName;
        foreach ((string name, string text) in files) await File.WriteAllTextAsync(Path.Combine(own, name), text);
        ConfigurationResult result = ConfigurationLoader.Load(
            new ConfigurationRequest { Yaml = yaml.Replace("FOLDER", own, StringComparison.Ordinal) });
        Assert.Empty(result.Errors);
        TruefillOptions options = result.Options!;
        string state = Path.Combine(own, "state");
        StateDirectory.Init(state, "clock", Guid.NewGuid());
        LiveLoop running = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = state,
                Mode = mode,
                Urls = ["http://127.0.0.1:0"],
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                Venues = path => VenueFactory.Create(options, path),
            },
            CancellationToken.None);
        return new SteppedApi(own, running, await WebHost.StartAsync(running));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await web.DisposeAsync();
        service.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public Task Open() => UntilIs(
        "/api/v1/venues", json => json.GetProperty("items")[0].GetProperty("trading").GetString() == "open");

    /// <returns>The venue's time then.</returns>
    public async Task<DateTimeOffset> Advance(string by)
    {
        Reply reply = await Post("/api/v1/venues/SIM/clock", $$"""{"advance":"{{by}}"}""");
        Assert.Equal(200, reply.Status);
        return DateTimeOffset.Parse(reply.Field("time")!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <param name="meanwhile">Done after each look that finds it not to be so.</param>
    public Task UntilIs(string path, Func<JsonElement, bool> isSo, Func<Task>? meanwhile = null)
    {
        JsonElement found = default;
        return Eventually.Holds(
            async () =>
            {
                found = (await Get(path)).Json;
                if (isSo(found)) return true;
                if (meanwhile is not null) await meanwhile();
                return false;
            },
            () => $"{path} is as it shall be; found last: {found}");
    }

    public async Task<Reply> Get(string path) =>
        await Reply.Of(await client.GetAsync(new Uri(path, UriKind.Relative)));

    public Task<Reply> Post(string path, string json) => Send(HttpMethod.Post, path, json);

    public async Task<Reply> Send(
        HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        return await Reply.Of(await client.SendAsync(request));
    }
}
