using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Truefill.Domain.Time;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;
using Truefill.Server.Http;
using Truefill.Server.Http.Streaming;
using Truefill.Server.Venues;

namespace Truefill.Server.Service;

/// <summary>
/// The HTTP API of a running service: on its addresses and on the Unix socket in the state directory.
/// </summary>
public sealed class WebHost : IAsyncDisposable
{
    private static readonly TimeSpan AlertsTime = TimeSpan.FromSeconds(4);

    private readonly WebApplication app;
    private readonly ApiServices api;
    private readonly string socket;
    private bool isStopped;

    private WebHost(WebApplication app, ApiServices api, string socket, int? grpcPort)
    {
        this.app = app;
        this.api = api;
        this.socket = socket;
        Urls = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Where(address => !address.Contains("unix:", StringComparison.Ordinal))
            .Where(address => ListenAddresses.UriOf(address).Port != grpcPort)];
    }

    /// <summary>The addresses of the HTTP API as bound, with their real ports.</summary>
    public string[] Urls { get; }

    /// <exception cref="IOException">An address would let callers in that nothing protects from.</exception>
    /// <exception cref="ServiceSettingException">An address cannot be listened on; which, and why.</exception>
    public static async Task<WebHost> StartAsync(LiveLoop service)
    {
        ApiPlan plan = service.Plan.Api;
        foreach (string url in service.Plan.Urls) RequireSafe(url, plan);
        string socketPath = ServiceSettings.SocketPathIn(service.StateDirectory);
        File.Delete(socketPath);
        // Nothing but our own configuration counts: the usual builders let an appsettings.json in the working directory
        // and the environment open addresses that nothing has checked, and watch that directory with all below it.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = [] });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(HttpApi.Configure);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, service.Plan, socketPath));
        WebApplication built = builder.Build();
        ApiServices mapped = HttpApi.Map(built, new ApiContext
        {
            Engine = service.Host,
            Venues = service.Venues,
            RawReplay = new FixRawReplay(service.Host, service.Venues),
            Mode = service.Plan.Mode,
            Build = service.Plan.Build,
            Urls = service.Plan.Urls,
            Plan = plan,
            Stream = new StreamOptions { SnapshotInterval = plan.SnapshotInterval },
            RecoveryTime = service.RecoveryTime,
            Reload = service.Plan.Reload,
            Resume = (by, reason) => service.Host.AskAsync(new Input
            {
                Kind = InputKind.ResumeTrading,
                Body = new ResumeTrading("", by, reason),
                Source = InputSource.Http,
            }),
            FixSessions = service.FixSessions,
            HealthSources = [.. service.HealthSources],
            Clock = service.Clock,
            Followers = service.Followers,
            Hooks = service.Hooks,
            Log = service.Plan.Log,
            Report = service.Tell,
            Access = plan.Tokens is null ? new OpenAccess()
                : new TokenAccess(plan.Tokens, static () => UtcNanos.Of(TimeProvider.System.GetUtcNow())),
        });
        try
        {
            await built.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            mapped.Dispose();
            await built.DisposeAsync();
            throw ListenAddresses.Refusal(service.Plan, e);
        }

        File.SetUnixFileMode(socketPath, StateSession.PrivateFile);
        return new WebHost(built, mapped, socketPath, plan.GrpcPort);
    }

    /// <summary>
    /// For the end of an engine that failed: whoever is to be told of it has a moment to take it before this ends.
    /// </summary>
    public Task FinishAlerts() => isStopped ? Task.CompletedTask : api.FinishAlerts(AlertsTime);

    public async ValueTask DisposeAsync()
    {
        if (isStopped) return;
        isStopped = true;
        api.Dispose();
        await app.StopAsync(new System.Threading.CancellationTokenSource(TimeSpan.FromSeconds(3)).Token);
        await app.DisposeAsync();
        File.Delete(socket);
    }

    // The configuration's checks say the same with line numbers; a program that embeds the service has none.
    private static void RequireSafe(string url, ApiPlan plan)
    {
        if (plan is { BehindTlsProxy: true, Tokens: null })
            throw new IOException($"{url} is behind a proxy, as this machine's own, so callers need tokens");
        Uri address = ListenAddresses.UriOf(url);
        bool isSecure = address.Scheme == Uri.UriSchemeHttps;
        if (isSecure && plan.Certificate is null) throw new IOException($"{url} needs a certificate");
        if (address.IsLoopback) return;
        if (plan.Tokens is null) throw new IOException($"{url} can be reached from elsewhere, so callers need tokens");
        if (!isSecure && !plan.BehindTlsProxy) throw new IOException($"{url} can be reached from elsewhere: use https");
    }

    private static void Listen(KestrelServerOptions kestrel, LiveLoopOptions plan, string socketPath)
    {
        HttpApi.Configure(kestrel);
        foreach (string url in plan.Urls)
        {
            Uri address = ListenAddresses.UriOf(url);
            // A free port is one of a single address, and localhost has two.
            if (address is { Host: "localhost", Port: not 0 }) kestrel.ListenLocalhost(address.Port, Secure);
            else kestrel.Listen(ListenAddresses.Of(address.Host), address.Port, Secure);

            void Secure(ListenOptions listener)
            {
                if (address.Scheme == Uri.UriSchemeHttps) listener.UseHttps(plan.Api.Certificate!);
            }
        }

        if (plan.Api.GrpcPort is { } port) ListenGrpc(kestrel, plan, port);
        kestrel.ListenUnixSocket(socketPath);
    }

    // HTTP/2 without TLS, so on loopback; where a proxy ends TLS, on the addresses that it is let in by.
    private static void ListenGrpc(KestrelServerOptions kestrel, LiveLoopOptions plan, int port)
    {
        foreach (IPAddress address in ListenAddresses.OfGrpc(plan)) kestrel.Listen(address, port, Http2);

        static void Http2(ListenOptions listener) => listener.Protocols = HttpProtocols.Http2;
    }
}
