using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Truefill.Domain;
using Truefill.Journal;
using Truefill.Server.Alpaca;
using Truefill.Server.Grpc;
using Truefill.Server.Hosting;
using Truefill.Server.Http.Body;
using Truefill.Server.Http.Routes;
using Truefill.Server.Security;
using KestrelServerOptions = Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions;

namespace Truefill.Server.Http;

/// <summary>The HTTP API: the guard in front, then the routes of <see cref="RouteTable"/>.</summary>
public static class HttpApi
{
    private const long DrainedBodies = 16;

    // Twice as many as may listen to trade updates: the rest is for those who have not said yet who they are.
    private const long UpgradedConnectionsMax = TradeFeed.ClientsMax * 2;

    /// <summary>Bounds of the server; to be called while it is configured.</summary>
    public static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // More than is read: of a body that is too large the rest is thrown away, so that who sends it gets to read
        // the answer instead of a broken line.
        kestrel.Limits.MaxRequestBodySize = JsonBody.BytesMax * DrainedBodies;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestLineSize = 8 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxConcurrentConnections = 1024;
        kestrel.Limits.MaxConcurrentUpgradedConnections = UpgradedConnectionsMax;
    }

    /// <summary>
    /// How connections are served: a request is read, handled and handed to the engine in one go on a thread of the
    /// pool, and its answer written in another. By default each step queues anew behind all other requests.
    /// </summary>
    public static void Configure(SocketTransportOptions sockets) => sockets.UnsafePreferInlineScheduling = true;

    /// <summary>Maps everything. Disposing the result ends the event streams; the engine is the caller's.</summary>
    public static ApiServices Map(WebApplication app, ApiContext context)
    {
        ApiServices services = new(context);
        RequestGuard guard = new(context, services);
        if (context.Plan.GrpcPort is { } port)
        {
            GrpcApi grpc = new(services, guard.IsOurHost);
            app.Use(next => request => request.Connection.LocalPort == port ? grpc.Invoke(request) : next(request));
        }

        // Entering an order is what is asked most: its route is known without looking at all others.
        ApiRoute entry = OrderCommands.Entry;
        Endpoint endpoint = EndpointOf(entry, services);
        app.Use(next => request =>
        {
            if (guard.TryStop(request, out Task answer)) return answer;
            if (!IsFor(request.Request, entry)) return guard.Route(request, next);
            request.SetEndpoint(endpoint);
            return Answer(request, entry, services);
        });
        app.UseRouting();
        if (context.Plan.Alpaca) app.UseWhen(IsTradeStream, static branch => branch.UseWebSockets());
        foreach (ApiRoute route in RouteTable.All)
        {
            if (!context.Plan.Alpaca && AlpacaKey.IsFor(route.Pattern)) continue;
            app.MapMethods(
                route.Pattern, MethodsOf(route), request => Answer(request, route, services)).WithMetadata(route);
        }

        return services;
    }

    /// <summary>
    /// The route of a path as it stands on a request line; where several fit, the one with the fewest blanks.
    /// </summary>
    internal static ApiRoute? Find(string method, string path)
    {
        string[] segments = path.Split('/');
        return RouteTable.All
            .Where(route => route.Method == method && Fits(route.Pattern.Split('/'), segments))
            .MinBy(route => route.Pattern.Count(c => c == '{'));
    }

    /// <summary>Answers whatever the route throws. Offline what is unforeseen is the command's to tell.</summary>
    internal static Task Answer(HttpContext request, ApiRoute route, ApiServices services)
    {
        Task answer = Guarded(request, services, route, admitted: null);
        bool isOffline = services.StatePath is not null;
        return answer.IsCompletedSuccessfully || isOffline ? answer
            : Unforeseen.Answered(answer, request, services);
    }

    /// <summary>What the route answers, be it a problem.</summary>
    internal static Task Handle(ApiCall call, ApiRoute route) =>
        Guarded(call.Context, call.Services, route, call);

    private static Task Admit(HttpContext request, ApiServices services, ApiRoute route)
    {
        ApiCall call = new(request, route, services, Admission.Admit(request, route, services));

        // What stops orders does so each time, and never repeats an answer of before: it is the same twice by itself.
        return route.Method == "POST" && IdempotencyKey.Of(request) is { } key && !route.IsUrgent
            ? IdempotencyKey.Answer(call, route, key)
            : route.Handle(call);
    }

    // What measures requests names them by the route of their endpoint.
    private static Endpoint EndpointOf(ApiRoute route, ApiServices services)
    {
        RouteEndpointBuilder builder = new(
            request => Answer(request, route, services), RoutePatternFactory.Parse(route.Pattern), order: 0);
        builder.Metadata.Add(route);
        return builder.Build();
    }

    // Written in another way it is the same route still, and is found among all others.
    private static bool IsFor(HttpRequest request, ApiRoute route) =>
        request.Path.Value == route.Pattern && request.Method == route.Method && !request.PathBase.HasValue;

    // Only there is anything to upgrade to; each of all other requests would pay for it.
    private static bool IsTradeStream(HttpContext request) =>
        request.Request.Path.StartsWithSegments(TradeStreamRoutes.Path, StringComparison.OrdinalIgnoreCase);

    // HEAD is answered as GET is, and the server keeps the body to itself. A stream has no end to wait for.
    private static string[] MethodsOf(ApiRoute route) =>
        route is { Method: "GET", IsStream: false } ? ["GET", "HEAD"] : [route.Method];

    private static async Task Guarded(HttpContext request, ApiServices services, ApiRoute route, ApiCall? admitted)
    {
        try
        {
            await (admitted is null ? Admit(request, services, route) : route.Handle(admitted));
        }
        catch (ApiException e)
        {
            await Fail(request, services, e);
        }
        catch (EngineBusyException e)
        {
            request.Response.Headers.RetryAfter = "1";
            bool failed = services.Context.Engine.Failure is not null;
            await Fail(request, services, failed ? JournalFailed(e) : new ApiException(503, "busy", e.Message));
        }
        catch (InputSetAsideException e)
        {
            await Fail(request, services, new ApiException(500, "set_aside", e.Message));
        }
        catch (Exception e) when (e is JournalWriteException or InvariantBrokenException)
        {
            await Fail(request, services, JournalFailed(e));
        }
        catch (Exception e) when (e is JournalCorruptException or JournalFormatException or JournalIoException)
        {
            await Fail(request, services,
                new ApiException(503, "journal_unreadable", $"The journal cannot be read there: {e.Message}"));
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException e)
        {
            await Fail(request, services, new ApiException(e.StatusCode, e.StatusCode == 413 ? "body_too_large"
                : "malformed_request", e.Message));
        }
        catch (OperationCanceledException) when (request.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be answered.
        }
    }

    private static bool Fits(string[] pattern, string[] segments) =>
        pattern.Length == segments.Length
        && pattern.Zip(segments).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));

    private static ApiException JournalFailed(Exception e) => new(
        503, "journal_failed",
            $"The engine has stopped and takes nothing more: {e.Message} What was acknowledged is durable.");

    // An answer that has begun cannot turn into a problem: cutting it off is what tells.
    internal static Task Fail(HttpContext request, ApiServices services, ApiException problem)
    {
        if (request.Response.HasStarted)
        {
            request.Abort();
            return Task.CompletedTask;
        }

        services.State(request);
        return ApiProblem.Write(request, problem);
    }
}
