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
    // The client's is above what one machine can do: it ends runaway loops, while risk limits the orders.
    private const int ClientRequests = 50_000;
    private const int ClientBurst = 100_000;
    private const int AdminRequests = 10;
    private const int AdminBurst = 20;

    public static RateLimitsOptions Default { get; } = new(
        new RateLimitOptions(ClientRequests, TimeSpan.FromSeconds(1), ClientBurst),
        new RateLimitOptions(AdminRequests, TimeSpan.FromSeconds(1), AdminBurst));

    internal static RateLimitsOptions Read(Section s) => new(
        s.Child("client", RateLimitOptions.Reader(ClientRequests, ClientBurst)),
        s.Child("admin", RateLimitOptions.Reader(AdminRequests, AdminBurst)));
}

/// <summary>The cache of answers.</summary>
/// <param name="Capacity">Entries.</param>
public sealed record CacheOptions(int Capacity, TimeSpan Ttl)
{
    public static CacheOptions Default { get; } = new(10_000, TimeSpan.FromSeconds(2));

    internal static CacheOptions Read(Section s) => new(
        s.Get("capacity", PlainTypes.Integer(0, 10_000_000), Default.Capacity, "Most previews that are kept."),
        s.Get("ttl", ValueTypes.Duration(), Default.Ttl, "How old a preview may be that is given again."));
}
