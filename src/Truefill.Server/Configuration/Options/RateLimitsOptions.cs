using System;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>Requests of one token: so many per time, and so many at once.</summary>
public sealed record RateLimitOptions(int Requests, TimeSpan Per, int Burst)
{
    internal static Func<Section, RateLimitOptions> Reader(int requests, int burst) => s => new(
        s.Get("requests", PlainTypes.Integer(1, 10_000_000), requests, "Requests of one token."),
        s.Get("per", ValueTypes.Duration(TimeSpan.FromMilliseconds(1)), TimeSpan.FromSeconds(1),
            "The time they are counted in."),
        s.Get("burst", PlainTypes.Integer(1, 10_000_000), burst, "Requests that may come at once."));
}

/// <summary>Limits of the API; orders have limits of their own in <c>risk</c>.</summary>
public sealed record RateLimitsOptions(RateLimitOptions Client, RateLimitOptions Admin)
{
    internal static RateLimitsOptions Read(Section s) => new(
        s.Child("client", RateLimitOptions.Reader(200, 400)), s.Child("admin", RateLimitOptions.Reader(10, 20)));
}

/// <summary>The cache of answers.</summary>
/// <param name="Capacity">Entries.</param>
public sealed record CacheOptions(int Capacity, TimeSpan Ttl)
{
    internal static CacheOptions Read(Section s) => new(
        s.Get("capacity", PlainTypes.Integer(0, 10_000_000), 10_000, "Most entries in the cache."),
        s.Get("ttl", ValueTypes.Duration(), TimeSpan.FromSeconds(60), "How long an entry lives."));
}
