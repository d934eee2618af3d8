using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Venues;
using Truefill.Venues.Simulated.Books;

namespace Truefill.Simulation.Whole;

/// <content>All faults stop. Unknown requests end, breaks end, and both sides say the same.</content>
internal sealed partial class WholeRun
{
    private const long QuietPause = UtcNanos.PerSecond / 2;
    private const int QuietRounds = 500;
    private const int QuietLeast = 100;

    private void Converge()
    {
        foreach (FaultyLink link in links) link.IsFaulty = false;
        Set(KillScope.Global, "", KillSwitchState.Off);
        Set(KillScope.Account, AccountNames[0], KillSwitchState.Off);
        Serve(mayCrash: false);
        foreach (FaultyLink link in links)
            if (link.Market.IsConnected) link.Market.Disconnect(TimeSpan.FromMilliseconds(100));
        for (int i = 0; i < QuietRounds && found.Count == 0; i++)
        {
            Advance(QuietPause);
            ResolveMissing();
            Serve(mayCrash: false);
            if (i >= QuietLeast && IsSettled()) break;
        }

        if (found.Count > 0) return;
        CompareReplica();
        CompareLoose();
        ComparePositions();
        CompareOrders();
    }

    // What the venue has forgotten a person ends.
    private void ResolveMissing()
    {
        foreach (PositionBreak open in Books.Reconciliation.Breaks)
        {
            if (open.State == BreakState.Resolved || open.Latest.Class != BreakClass.MissingOrder) continue;
            Order order = Books.Orders[open.Latest.Order.Order];
            if (!order.IsOpen) continue;
            Ask(InputKind.ResolveOrder, new ResolveOrder
            {
                ClOrdId = order.ClOrdId,
                Account = Books.Names.Of(order.Account),
                As = Resolution.Canceled,
                By = "ops",
                Reason = "the venue has lost it",
            }, "cli");
        }
    }

    private bool IsSettled() => Books.Orders.InFlightCount == 0 && Books.Queries.PendingCount == 0
        && Array.TrueForAll(links, HasMatched);

    private bool HasMatched(FaultyLink link) =>
        Books.Reconciliation.LastOf(link.Venue) is { Status: ReconciliationStatus.Match } last
        && now.Value - last.At.Value < 30 * UtcNanos.PerSecond;

    private void CompareReplica()
    {
        string live = engine.LiveHash();
        if (engine.ReplicaHash() is var seen && seen != live)
            found.Add(new Divergence("replica", "state", live, seen));
    }

    private void CompareLoose()
    {
        foreach (Order order in Books.Orders.InFlight)
            found.Add(new Divergence(order.WireId.ToString(), "request", "ended", "still unknown or in flight"));
        foreach (PositionBreak open in Books.Reconciliation.Breaks)
        {
            if (features.Forget == 0 && open.Latest.Class == BreakClass.MissingOrder)
                found.Add(new Divergence($"break {open.Latest.Id}", "missing order", "none", $"{open.Latest}"));
            if (open.State == BreakState.Resolved || IsOrphan(in open)) continue;
            found.Add(new Divergence($"break {open.Latest.Id}", "state", "resolved", $"{open.State} {open.Latest}"));
        }
    }

    // By policy it stays a break for as long as it is open at the venue.
    private bool IsOrphan(in PositionBreak open)
    {
        if (features.Orphans != OrphanPolicy.Report || open.Latest.Class != BreakClass.OrphanOrder) return false;
        OrderId id = open.Latest.Order.OrderId;
        FaultyLink link = LinkOf(open.Latest.Venue);
        TellTruth(link, new VenueQuery(-1, QueryKind.OpenOrders, default, default, "", "", default));
        return link.Truth is [var answer] && answer.Orders.Any(order => order.OrderId == id);
    }

    private void TellTruth(FaultyLink link, params VenueQuery[] queries)
    {
        link.Truth.Clear();
        foreach (VenueQuery query in queries) link.Market.Ask(in query, now);
        now = now.AddNanos(UtcNanos.PerSecond);
        link.Market.AdvanceTo(now);
    }

    private void ComparePositions()
    {
        SortedDictionary<(string, string), decimal> ours = [];
        foreach (Position position in Books.Positions.All)
        {
            (string, string) key = (Books.Names.Of(position.Key.Account), Books.Names.Of(position.Key.Symbol));
            ours[key] = ours.GetValueOrDefault(key) + position.Qty.Value;
        }

        foreach (VenueAccount account in links.SelectMany(l => l.Market.Books.Accounts))
            foreach (Holding holding in account.Holdings)
                ours[(account.Name, holding.Symbol)] =
                    ours.GetValueOrDefault((account.Name, holding.Symbol)) - holding.Qty.Value;
        foreach (((string account, string symbol), decimal difference) in ours)
        {
            if (difference != 0)
                found.Add(
                    new Divergence($"position {account}/{symbol}", "ours less the venue's", "0", $"{difference}"));
        }
    }

    private void CompareOrders()
    {
        foreach (FaultyLink link in links) CompareOrders(link);
    }

    private void CompareOrders(FaultyLink link)
    {
        List<Order> asked = [];
        List<VenueQuery> queries = [];
        foreach (Order order in Books.Orders.All)
        {
            if (order.Origin != OrderOrigin.Client || order.IsHeld || order.Venue != link.Venue) continue;
            asked.Add(order);
            queries.Add(new VenueQuery(-asked.Count, QueryKind.Order, order.WireId, default, "", "", default));
        }

        TellTruth(link, [.. queries]);
        foreach (VenueAnswer answer in link.Truth) CompareOrder(asked[(int)-answer.QueryId - 1], answer);
        if (link.Truth.Count != asked.Count)
            found.Add(new Divergence("orders", "answers", $"{asked.Count}", $"{link.Truth.Count}"));
    }

    private void CompareOrder(Order order, VenueAnswer answer)
    {
        string key = $"order {order.ClOrdId} {order.WireId}";
        bool isKnown = answer.Orders.Count == 1;
        ExecutionReport theirs = isKnown ? answer.Orders[0] : default;
        decimal done = theirs.CumQty?.Value ?? 0;
        decimal left = theirs.LeavesQty?.Value ?? 0;
        if (order.CumQty.Value != done && !forgotten.Contains(order.Handle))
            found.Add(new Divergence(key, "CumQty", $"{done}", $"{order.CumQty}"));
        if (order.LeavesQty.Value != left)
            found.Add(
                new Divergence(key, "LeavesQty", $"{left} {theirs.OrdStatus}", $"{order.LeavesQty} {order.OrdStatus}"));
    }
}
