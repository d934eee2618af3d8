using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;
using Truefill.Engine.Codec;
using Truefill.Server.Views;

namespace Truefill.Server.Metrics;

/// <content>How it is shown.</content>
internal sealed partial class FactMeter
{
    private static readonly FactType[] Events =
        [.. Enum.GetValues<FactType>().Where(type => type is < FactType.NameRegistered)];

    /// <summary>Milliseconds that the last comparison with a venue took; 0: none yet.</summary>
    public double LastComparisonMilliseconds => lastComparison * 1000;

    public void Write(MetricText text)
    {
        int[] venues = [.. Enumerable.Range(0, books.Names.Venues.Count)];
        text.Family("truefill_execution_events", MetricKind.Counter,
            "Facts about orders and executions, by type and venue, since the start.");
        foreach (FactType type in Events)
            foreach (int venue in venues)
                text.Sample(events.GetValueOrDefault((type, venue)), ("type", Words.Of(type)), Venue(venue));
        text.Family("truefill_order_rejects", MetricKind.Counter, "Orders refused, by who refused them and why.");
        foreach (((string stage, string reason), long count) in rejects.OrderBy(pair => pair.Key))
            text.Sample(count, ("reason_code", reason), ("stage", stage));
        text.Family("truefill_order_transitions", MetricKind.Counter, "Changes of an order's OrdStatus(39).");
        foreach (((var from, var to), long count) in transitions.OrderBy(pair => pair.Key))
            text.Sample(count, ("from", from is { } known ? Words.Of(known) : "none"), ("to", Words.Of(to)));
        text.Family("truefill_overfills", MetricKind.Counter, "Orders of which more was executed than was ordered.");
        foreach (int venue in venues) text.Sample(overfills.GetValueOrDefault(venue), Venue(venue));
        text.Family("truefill_venue_reconnects", MetricKind.Counter, "Sessions opened again, since the start.");
        foreach (int venue in venues.Where(venue => venue > 0))
            text.Sample(Math.Max(0, sessions.GetValueOrDefault(venue) - 1), Venue(venue));
        Write(text, "truefill_order_ack_seconds", "From an order's intent to the venue's acceptance.", acks);
        Write(text, "truefill_order_fill_seconds", "From an order's intent to its last fill.", fills);
        Write(text, "truefill_reconciliation_duration_seconds",
            "From asking a venue for its positions to the comparison.", comparisons);
        WriteMismatches(text, venues);
    }

    private void Write(MetricText text, string name, string help, Dictionary<int, HistogramCells> byVenue)
    {
        text.Family(name, MetricKind.Histogram, help);
        foreach ((int venue, HistogramCells cells) in byVenue.OrderBy(pair => pair.Key))
            text.Histogram(cells, Venue(venue));
    }

    private void WriteMismatches(MetricText text, int[] venues)
    {
        text.Family(
            "truefill_reconciliation_mismatches", MetricKind.Gauge, "Breaks that are not resolved, by their kind.");
        ILookup<(int, BreakClass), PositionBreak> unresolved = books.Reconciliation.AllUnresolved
            .ToLookup(found => (found.Latest.Venue.Value, found.Latest.Class));
        foreach (int venue in venues.Where(venue => venue > 0 || venues.Length == 1))
        {
            foreach (BreakClass kind in Enum.GetValues<BreakClass>())
                text.Sample(unresolved[(venue, kind)].Count(), Venue(venue), ("kind", Words.Of(kind)));
        }
    }

    private (string, string) Venue(int venue) => ("venue", venue == 0 ? "" : books.Names.Of(new VenueId(venue)));
}
