using System;
using System.Globalization;

namespace Truefill.Server.Health;

/// <summary>
/// The service was started with the wall clock behind the journal: until the next start engine time stays ahead of it.
/// </summary>
internal sealed class ClockHealth(TimeSpan ahead) : IHealthSource
{
    /// <summary>More than clocks that are kept right are apart.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(250);

    /// <summary>What is wrong, to a person.</summary>
    public string Text =>
        $"The wall clock was {ahead.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s behind "
        + "the journal's last input at the start: engine time goes on from there. Set the clock, then start again.";

    public ComponentHealth Read() => new("dependency:clock", HealthStatus.Degraded, Text)
    {
        Metrics = [("ahead_ms", (long)ahead.TotalMilliseconds)],
    };
}
