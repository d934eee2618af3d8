using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Truefill.Server.Http;

namespace Truefill.Server.Tests.Http;

/// <summary>A route that does what a test says, asked as the server would ask it, over an engine that runs.</summary>
internal sealed class RouteDouble : IDisposable
{
    private readonly Func<ApiCall, Task> handle;
    private readonly string path;
    private readonly Lazy<ApiServices> services;

    public RouteDouble(ApiHost api, Func<ApiCall, Task> handle, string path = "/api/v1/double")
    {
        this.handle = handle;
        this.path = path;
        services = new(() => new ApiServices(new ApiContext { Engine = api.Engine, Report = Told }));
    }

    /// <summary>Is given what the operator is told.</summary>
    public Action<string>? Told { get; init; }

    public int Calls { get; private set; }

    /// <summary>Status and body of the answer, as they went out; nothing goes to who has left.</summary>
    public async Task<(int Status, string Body)> Post(string? key = null)
    {
        ApiRoute route = new("POST", path, Role.None, "A test's.", call =>
        {
            Calls++;
            return handle(call);
        });
        DefaultHttpContext context = new();
        using CancellationTokenSource left = new();
        context.Features.Set<IHttpRequestLifetimeFeature>(new Line(left));
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path;
        context.Request.Method = "POST";
        context.Request.Path = path;
        if (key is not null) context.Request.Headers["Idempotency-Key"] = key;
        using MemoryStream body = new();
        context.Response.Body = body;
        await HttpApi.Answer(context, route, services.Value);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    public void Dispose() => services.Value.Dispose();

    private sealed class Line(CancellationTokenSource left) : IHttpRequestLifetimeFeature
    {
        private CancellationToken? stated;

        public CancellationToken RequestAborted
        {
            get => stated ?? left.Token;
            set => stated = value;
        }

        public void Abort() => left.Cancel();
    }
}
