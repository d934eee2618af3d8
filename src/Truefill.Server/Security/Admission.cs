using System;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Truefill.Server.Alpaca;
using Truefill.Server.Http;

namespace Truefill.Server.Security;

/// <summary>
/// Whether a caller may use a route now: by who it is, how often it came, and what its role and accounts allow.
/// </summary>
internal static class Admission
{
    /// <exception cref="ApiException">401, 403 or 429; what would have changed something is audited.</exception>
    public static Caller Admit(HttpContext request, ApiRoute route, ApiServices services)
    {
        Caller? known = services.Access.Identify(request);
        try
        {
            Limit(request, route, services, known);
            Caller caller = Authorize(request, route, known);
            RefuseUnknownParameters(request, route);
            return caller;
        }
        catch (ApiException e) when (route.ChangesState && e.Status is 401 or 403 or 429)
        {
            services.Trail?.Refused(
                known ?? default, services.From(request), $"{route.Method} {route.Pattern}", request.Request.Path,
                    e.Code);
            throw;
        }
    }

    // Callers without a valid token share one budget per address, so that guessing tokens is slow.
    private static void Limit(HttpContext request, ApiRoute route, ApiServices services, Caller? known)
    {
        if (route.Role == Role.None) return;
        bool isAdmin = route.Pattern.StartsWith("/admin/", StringComparison.Ordinal);
        RateLimiter? limiter = isAdmin && known is not null ? services.AdminLimiter : services.ClientLimiter;
        if (limiter is null) return;
        string key = known is { } caller ? caller.Name ?? "local" : AddressKey(request, services);
        bool isTaken = limiter.TryTake(key, out TimeSpan retryAfter);
        if (AlpacaKey.IsFor(request.Request.Path)) AlpacaLimit.Write(request.Response.Headers, limiter, key, services);
        if (isTaken || (route.IsUrgent && known is not null)) return;
        throw TooMany(request, key, retryAfter);
    }

    /// <summary>Counts a request of which nobody can say who makes it, where its route takes that.</summary>
    /// <exception cref="ApiException">429: its address has made too many.</exception>
    public static void TakeOfAddress(HttpContext request, ApiServices services)
    {
        string key = AddressKey(request, services);
        if (services.ClientLimiter is { } limiter && !limiter.TryTake(key, out TimeSpan retryAfter))
            throw TooMany(request, key, retryAfter);
    }

    private static string AddressKey(HttpContext request, ApiServices services) =>
        "address:" + services.From(request);

    private static ApiException TooMany(HttpContext request, string key, TimeSpan retryAfter)
    {
        int seconds = (int)Math.Ceiling(Math.Max(1, retryAfter.TotalSeconds));
        request.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new ApiException(429, "rate_limited", $"Too many requests of {key}; come back in {seconds} s.");
    }

    private static Caller Authorize(HttpContext request, ApiRoute route, Caller? known)
    {
        if (known is not { } caller)
        {
            if (route.Role == Role.None) return new Caller(null, Role.None);
            request.Response.Headers.WWWAuthenticate = "Bearer";
            throw new ApiException(
                401, "unauthenticated", "Send 'Authorization: Bearer' with a token that this service knows.");
        }

        if (caller.Role < route.Role)
        {
            throw new ApiException(
                403, "forbidden",
                $"This needs the role {Views.Words.Of(route.Role)}; the token has {Views.Words.Of(caller.Role)}.");
        }

        if (caller.Accounts is not null && route.Accounts == AccountRule.AllOnly && route.Role != Role.None)
        {
            throw new ApiException(
                403, "account_forbidden", "This concerns all accounts, and the token is for some of them only.");
        }

        return caller;
    }

    private static bool Takes(ApiRoute route, string name)
    {
        foreach (ApiField parameter in route.Query)
            if (parameter.Name == name) return true;
        return false;
    }

    private static void RefuseUnknownParameters(HttpContext request, ApiRoute route)
    {
        if (!request.Request.QueryString.HasValue) return;
        foreach (string name in request.Request.Query.Keys)
        {
            if (Takes(route, name)) continue;
            string known = route.Query.Count == 0
                ? "takes none"
                : "takes " + string.Join(", ", route.Query.Select(parameter => parameter.Name));
            throw ApiException.BadRequest(
                "unknown_parameter", $"?{name}= is not known here: {route.Pattern} {known}.");
        }
    }
}
