using System;
using System.Globalization;
using Truefill.Server.Following;

namespace Truefill.Server.Health;

/// <summary>Who follows the journal at its own pace. Trading needs none of them: they degrade at most.</summary>
internal static class FollowerHealth
{
    /// <param name="lagMax">It is far behind beyond this.</param>
    public static ComponentHealth Of(IJournalFollower follower, TimeSpan lagMax)
    {
        string? failure = follower.Failure;
        TimeSpan lag = follower.Lag;
        bool isFar = lag > lagMax;
        string? detail = failure is not null ? "It has stopped until the next start: " + failure
            : isFar ? string.Create(CultureInfo.InvariantCulture, $"It is {lag.TotalSeconds:0} s behind.")
            : null;
        return new ComponentHealth(
            "dependency:" + follower.Name,
            detail is null ? HealthStatus.Operational : HealthStatus.Degraded,
            detail)
        {
            Metrics = [("lag_ms", (long)lag.TotalMilliseconds), ("waiting", follower.Waiting)],
        };
    }
}
