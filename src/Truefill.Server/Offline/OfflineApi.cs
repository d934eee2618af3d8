using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Truefill.Server.Http;

namespace Truefill.Server.Offline;

/// <summary>Answers the API's reading routes out of a state directory: the same code, so the same bytes.</summary>
public sealed class OfflineApi(OfflineSource source) : IDisposable
{
    private readonly ApiServices services = new(source, new Reader());

    /// <param name="target">Path and query as on a request line.</param>
    /// <returns>Status, headers and body.</returns>
    public async Task<OfflineAnswer> GetAsync(string target)
    {
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? target : target[..query];
        DefaultHttpContext context = new();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.Method = "GET";
        context.Request.Path = new PathString(Uri.UnescapeDataString(path));
        context.Request.QueryString = query < 0 ? QueryString.Empty : new QueryString(target[query..]);
        using MemoryStream body = new();
        context.Response.Body = body;
        if (HttpApi.Find("GET", path) is { } route) await HttpApi.Answer(context, route, services);
        else context.Response.StatusCode = 404;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in context.Response.Headers)
            headers[name] = value.ToString();
        return new OfflineAnswer(context.Response.StatusCode, headers, body.ToArray());
    }

    public void Dispose() => services.Dispose();

    // Whoever may read the directory may read what is in it, and nothing can be changed.
    private sealed class Reader : IAccess
    {
        public Caller? Identify(HttpContext context) => new Caller(null, Role.Viewer);

        public Caller? Identify(HttpContext context, Alpaca.AlpacaKey key) => Identify(context);
    }
}

/// <summary>An answer as it would have come over the wire.</summary>
public sealed record OfflineAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);
