using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Protection;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
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
        ReleaseAll();
        Serve(mayCrash: false);
        foreach (FaultyLink link in links)
            if (link.Market.IsConnected) link.Market.Disconnect(TimeSpan.FromMilliseconds(100));
        for (int i = 0; i < QuietRounds && found.Count == 0; i++)
        {
            Advance(QuietPause);
            Serve(mayCrash: false);
            if (i >= QuietLeast && IsSettled()) break;
        }

        if (found.Count > 0) return;
        beside.CompareAll();
        CompareReplica();
        CompareLoose();
        ComparePositions();
        CompareOrders();
        CompareProtection();
        CompareAdvisories();
    }

    private bool IsSettled() => Books.Orders.InFlightCount == 0 && Books.Queries.PendingCount == 0
        && Array.TrueForAll(links, HasMatched);

    private bool HasMatched(FaultyLink link) =>
        Books.Reconciliation.LastOf(link.Venue) is { Status: ComparisonStatus.Match } last
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
        {
            if (IsMissing(order) || (features.Amnesia > 0 && !IsKnownThere(order))) continue;
            found.Add(new Divergence(order.WireId.ToString(), "request", "ended", "still unknown or in flight"));
        }

        foreach (PositionBreak open in Books.Reconciliation.Breaks)
        {
            if (open.State == BreakState.Resolved || IsForPerson(in open)) continue;
            string key = Books.Orders.TryGet(open.Latest.Order.Order) is { } order
                ? $"{Books.Names.Of(order.Account)}/{order.ClOrdId}" : $"break {open.Latest.Id}";
            found.Add(new Divergence(key, "state of its break", "resolved", $"{open.State} {open.Latest}"));
        }
    }

    // Else it can only be a person who ends what is unknown of it.
    private bool IsKnownThere(Order order)
    {
        FaultyLink link = LinkOf(order.Venue);
        link.Truth.Clear();
        link.Market.Ask(QuestionAbout(order, -1), now);
        now = now.AddNanos(UtcNanos.PerSecond);
        link.Market.AdvanceTo(now);
        return link.Truth is [{ Orders.Count: 1 }];
    }

    private static VenueQuery QuestionAbout(Order order, long id) =>
        new(id, QueryKind.Order, order.WireId, default, "", "", default);

    // What became of an order that the venue has forgotten, and what an advisory filled too late, is for a person.
    private bool IsForPerson(in PositionBreak open) =>
        IsForgotten(in open) || open.Latest.Class == BreakClass.LateFill;

    private bool IsForgotten(in PositionBreak open) => features.Amnesia > 0
        && open.Latest.Class == BreakClass.MissingOrder;

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
        link.Truth.Clear();
        foreach (Order order in Books.Orders.All)
        {
            if (order.Origin != OrderOrigin.Client || order.IsHeld || order.Venue != link.Venue) continue;
            asked.Add(order);
            link.Market.Ask(QuestionAbout(order, -asked.Count), now);
        }

        link.Market.AdvanceTo(now.AddNanos(UtcNanos.PerSecond));
        foreach (VenueAnswer answer in link.Truth) CompareOrder(asked[(int)-answer.QueryId - 1], answer);
        if (link.Truth.Count != asked.Count)
            found.Add(new Divergence("orders", "answers", $"{asked.Count}", $"{link.Truth.Count}"));
    }

    private void CompareOrder(Order order, VenueAnswer answer)
    {
        string key = $"order {order.ClOrdId} {order.WireId}";
        bool isKnown = answer.Orders.Count == 1;
        if (!isKnown && features.Amnesia > 0 && (!order.IsOpen || IsMissing(order))) return;
        ExecutionReport theirs = isKnown ? answer.Orders[0] : default;
        decimal done = theirs.CumQty?.Value ?? 0;
        decimal left = theirs.LeavesQty?.Value ?? 0;
        if (order.CumQty.Value != done) found.Add(new Divergence(key, "CumQty", $"{done}", $"{order.CumQty}"));
        if (order.LeavesQty.Value != left)
            found.Add(
                new Divergence(key, "LeavesQty", $"{left} {theirs.OrdStatus}", $"{order.LeavesQty} {order.OrdStatus}"));
    }

    private bool IsMissing(Order order) => Books.Reconciliation.Breaks.Any(open =>
        open.State != BreakState.Resolved && IsForgotten(in open) && open.Latest.Order.Order == order.Handle);

    private void CompareProtection()
    {
        foreach (ProtectedOrder entry in Books.Protections.All)
        {
            if (entry.Legs.Append(entry.Order).Any(handle => IsMissing(Books.Orders[handle]))) continue;
            if (Books.Orders[entry.Order].IsExit)
            {
                CompareExit(entry);
                continue;
            }

            CompareProtection(entry, LegKind.StopLoss);
            CompareProtection(entry, LegKind.TakeProfit);
        }
    }

    // Both rest with what can still be closed, or neither does; a stop-loss that has begun goes on alone.
    private void CompareExit(ProtectedOrder entry)
    {
        Order limit = Books.Orders[entry.Order];
        Order? stop = entry.Legs.Count == 0 ? null : Books.Orders[entry.Legs[^1]];
        decimal due = Books.Protections.OpenQty(entry).Value;
        decimal limitLeft = limit.IsOpen ? limit.LeavesQty.Value : 0;
        decimal stopLeft = stop is { IsOpen: true } ? stop.LeavesQty.Value : 0;
        bool agrees = stop is { CumQty.IsPositive: true } ? limitLeft == 0 && stopLeft <= due
            : limitLeft == 0 ? stopLeft == 0
            : limitLeft <= due && stopLeft == due;
        if (agrees) return;
        found.Add(new Divergence(
            $"exit {limit.ClOrdId}", "limit and stop-loss", $"of {due}", $"{limitLeft} and {stopLeft}"));
    }

    private IEnumerable<string> Legs(ProtectedOrder entry) => entry.Legs.Select(handle => Books.Orders[handle])
        .Select(leg => $"{leg.Leg} {leg.WireId} {leg.OrdStatus} {leg.CumQty}/{leg.OrderQty}");

    // By the rule: live protection is the open quantity. Legs at the venue are compared as orders, like any other.
    private void CompareProtection(ProtectedOrder entry, LegKind kind)
    {
        decimal resting = 0;
        decimal closing = 0;
        foreach (Order leg in entry.Legs.Select(handle => Books.Orders[handle]).Where(leg => leg.IsOpen))
        {
            if (leg.OrdType == OrdType.Market) closing += leg.LeavesQty.Value;
            else if (leg.Leg == kind) resting += leg.LeavesQty.Value;
        }

        bool isHeld = Books.Protections.IsHeldHere(entry, kind)
            || Books.Protections.LevelOf(entry, kind) is null;
        decimal due = isHeld ? 0 : Math.Max(0, Books.Protections.OpenQty(entry).Value - closing);
        if (resting == due) return;
        Order parent = Books.Orders[entry.Order];
        found.Add(new Divergence(
            $"order {parent.ClOrdId}", $"{kind} at the venue", $"{due}",
            $"{resting} of {string.Join(", ", Legs(entry))}"));
    }
}
