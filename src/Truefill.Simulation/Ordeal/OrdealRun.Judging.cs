using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Simulation.Comparison;
using Truefill.Venues;
using Truefill.Venues.Simulated.Books;

namespace Truefill.Simulation.Ordeal;

/// <content>The line stays up. Then nothing may be unknown any more, and both sides have to say the same.</content>
internal sealed partial class OrdealRun
{
    private const long QuietPause = UtcNanos.PerSecond / 2;
    private const int QuietLeast = 90;
    private const int QuietMost = 400;
    private const long AllTrades = -1;
    private const long OpenOrders = -2;
    private const long FirstOrder = -10;

    private readonly HashSet<OrderHandle> refused = [];

    // Nobody resolves anything here: an order that was given up and then turned out to live was given up without
    // evidence, however well that was mended.
    private void JudgeConclusions()
    {
        foreach (Order order in Books.Orders.All)
        {
            if (order.OrdStatus == OrdStatus.Rejected)
            {
                refused.Add(order.Handle);
            }
            else if (refused.Remove(order.Handle))
            {
                string key = $"order {order.ClOrdId}";
                found.Add(new Divergence(key, "OrdStatus", "never rejected", $"{order.OrdStatus}"));
            }
        }
    }

    private void Converge()
    {
        line.Calm();
        (armed, cutsQuestion) = (null, false);
        for (int i = 0; i < QuietMost && found.Count == 0; i++)
        {
            Advance(QuietPause);
            Serve();
            if (i >= QuietLeast && IsSettled()) return;
        }

        foreach (Order order in Books.Orders.InFlight)
            found.Add(new Divergence(order.WireId.ToString(), "request", "ended", "still unknown or in flight"));
        foreach (PositionBreak open in Books.Reconciliation.Breaks)
            if (open.State != BreakState.Resolved)
                found.Add(new Divergence($"break {open.Latest.Id}", "state", "none", $"{open.Latest}"));
        if (found.Count == 0) found.Add(new Divergence("venue", "compared", "match", "not in 200 s"));
    }

    private bool IsSettled() => Books.Orders.InFlightCount == 0 && Books.Queries.PendingCount == 0
        && Books.Reconciliation.LastOf(line.Venue) is { Status: ComparisonStatus.Match } last
        && now.Value - last.At.Value < 30 * UtcNanos.PerSecond;

    private void Judge()
    {
        VenueTruth truth = new();
        line.Truth = truth;
        List<Order> ours = [];
        foreach (Order order in Books.Orders.All) ours.Add(order);
        Inquire(AllTrades, QueryKind.Executions, default);
        Inquire(OpenOrders, QueryKind.OpenOrders, default);
        for (int i = 0; i < ours.Count; i++) Inquire(FirstOrder - i, QueryKind.Order, ours[i].WireId);
        line.Market.AdvanceTo(now.AddNanos(UtcNanos.PerSecond));
        JudgeTrades(truth);
        JudgeLive(truth.Answers[OpenOrders]);
        for (int i = 0; i < ours.Count; i++) JudgeOrder(ours[i], truth.Answers[FirstOrder - i]);
        JudgePosition();
    }

    private void Inquire(long id, QueryKind kind, ClOrdId request) =>
        line.Market.Ask(new VenueQuery(id, kind, request, default, "", "", default), now);

    private void JudgeTrades(VenueTruth truth)
    {
        if (Books.Executions.Count != truth.Trades.Count)
            found.Add(new Divergence("executions", "booked", $"{truth.Trades.Count}", $"{Books.Executions.Count}"));
    }

    // An order that lives twice has two rows, or one that no order of ours leads to.
    private void JudgeLive(VenueAnswer open)
    {
        int live = 0;
        foreach (Order order in Books.Orders.Open)
            if (!order.IsHeld) live++;
        if (open.Orders.Count != live)
            found.Add(new Divergence("live orders", "at the venue", $"{live}", $"{open.Orders.Count}"));
    }

    private void JudgeOrder(Order order, VenueAnswer answer)
    {
        string key = $"order {order.ClOrdId} {order.WireId}";
        ExecutionReport theirs = answer.Orders.Count == 1 ? answer.Orders[0] : default;
        decimal done = theirs.CumQty?.Value ?? 0;
        decimal left = theirs.LeavesQty?.Value ?? 0;
        if (order.CumQty.Value != done)
            found.Add(new Divergence(key, "CumQty", $"{done}", $"{order.CumQty}"));
        if (order.LeavesQty.Value != left && !order.IsHeld)
            found.Add(new Divergence(key, "LeavesQty", $"{left}", $"{order.LeavesQty} {order.OrdStatus}"));
        bool isTheirs = answer.Status == AnswerStatus.Complete && theirs.OrdStatus != OrdStatus.Rejected;
        if (isTheirs && order.OrdStatus == OrdStatus.Rejected)
            found.Add(new Divergence(key, "OrdStatus", $"{theirs.OrdStatus}", "rejected without evidence"));
    }

    private void JudgePosition()
    {
        decimal ours = 0;
        foreach (Position position in Books.Positions.All) ours += position.Qty.Value;
        decimal theirs = 0;
        foreach (VenueAccount account in line.Market.Books.Accounts)
            foreach (Holding holding in account.Holdings) theirs += holding.Qty.Value;
        if (ours != theirs) found.Add(new Divergence("position", "quantity", $"{theirs}", $"{ours}"));
    }
}
