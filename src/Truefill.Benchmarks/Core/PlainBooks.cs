using System;
using System.Collections.Generic;

namespace Truefill.Benchmarks.Core;

/// <summary>
/// What most would write: dictionaries keyed by the texts of the messages, an object per thing, decimals, FIFO lots.
/// It rejects repeated executions, keeps order and position, publishes the position, and does no more: no journal, no
/// replica, no order of venue times, no busts. The reference of <c>core.fill</c>.
/// </summary>
internal sealed class PlainBooks
{
    private readonly Dictionary<string, PlainOrder> orders = new(StringComparer.Ordinal);
    private readonly HashSet<string> executions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Symbol), PlainPosition> positions = [];
    private readonly Dictionary<(string Account, string Symbol), PlainSnapshot> published = [];

    public int Executions => executions.Count;

    public void Enter(string clOrdId, string account, string symbol, bool buys, decimal quantity, decimal price)
    {
        orders.Add(clOrdId, new PlainOrder
        {
            ClOrdId = clOrdId,
            Account = account,
            Symbol = symbol,
            Buys = buys,
            OrderQty = quantity,
            Price = price,
        });
    }

    /// <summary>False: it came before, or no order has the id.</summary>
    public bool Fill(PlainReport report)
    {
        if (!orders.TryGetValue(report.ClOrdId, out PlainOrder? order) || !executions.Add(report.ExecId)) return false;
        order.CumQty += report.LastQty;
        order.Notional += report.LastQty * report.LastPx;
        order.Status = order.CumQty >= order.OrderQty ? "filled" : "partially_filled";
        order.Executions.Add(report.ExecId);
        (string, string) key = (order.Account, order.Symbol);
        if (!positions.TryGetValue(key, out PlainPosition? position)) positions[key] = position = new PlainPosition();
        position.Take(order.Buys ? report.LastQty : -report.LastQty, report.LastPx);
        published[key] = new PlainSnapshot(position.Qty, position.Cost, position.Realized);
        return true;
    }
}

/// <summary>A trade as the plain way has it after parsing: an object with the message's texts.</summary>
internal sealed record PlainReport(
    string ClOrdId, string ExecId, decimal LastQty, decimal LastPx, DateTime TransactTime);

internal sealed record PlainSnapshot(decimal Qty, decimal Cost, decimal Realized);

internal sealed class PlainOrder
{
    public required string ClOrdId { get; init; }

    public required string Account { get; init; }

    public required string Symbol { get; init; }

    public required bool Buys { get; init; }

    public required decimal OrderQty { get; init; }

    public required decimal Price { get; init; }

    public decimal CumQty { get; set; }

    public decimal Notional { get; set; }

    public string Status { get; set; } = "new";

    public List<string> Executions { get; } = [];
}

internal sealed class PlainPosition
{
    private readonly Queue<PlainLot> lots = [];

    public decimal Qty { get; private set; }

    public decimal Cost { get; private set; }

    public decimal Realized { get; private set; }

    public void Take(decimal quantity, decimal price)
    {
        decimal rest = quantity;
        while (rest != 0 && Qty != 0 && rest > 0 != Qty > 0)
        {
            PlainLot lot = lots.Peek();
            decimal part = Math.Abs(lot.Qty) <= Math.Abs(rest) ? lot.Qty : -rest;
            Realized += part * (price - lot.Price);
            Cost -= part * lot.Price;
            Qty -= part;
            rest += part;
            lot.Qty -= part;
            if (lot.Qty == 0) lots.Dequeue();
        }

        if (rest == 0) return;
        lots.Enqueue(new PlainLot { Qty = rest, Price = price });
        Qty += rest;
        Cost += rest * price;
    }
}

internal sealed class PlainLot
{
    public decimal Qty { get; set; }

    public required decimal Price { get; init; }
}
