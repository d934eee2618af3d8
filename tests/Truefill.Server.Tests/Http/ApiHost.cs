using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Http;

/// <summary>The API as it is served: Kestrel on a free loopback port over an engine in a directory of its own.</summary>
public class ApiHost : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "truefill-api-" + Guid.NewGuid().ToString("N"));
    private LiveLoop? service;
    private WebApplication? app;
    private IDisposable? mapped;
    private int lastId;

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public EngineHost Engine => service!.Host;

    /// <summary>Everything that is mapped.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)app!).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>();

    /// <summary>Changed before the start by fixtures that need other bounds.</summary>
    protected virtual ApiContext Adapt(ApiContext context) => context;

    /// <summary>The same for the bounds of the server.</summary>
    protected virtual void Adapt(KestrelServerOptions kestrel)
    {
    }

    public async Task InitializeAsync()
    {
        StateDirectory.Init(folder, "api-test", Guid.NewGuid());
        service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                Definitions = Definitions(),
            },
            CancellationToken.None);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseSockets(HttpApi.Configure);
        builder.WebHost.ConfigureKestrel(HttpApi.Configure);
        builder.WebHost.ConfigureKestrel(Adapt);
        app = builder.Build();
        mapped = HttpApi.Map(app, Adapt(new ApiContext
        {
            Engine = service.Host,
            Build = "0.1.0+test",
            Urls = ["http://desk.example:8080"],

            // The tests of a class share one caller, and a fast machine runs them all in a second.
            Plan = new ApiPlan
            {
                RateLimits = RateLimitsOptions.Default with
                {
                    Admin = new RateLimitOptions(10_000, TimeSpan.FromSeconds(1), 10_000),
                },
            },
        }));
        await app.StartAsync();
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        mapped?.Dispose();
        await app!.StopAsync();
        await app.DisposeAsync();
        service!.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>An id that no other test of the fixture uses.</summary>
    public string NewId(string prefix = "T") => prefix + "-" + Interlocked.Increment(ref lastId);

    public async Task<Reply> Get(string path) => await Reply.Of(await Client.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Sends without a body.</summary>
    public async Task<Reply> Ask(HttpMethod method, string path)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        return await Reply.Of(await Client.SendAsync(request));
    }

    public Task<Reply> Post(string path, string json) => Send(HttpMethod.Post, path, json);

    public Task<Reply> Patch(string path, string json) => Send(HttpMethod.Patch, path, json);

    public async Task<Reply> Delete(string path) => await Reply.Of(await Client.DeleteAsync(new Uri(path, UriKind.Relative)));

    public async Task<Reply> Send(HttpMethod method, string path, string json, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Reply.Of(await Client.SendAsync(request));
    }

    /// <summary>Sends with the token of this name: fixtures give each the secret "secret-" and its name.</summary>
    public async Task<Reply> As(string token, HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new("Bearer", "secret-" + token);
        return await Reply.Of(await Client.SendAsync(request));
    }

    /// <summary>Puts a fill in and returns its id.</summary>
    public async Task<string> Fill(
        string symbol, string side, string qty, string px, string account = "ACC1", string? commission = null)
    {
        string id = NewId("E");
        Reply reply = await Post(
            "/api/v1/executions?reason=test",
            $$"""{"symbol":"{{symbol}}","side":"{{side}}","order_id":"","fill_qty":"{{qty}}","fill_price":"{{px}}","exec_id":"{{id}}","timestamp":1767225600000,"account":"{{account}}"{{(commission is null ? "" : $",\"commission\":\"{commission}\"")}}}""");
        Assert.Equal(201, reply.Status);
        return id;
    }

    public async Task<string> Order(string symbol, string account = "ACC1", string? id = null)
    {
        string own = id ?? NewId("O");
        string text = JsonEncodedText.Encode(own).ToString();
        Reply reply = await Post(
            "/api/v1/orders",
            $$"""{"symbol":"{{symbol}}","side":"buy","qty":"100","price":"10.5","account":"{{account}}","cl_ord_id":"{{text}}"}""");
        Assert.Equal(201, reply.Status);
        return own;
    }

    private static List<Input> Definitions() =>
    [
        Define(InputKind.DefineAccount, new DefineAccount("ACC1", Currency.Usd, LotMethod.Fifo)),
        Define(InputKind.DefineAccount, new DefineAccount("ACC2", Currency.Usd, LotMethod.Average)),
        Define(InputKind.DefineInstrument, new DefineInstrument("TICKY", Px.FromTrusted(1m), Px.FromTrusted(0.5m), Qty.FromTrusted(10m))),
    ];

    private static Input Define(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "config" };
}
