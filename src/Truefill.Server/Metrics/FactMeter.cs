using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Codec;
using Truefill.Engine.Reading;

namespace Truefill.Server.Metrics;

/// <summary>
/// Counts and times what facts say by venue, since this process started. Written on the replica's thread, read while
/// no block is played; no label here can be made up by a client.
/// </summary>
internal sealed partial class FactMeter : SelectiveFacts
{
    private readonly Replica replica;
    private readonly Books books;
    private readonly Dictionary<(FactType Type, int Venue), long> events = [];
    private readonly Dictionary<(string Stage, string Reason), long> rejects = [];
    private readonly Dictionary<(OrdStatus? From, OrdStatus To), long> transitions = [];
    private readonly Dictionary<int, long> overfills = [];
    private readonly Dictionary<int, long> sessions = [];
    private readonly Dictionary<int, HistogramCells> acks = [];
    private readonly Dictionary<int, HistogramCells> fills = [];
    private readonly Dictionary<int, HistogramCells> comparisons = [];
    private readonly Dictionary<int, UtcNanos> askedAt = [];
    private readonly List<OrdStatus?> statuses = [];
    private readonly List<Told> told = [];
    private double lastComparison;

    public FactMeter(Replica replica)
    {
        this.replica = replica;
        books = replica.Books;
        foreach (Order order in books.Orders.All)
        {
            Remember(order);

            // What was timed, or could have been, before this began to count.
            if (order.IsAccepted) told[order.Handle.Value] |= Told.Accepted;
            if (order.IsIn(OrdStatus.Filled)) told[order.Handle.Value] |= Told.Filled;
        }

        // Opened before this began to count, in this run: what follows opens them again.
        foreach (Session session in books.Sessions.All)
            if (session.IsOpen) sessions[session.Venue.Value] = 1;
    }

    public override void Apply(in OrderDenied e)
    {
        Count(FactType.OrderDenied, default(VenueId));
        string stage = e.Reason == DenyReason.KillSwitchActive ? "kill_switch" : "risk";
        Reject(stage, Views.Words.Of(e.Reason));
    }

    public override void Apply(in OrderRejected e)
    {
        Count(FactType.OrderRejected, e.Order);
        Reject("venue", RejectWords.Of(e.Reason));
    }

    public override void Apply(in OrderAccepted e)
    {
        Count(FactType.OrderAccepted, e.Order);
        TimeFirst(Told.Accepted, acks, e.Order);
    }

    public override void Apply(in OrderExecuted e)
    {
        Count(FactType.OrderExecuted, e.Order);
        Order order = books.Orders[e.Order];
        if (order.IsIn(OrdStatus.Filled)) TimeFirst(Told.Filled, fills, e.Order);
        if (order.OverfillQty.IsPositive && IsFirst(Told.Overfilled, e.Order))
            overfills[order.Venue.Value] = overfills.GetValueOrDefault(order.Venue.Value) + 1;
    }

    public override void Apply(in SessionOpened e) =>
        sessions[e.Venue.Value] = sessions.GetValueOrDefault(e.Venue.Value) + 1;

    public override void Apply(in VenueAsked e)
    {
        if (e.Kind == QueryKind.Positions) askedAt[e.Venue.Value] = e.At;
    }

    public override void Apply(in PositionsCompared e)
    {
        if (!askedAt.Remove(e.Venue.Value, out UtcNanos asked)) return;
        lastComparison = Seconds(asked, e.At);
        Cells(comparisons, e.Venue).Add(lastComparison);
    }

    private static double Seconds(UtcNanos from, UtcNanos to) =>
        Math.Max(0, to.Value - from.Value) / (double)UtcNanos.PerSecond;

    private static HistogramCells Cells(Dictionary<int, HistogramCells> byVenue, VenueId venue)
    {
        if (!byVenue.TryGetValue(venue.Value, out HistogramCells? cells))
            byVenue[venue.Value] = cells = new HistogramCells();
        return cells;
    }

    // The same fact also says no more than another OrderID(37), and what overfills an order leaves it filled. Only of
    // orders that we sent: an adopted one was entered elsewhere, at a time that we did not see.
    private void TimeFirst(Told what, Dictionary<int, HistogramCells> byVenue, OrderHandle handle)
    {
        if (!IsFirst(what, handle)) return;
        Order order = books.Orders[handle];
        if (order.Origin == OrderOrigin.Client) Cells(byVenue, order.Venue).Add(Seconds(order.SubmittedAt, replica.At));
    }

    private bool IsFirst(Told what, OrderHandle handle)
    {
        if ((told[handle.Value] & what) != Told.Nothing) return false;
        told[handle.Value] |= what;
        return true;
    }

    private void Reject(string stage, string reason) =>
        rejects[(stage, reason)] = rejects.GetValueOrDefault((stage, reason)) + 1;

    private void Count(FactType type, VenueId venue) =>
        events[(type, venue.Value)] = events.GetValueOrDefault((type, venue.Value)) + 1;

    private void Count(FactType type, OrderHandle handle)
    {
        // A report that fits no order is a fact too.
        if (books.Orders.TryGet(handle) is not { } order)
        {
            Count(type, default(VenueId));
            return;
        }

        Count(type, order.Venue);
        OrdStatus now = order.OrdStatus;
        OrdStatus? before = handle.Value < statuses.Count ? statuses[handle.Value] : null;
        Remember(order);
        if (before != now) transitions[(before, now)] = transitions.GetValueOrDefault((before, now)) + 1;
    }

    private void Count(FactType type, ExecHandle exec, VenueId venue)
    {
        OrderHandle order = exec.IsNone ? default : books.Executions[exec].Order;
        if (order.IsNone) Count(type, venue);
        else Count(type, order);
    }

    private void Remember(Order order)
    {
        while (statuses.Count <= order.Handle.Value)
        {
            statuses.Add(null);
            told.Add(Told.Nothing);
        }

        statuses[order.Handle.Value] = order.OrdStatus;
    }

    /// <summary>What was counted of an order, and is once.</summary>
    [Flags]
    private enum Told : byte
    {
        Nothing = 0,
        Accepted = 1,
        Filled = 2,
        Overfilled = 4,
    }
}
