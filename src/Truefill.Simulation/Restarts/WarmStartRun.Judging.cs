using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Ordeal;
using Truefill.Venues;
using Truefill.Venues.Simulated.Books;

namespace Truefill.Simulation.Restarts;

/// <content>Orders, executions and positions are the venue's, and each order has come to what its fate says.</content>
internal sealed partial class WarmStartRun
{
    private const long AllTrades = -1;
    private const long OpenOrders = -2;
    private const long FirstOrder = -10;

    private void Judge()
    {
        VenueTruth truth = new();
        line.Truth = truth;
        List<Order> ours = [.. Books.Orders.All];
        Inquire(AllTrades, QueryKind.Executions, default);
        Inquire(OpenOrders, QueryKind.OpenOrders, default);
        for (int i = 0; i < ours.Count; i++) Inquire(FirstOrder - i, QueryKind.Order, ours[i].WireId);
        line.Market.AdvanceTo(now.AddNanos(UtcNanos.PerSecond));
        for (int i = 0; i < ours.Count; i++) JudgeOrder(ours[i], truth.Answers[FirstOrder - i]);
        Expect("live orders", "ours", truth.Answers[OpenOrders].Orders.Count, Books.Orders.OpenCount);
        Expect("executions", "booked", truth.Trades.Count, Books.Executions.Count);
        Expect("breaks", "open", 0, Books.Reconciliation.Breaks.Count(b => b.State != BreakState.Resolved));
        JudgePositions();
        JudgeSent();
        foreach ((OrderFates fate, List<ClOrdId> ids) in entered)
            foreach (ClOrdId id in ids) JudgeFate(fate, id);
        foreach (ClOrdId id in orphans) JudgeOrphan(id);
    }

    private void Inquire(long id, QueryKind kind, ClOrdId request) =>
        line.Market.Ask(new VenueQuery(id, kind, request, default, "", "", default), now);

    private void Expect<T>(string key, string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            found.Add(new Divergence(key, what, $"{expected}", $"{actual}"));
    }

    private void JudgeOrder(Order order, VenueAnswer answer)
    {
        string key = $"order {order.ClOrdId} {order.WireId}";
        ExecutionReport theirs = answer.Orders.Count == 1 ? answer.Orders[0] : default;
        Expect(key, "CumQty", theirs.CumQty?.Value ?? 0, order.CumQty.Value);
        Expect(key, "LeavesQty", theirs.LeavesQty?.Value ?? 0, order.LeavesQty.Value);
        if (answer.Status == AnswerStatus.Complete) Expect(key, "OrdStatus", theirs.OrdStatus, order.OrdStatus);
        else Expect(key, "OrdStatus", OrdStatus.Rejected, order.OrdStatus);
    }

    private void JudgePositions()
    {
        SortedDictionary<string, decimal> difference = [];
        foreach (Position position in Books.Positions.All)
        {
            string symbol = Books.Names.Of(position.Key.Symbol);
            difference[symbol] = difference.GetValueOrDefault(symbol) + position.Qty.Value;
        }

        foreach (VenueAccount account in line.Market.Books.Accounts)
            foreach (Holding holding in account.Holdings)
                difference[holding.Symbol] = difference.GetValueOrDefault(holding.Symbol) - holding.Qty.Value;
        foreach ((string symbol, decimal off) in difference) Expect($"position {symbol}", "ours less theirs", 0m, off);
    }

    // Since the start only what was held has left, each order of it once.
    private void JudgeSent()
    {
        List<string> held = [];
        foreach (ClOrdId id in entered.GetValueOrDefault(OrderFates.Held) ?? []) held.Add($"New {OrderOf(id)!.WireId}");
        IEnumerable<string> left = sentSince.Select(command => $"{command.Kind} {command.WireId}");
        Expect("since the start", "sent", string.Join(", ", held), string.Join(", ", left));
    }

    private void JudgeFate(OrderFates fate, ClOrdId id)
    {
        string key = $"{fate} {id}";
        if (OrderOf(id) is not { } order)
        {
            // The one whose block was torn by the kill: its client was never told that it is in.
            if (fate != OrderFates.Queued || id != entered[fate][^1])
                found.Add(new Divergence(key, "order", "in the books", "lost"));
            return;
        }

        if (fate == OrderFates.Queued) Expect(key, "sent", false, sent.Contains(order.WireId));
        else Expect(key, "sent", true, sent.Contains(order.WireId));
        switch (fate)
        {
            case OrderFates.Held or OrderFates.Working:
                Expect(key, "open", true, order.LeavesQty.IsPositive);
                break;
            case OrderFates.Queued:
                Expect(key, "OrdStatus", OrdStatus.Rejected, order.OrdStatus);
                break;
            case OrderFates.FilledMeanwhile:
                Expect(key, "OrdStatus", OrdStatus.Filled, order.OrdStatus);
                break;
            case OrderFates.CanceledMeanwhile:
                Expect(key, "OrdStatus", OrdStatus.Canceled, order.OrdStatus);
                break;
        }
    }

    private void JudgeOrphan(ClOrdId id)
    {
        if (OrderOf(id) is not { } order) found.Add(new Divergence($"orphan {id}", "order", "adopted", "unknown"));
        else Expect($"orphan {id}", "strategy", SubLedgers.Manual, Books.Names.Of(order.Strategy));
    }

    private Order? OrderOf(ClOrdId id) =>
        Books.Orders.Find(id) is { IsFound: true } lookup ? Books.Orders[lookup.Order] : null;
}
