using System;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Security;

namespace Truefill.Server.Alpaca;

/// <summary>What is left of a key's requests, as Alpaca's clients read it to pace themselves.</summary>
internal static class AlpacaLimit
{
    public static void Write(IHeaderDictionary headers, RateLimiter limiter, string key, ApiServices services)
    {
        (int left, TimeSpan untilFull) = limiter.RoomOf(key);
        long reset = services.Now.Value / UtcNanos.PerSecond + (long)Math.Ceiling(untilFull.TotalSeconds);
        headers["X-RateLimit-Limit"] = limiter.Burst.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
    }
}
