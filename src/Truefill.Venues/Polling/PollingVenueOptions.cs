using System;

namespace Truefill.Venues.Polling;

/// <summary>How a broker is polled.</summary>
/// <param name="Id">The venue's id in the configuration.</param>
public sealed record PollingVenueOptions(string Id)
{
    /// <summary>Time between two looks at an open order, or longer where <see cref="CallGap"/> demands it.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Least time between two polls, after any call: the broker's rate limit. Requests do not wait for it.
    /// </summary>
    public TimeSpan CallGap { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// A poll or question without an answer for so long has failed; of an order or a cancel the outcome is open then.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Without an open order the positions are asked for so often, to see whether the broker is there.
    /// </summary>
    public TimeSpan IdleInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After so many failed polls one after another the session counts as closed.</summary>
    public int FailuresMax { get; init; } = 3;

    /// <summary>The longest pause after a failed poll; pauses double up to it.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The part of a pause that chance decides about, 0 to 1.</summary>
    public double Jitter { get; init; } = 0.3;

    /// <summary>0 to 1; other than real chance only in tests.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;
}
