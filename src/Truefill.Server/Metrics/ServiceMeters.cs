using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Truefill.Server.Metrics;

/// <summary>
/// What is measured where it happens. Names are OpenTelemetry's way of writing; <c>/metrics</c> shows them with
/// underscores and units. Measuring while nobody listens costs a comparison.
/// </summary>
public static class ServiceMeters
{
    public const string Name = "Truefill";

    private static readonly Meter Meter = new(Name);

    /// <summary>How long the journal's fdatasync took, seconds.</summary>
    public static Histogram<double> JournalSync { get; } =
        Meter.CreateHistogram<double>("truefill.journal.fsync", "s", "Time of one sync of the journal.");

    public static double SecondsSince(long timestamp) => Stopwatch.GetElapsedTime(timestamp).TotalSeconds;
}
