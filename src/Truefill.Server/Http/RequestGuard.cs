using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Truefill.Server.Alpaca;
using Truefill.Server.Security;

namespace Truefill.Server.Http;

/// <summary>
/// What is checked before any route: that the browser of an operator was not led here by a foreign page. A name that is
/// not ours was rebound to our address; another origin has no business here; a form cannot send JSON.
/// </summary>
internal sealed class RequestGuard
{
    private const string RequestIdHeader = "X-Request-ID";
    private const int RequestIdMax = 128;

    private static readonly SearchValues<char> RequestIdChars = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    private readonly HashSet<string> hosts =
        new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    private readonly HashSet<string> foreignOrigins;
    private readonly ApiServices services;

    public RequestGuard(ApiContext context, ApiServices services)
    {
        this.services = services;
        foreignOrigins = new HashSet<string>(context.Plan.CorsOrigins, StringComparer.OrdinalIgnoreCase);
        foreach (string url in context.Urls)
            if (HostOf(url) is { } host) hosts.Add(host);
        foreach (string host in context.Plan.AllowedHosts) hosts.Add(host);
    }

    /// <summary>True for a request that may go no further, with its answer.</summary>
    public bool TryStop(HttpContext context, out Task answer)
    {
        answer = Task.CompletedTask;
        WriteSecurityHeaders(context);
        EchoRequestId(context);
        if (Problem(context) is { } problem)
        {
            answer = Refuse(context, problem);
            return true;
        }

        if (!AllowForeignOrigin(context) || !HttpMethods.IsOptions(context.Request.Method)) return false;
        context.Response.StatusCode = 204;
        return true;
    }

    /// <summary>Has the routes answer, and says what is wrong where none of them took the request.</summary>
    public async Task Route(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is
            {
                HasStarted: false, ContentLength: null,
                StatusCode: 404 or 405 or 415 or 400
            } response)
        {
            services.State(context);
            await ApiProblem.Write(context, response.StatusCode, CodeOf(response.StatusCode), DetailOf(context));
        }
    }

    /// <summary>Whether the host that is asked for is one of ours.</summary>
    public bool IsOurHost(HttpRequest request) => hosts.Contains(request.Host.Host);

    private Task Refuse(HttpContext context, ApiException problem)
    {
        if (HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsPatch(context.Request.Method)
            || HttpMethods.IsPut(context.Request.Method) || HttpMethods.IsDelete(context.Request.Method))
            services.Trail?.Refused(
                default, services.From(context), context.Request.Method, Short(context.Request.Path), problem.Code);
        services.State(context);
        return ApiProblem.Write(context, problem);
    }

    // A page of a site that the configuration names may call with a token; cookies there are none.
    private bool AllowForeignOrigin(HttpContext context)
    {
        if (!IsAllowedOrigin(context.Request)) return false;
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
        headers.Vary = "Origin";
        headers.AccessControlExposeHeaders =
            "ETag, Idempotent-Replayed, Location, Retry-After, Truefill-Seq, X-Request-ID";
        if (!HttpMethods.IsOptions(context.Request.Method)) return true;
        headers.AccessControlAllowMethods = "GET, POST, PATCH, DELETE";
        headers.AccessControlAllowHeaders =
            "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, Truefill-By, X-Request-ID";
        headers.AccessControlMaxAge = "600";
        return true;
    }

    private bool IsAllowedOrigin(HttpRequest request) =>
        foreignOrigins.Count > 0 && request.Headers.Origin is [{ } origin] && foreignOrigins.Contains(origin);

    private static string Short(PathString path) => path.Value is { Length: > 128 } text ? text[..128]
        : path.Value ?? "";

    private static void WriteSecurityHeaders(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        headers.ContentSecurityPolicy =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    // The caller's name for the request is the one that a problem is found by; what could not stand in a log is not
    // taken.
    private static void EchoRequestId(HttpContext context)
    {
        StringValues stated = context.Request.Headers[RequestIdHeader];
        if (stated is not [{ Length: > 0 and <= RequestIdMax } id] || id.AsSpan().ContainsAnyExcept(RequestIdChars))
            return;
        context.TraceIdentifier = id;
        context.Response.Headers[RequestIdHeader] = id;
    }

    private static string? HostOf(string url)
    {
        // A wildcard names no host: which names are ours has to be said apart.
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)) return null;
        return uri.Host is "0.0.0.0" or "[::]" or "+" or "*" ? null : uri.Host;
    }

    private static string CodeOf(int status) => status switch
    {
        404 => "not_found",
        405 => "method_not_allowed",
        415 => "unsupported_media_type",
        _ => "malformed_request",
    };

    private static string DetailOf(HttpContext context) => context.Response.StatusCode switch
    {
        404 => $"There is nothing at {context.Request.Path}; see /openapi/v1.json.",
        405 => $"{context.Request.Path} does not take {context.Request.Method}; see /openapi/v1.json.",
        _ => "The request is not one that can be answered.",
    };

    private ApiException? Problem(HttpContext context)
    {
        HttpRequest request = context.Request;
        bool isLocal = UnixPeer.Of(context) is not null;
        if (!isLocal && !hosts.Contains(request.Host.Host))
            return new ApiException(
                400, "host_not_allowed", "This service does not go by that Host name; configure it if it should.");
        bool isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (IsForeign(request, isSafe))
            return new ApiException(403, "cross_site", "Requests that another site's page makes are refused.");
        bool takesJson = HttpMethods.IsPost(request.Method) || HttpMethods.IsPatch(request.Method)
            || HttpMethods.IsPut(request.Method);
        if (IsEncoded(request))
        {
            context.Response.Headers.AcceptEncoding = "identity";
            return new ApiException(
                415, "unsupported_media_type", "Bodies are not unpacked here: send it without Content-Encoding.");
        }

        if (takesJson && !IsJson(request.ContentType) && !HasNothingToType(context))
            return new ApiException(415, "unsupported_media_type", "Send the header 'Content-Type: application/json'.");
        return null;
    }

    // A link to the page may be followed from anywhere; data and changes are for our own pages and for programs.
    private bool IsForeign(HttpRequest request, bool isSafe)
    {
        if (isSafe && IsPage(request.Path)) return false;
        if (IsAllowedOrigin(request)) return false;
        StringValues site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && (site.Count > 1 || site[0] is not ("same-origin" or "none"))) return true;
        StringValues origin = request.Headers.Origin;
        if (origin.Count == 0) return false;
        return origin.Count > 1
            || !Uri.TryCreate(origin[0], UriKind.Absolute, out Uri? from)
            || from.Scheme is not ("http" or "https")
            || !hosts.Contains(from.Host)
            || !IsSameAuthority(from, request.Host);
    }

    // What the browser shows when a link is followed; everything else is data.
    private static bool IsPage(PathString path) =>
        !path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !path.StartsWithSegments("/openbb", StringComparison.OrdinalIgnoreCase)
        && !path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase)
        && !path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        && !path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase)
        && !AlpacaKey.IsFor(path);

    private static bool IsSameAuthority(Uri origin, HostString host) =>
        string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && origin.Port == (host.Port ?? (origin.Scheme == "https" ? 443 : 80));

    // A POST that says nothing, as to purge a cache, needs no type for it; one of another site's page is refused above.
    private static bool HasNothingToType(HttpContext context) => context.Request.ContentType is null
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    private static bool IsEncoded(HttpRequest request) =>
        request.Headers.ContentEncoding is { Count: > 0 } encoding
        && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase);

    // JSON is UTF-8; another charset would be read as what it is not.
    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue
            || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
