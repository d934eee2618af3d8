using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Following;
using Truefill.Server.Health;
using Truefill.Server.Hooks;
using Truefill.Server.Http;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Metrics;

/// <summary>Everything that <c>/metrics</c> shows.</summary>
internal sealed class ServiceMetrics : IDisposable
{
    private readonly ApiServices services;
    private readonly IntakeMeter intake = new();
    private readonly IntakeCount received = new();
    private readonly MeterBridge meters = new();
    private readonly FactMeter facts;

    public ServiceMetrics(ApiServices services)
    {
        this.services = services;
        facts = services.Context.Engine.Read(replica =>
        {
            FactMeter meter = new(replica);
            replica.Follow(meter, intake);
            return meter;
        });
    }

    public (string ContentType, byte[] Body) Write(bool isOpenMetrics)
    {
        ApiContext context = services.Context;
        MetricsOptions options = context.Plan.Metrics;
        MetricText text = new(isOpenMetrics);
        WriteBuild(text, context.Build);
        services.Read(replica =>
        {
            // Read while no block is played: what is queued then was received before.
            (long, long) inputs = received.Read(replica.Books.Intake.Settled, context.Engine.Inbox.Queued);
            BookMetrics.Write(text, replica, inputs, options.Symbols, services.Now);
            facts.Write(text);
            WriteHeard(text, replica, "truefill_callback_gap_seconds");
            if (options.SourceNames) WriteSourceNames(text, replica);
            return 0;
        });
        text.Family(
            "truefill_position_delta_latency_seconds", MetricKind.Histogram,
                "From an execution's receipt to its booking.");
        text.Histogram(intake.Latency);
        WriteHealth(text, HealthBoard.Read(services));
        WriteLimiter(text);
        WriteVenueBudgets(text);
        FixMetrics.Write(text, context.FixSessions);
        WriteFollowers(text, context);
        text.Family("truefill_recovery_seconds", MetricKind.Gauge, "How long reading the journal took at this start.");
        text.Sample(context.RecoveryTime.TotalSeconds);
        WriteAlerts(text, services.Alerts.All);
        WriteNotifications(text, services.Receivers);
        meters.Write(text);
        return (text.ContentType, text.Finish());
    }

    /// <summary>When each venue was heard last.</summary>
    internal Dictionary<string, UtcNanos> HeardVenues(Domain.Books books)
    {
        Dictionary<string, UtcNanos> heard = new(StringComparer.Ordinal);
        foreach ((Domain.Names.SourceId source, UtcNanos at) in intake.Heard())
        {
            if (InputSource.VenueOf(books.Names.Of(source)) is { Length: > 0 } venue) heard[venue] = at;
        }

        return heard;
    }

    public void Dispose() => meters.Dispose();

    private static void WriteFollowers(MetricText text, ApiContext context)
    {
        text.Family("truefill_consumer_lag_seconds", MetricKind.Gauge, "How far a stream's reader is behind.");
        foreach (IJournalFollower each in context.Followers)
            text.Sample(each.Lag.TotalSeconds, ("topic", each.Name));
        text.Family(
            "truefill_recorder_queue_depth", MetricKind.Gauge, "Records that wait for a reader of the journal.");
        foreach (IJournalFollower each in context.Followers) text.Sample(each.Waiting, ("sink", each.Name));
        text.Family("truefill_recorder_dropped", MetricKind.Counter, "What was dropped: log lines; records never are.");
        text.Sample(context.Log?.Dropped ?? 0, ("sink", "log"));
        text.Family(
            "truefill_hook_events", MetricKind.Counter, "Events for hooks, by receiver and what became of them.");
        foreach (HookState hook in context.Hooks?.States ?? [])
        {
            text.Sample(hook.Delivered, ("receiver", hook.Receiver), ("outcome", "delivered"));
            text.Sample(hook.Failed, ("receiver", hook.Receiver), ("outcome", "failed"));
            text.Sample(hook.Dropped, ("receiver", hook.Receiver), ("outcome", "dropped"));
        }
    }

    private static void WriteNotifications(MetricText text, IReadOnlyList<ReceiverState> receivers)
    {
        text.Family(
            "truefill_notifications", MetricKind.Counter, "Alerts for receivers, by receiver and what became of them.");
        foreach (ReceiverState state in receivers)
        {
            text.Sample(state.Sent, ("receiver", state.Id), ("outcome", "delivered"));
            text.Sample(state.Failed, ("receiver", state.Id), ("outcome", "failed"));
            text.Sample(state.Dropped, ("receiver", state.Id), ("outcome", "dropped"));
        }
    }

