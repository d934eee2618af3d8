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

    /// <summary>How long a comparison with a venue took, seconds; label <c>venue</c>.</summary>
    public static Histogram<double> Reconciliation { get; } =
        Meter.CreateHistogram<double>("truefill.reconciliation.duration", "s", "Time of one comparison with a venue.");

    /// <summary>From an order's intent to the venue's acceptance, seconds; label <c>venue</c>.</summary>
    public static Histogram<double> OrderAck { get; } =
        Meter.CreateHistogram<double>("truefill.order.ack", "s", "From an order's intent to the venue's acceptance.");

    public static double SecondsSince(long timestamp) => Stopwatch.GetElapsedTime(timestamp).TotalSeconds;
}