    private void WriteVenueBudgets(MetricText text)
    {
        text.Family("truefill_rate_limit_remaining", MetricKind.Gauge,
            "Messages that the venue's budget still has for orders; absent without a budget.");
        if (services.Context.Venues is not { } hub) return;
        foreach ((string venue, int left) in hub.BudgetsLeft()) text.Sample(left, ("venue", venue));
        text.Family("truefill_venue_queue_depth", MetricKind.Gauge, "Messages that wait for the venue's budget.");
        foreach ((string venue, int waiting) in hub.Waiting()) text.Sample(waiting, ("venue", venue));
    }

    private static void WriteBuild(MetricText text, string build)
    {
        string[] parts = build.Split('+', 2);
        text.Family("truefill_build_info", MetricKind.Gauge, "What runs; always 1.");
        text.Sample(
            1, ("version", parts[0]), ("commit", parts.Length > 1 ? parts[1] : ""),
            ("runtime", RuntimeInformation.FrameworkDescription));
    }

    private void WriteHeard(MetricText text, Replica replica, string gapName)
    {
        List<(string Venue, UtcNanos At)> heard = [];
        foreach ((string venue, UtcNanos at) in HeardVenues(replica.Books)) heard.Add((venue, at));
        UtcNanos now = services.Now;
        text.Family(gapName, MetricKind.Gauge, "How long a venue has been silent.");
        foreach ((string venue, UtcNanos at) in heard)
            text.Sample(Math.Max(0, now.Value - at.Value) / (double)UtcNanos.PerSecond, ("venue", venue));
        if (!gapName.StartsWith("truefill", StringComparison.Ordinal)) return;
        text.Family("truefill_last_callback_timestamp_seconds", MetricKind.Gauge, "When a venue was heard last.");
        foreach ((string venue, UtcNanos at) in heard)
            text.Sample(at.Value / (double)UtcNanos.PerSecond, ("venue", venue));
    }

    // Milliseconds and no prefix: kept for dashboards that have these names already.
    private void WriteSourceNames(MetricText text, Replica replica)
    {
        BookMetrics.WriteEvents(text, "execution_events", replica);
        WriteHeard(text, replica, "callback_gap_seconds");
        (long[] counts, double sum) = intake.Latency.Read();
        text.Family("position_delta_latency_ms", MetricKind.Gauge,
            "Mean time from an execution's receipt to its booking.");
        text.Sample(counts[^1] == 0 ? 0 : sum / counts[^1] * 1000);
        text.Family("reconciliation_duration_ms", MetricKind.Gauge, "How long the last comparison with a venue took.");
        text.Sample(facts.LastComparisonMilliseconds);
    }

    private static void WriteHealth(MetricText text, IReadOnlyList<ComponentHealth> components)
    {
        text.Family("truefill_health_component", MetricKind.Gauge, "1 operational, 0.5 degraded, 0 failed.");
        foreach (ComponentHealth component in components)
        {
            double value = component.Status switch
            {
                HealthStatus.Operational => 1,
                HealthStatus.Degraded => 0.5,
                HealthStatus.Failed => 0,
            };
            text.Sample(value, ("component", component.Name));
        }
    }

    private static void WriteAlerts(MetricText text, IReadOnlyList<Alert> alerts)
    {
        text.Family("truefill_alerts_open", MetricKind.Gauge, "Alerts that hold, by kind and severity.");
        ILookup<(AlertKind, Severity), Alert> open =
            alerts.Where(alert => alert.IsOpen).ToLookup(alert => (alert.Kind, alert.Severity));
        foreach (AlertKind kind in Enum.GetValues<AlertKind>())
            foreach (Severity severity in Enum.GetValues<Severity>())
                text.Sample(
                    open[(kind, severity)].Count(), ("kind", Words.Of(kind)), ("severity", Words.Of(severity)));
    }

    private void WriteLimiter(MetricText text)
    {
        RateLimiterState[] states = [services.ClientLimiter!.Read(), services.AdminLimiter!.Read()];
        text.Family("truefill_rate_limit_utilisation", MetricKind.Gauge,
            "How much of its burst the busiest key has used.");
        foreach (RateLimiterState state in states) text.Sample(state.Utilisation, ("limiter", state.Name));
        text.Family("truefill_rate_limit_saturated_keys", MetricKind.Gauge,
            "Keys refused within the last ten seconds.");
        foreach (RateLimiterState state in states) text.Sample(state.Saturated.Count, ("limiter", state.Name));
        text.Family("truefill_rate_limit_refused", MetricKind.Counter, "Requests refused for being too many.");
        foreach (RateLimiterState state in states) text.Sample(state.Refused, ("limiter", state.Name));
    }
}
