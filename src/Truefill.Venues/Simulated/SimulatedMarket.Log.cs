using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Log;
using Truefill.Venues.Simulated.Sessions;

namespace Truefill.Venues.Simulated;

/// <summary>What makes it the same venue after a restart.</summary>
public sealed partial class SimulatedMarket
{
    private readonly RawLine? logged;

    /// <summary>
    /// Becomes the venue that wrote these lines: its orders, trades and accounts, and the ids that it has given. Orders
    /// that a script answered are the market's from here on.
    /// </summary>
    /// <exception cref="System.IO.InvalidDataException">A line is not one of a venue's log.</exception>
    /// <exception cref="InvalidOperationException">It has connected before.</exception>
    public void Restore(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (line.Connection > 0) throw new InvalidOperationException("only a new venue can be restored");
        Dictionary<ExecId, TradeRecord> trades = [];
        List<SimulatedOrder> known = [];
        foreach (string text in lines)
        {
            IsRestored = true;
            if (MomentLine.Is(text))
            {
                Restore(MomentLine.Parse(text));
                continue;
            }

            if (SnapshotLine.Is(text))
            {
                Restore(SnapshotLine.Parse(text));
                continue;
            }

            VenueLogLine entry = VenueLogLine.Parse(text);
            ExecutionReport said = entry.Report;
            SimulatedOrder? order = orders.Find(default, said.OrderId);
            if (order is null)
            {
                SymbolBook book = Book(said.SymbolName!) ?? AddSymbol(new SimulatedInstrument(said.SymbolName!));
                order = new SimulatedOrder(book, said.AccountName!, said.OrderId)
                {
                    LinkId = entry.LinkId,
                    ActiveSince = said.TransactTime,
                };
                known.Add(order);
            }

            if (entry.Note == LogNote.Forgotten) orders.Forget(order);
            else Restore(order, in said, entry.Note, trades);
            Now = UtcNanos.Max(Now, said.TransactTime);
            lastOrder = entry.Orders;
            lastExec = entry.Executions;
            lastSeq = said.VenueSeq;
        }

        foreach (SimulatedOrder order in known)
        {
            if (!order.IsOpen || orders.Find(default, order.OrderId) != order) continue;
            bool isOver = order.Terms.TimeInForce == TimeInForce.Day && EndOfDay(order) <= Now;
            Open(order);
            if (isOver) End(order, ExecType.Expired, "the session ended");
        }
    }

    private static UtcNanos EndOfDay(SimulatedOrder order)
    {
        SessionPhase phase = order.Book.Sessions.At(order.ActiveSince);
        return phase.IsOpen ? phase.Until : order.Book.Sessions.At(phase.Until).Until;
    }

    private void Restore(
        SimulatedOrder order, in ExecutionReport report, LogNote note, Dictionary<ExecId, TradeRecord> trades)
    {
        order.Terms = new OrderTerms(
            report.Side!.Value,
            report.OrdType!.Value,
            report.TimeInForce!.Value,
            report.OrderQty!.Value,
            report.Price,
            report.StopPx);
        switch (report.ExecType)
        {
            case ExecType.Trade:
                TradeRecord trade = new(order, report.ExecId, report.LastQty!.Value, report.LastPx!.Value);
                Book(trade);
                if (report.Fee is { } fee) Books.Account(order.Account).Pay(fee.Amount.Currency, fee.Amount.Amount);
                order.PaidPerOrder = true;
                Remember(trade, in report, trades);
                break;
            case ExecType.Restated when order.CumQty.IsPositive:
                order.SplitFactor *= (long)(report.CumQty!.Value.Value / order.CumQty.Value);
                break;
            case ExecType.OrderStatus when !orders.Knows(report.ClOrdId):
                RestoreOpen(order, in report);
                break;
            case ExecType.TradeCancel when trades.Remove(report.ExecRefId, out TradeRecord? busted):
                Undo(busted);
                busted.IsBusted = true;
                Remember(busted, in report, trades);
                break;
            case ExecType.TradeCorrect when trades.Remove(report.ExecRefId, out TradeRecord? corrected):
                Undo(corrected);
                corrected.Qty = report.LastQty!.Value;
                corrected.Px = report.LastPx!.Value;
                Book(corrected);
                Remember(corrected, in report, trades);
                break;
        }

        order.CumQty = report.CumQty!.Value;
        order.Status = WithoutPending(in report);
        order.IsTriggered |= note == LogNote.Triggered || order.CumQty.IsPositive;
        order.WireId = report.ClOrdId;
        if (!orders.Knows(report.ClOrdId)) orders.Add(report.ClOrdId, order);
    }

    // A request that was pending is lost with the process, as what was under way to it is.
    private static OrdStatus WithoutPending(in ExecutionReport report)
    {
        OrdStatus status = report.OrdStatus!.Value;
        if (status is not (OrdStatus.PendingCancel or OrdStatus.PendingReplace)) return status;
        return report.CumQty is { IsPositive: true } ? OrdStatus.PartiallyFilled : OrdStatus.New;
    }

    private void Book(TradeRecord trade)
    {
        SimulatedInstrument instrument = trade.Order.Book.Instrument;
        Qty signed = trade.Order.IsBuy ? trade.Qty : -trade.Qty;
        trade.Order.TradedValue += trade.Qty.Value * trade.Px.Value;
        Books.Account(trade.Order.Account).Trade(instrument, CurrencyOf(instrument), signed, trade.Px);
    }

    private void Remember(TradeRecord trade, in ExecutionReport report, Dictionary<ExecId, TradeRecord> trades)
    {
        trade.ExecId = report.ExecId;
        trades[report.ExecId] = trade;
        executions.Add(trade, in report);
    }

    private void WriteDown(in ExecutionReport said, ClOrdId linkId, LogNote note = LogNote.None)
    {
        if (logged is not null)
            settings.Log!.Append(logged.WriteLogged(in said, linkId, note, lastOrder, lastExec));
    }

    // Nobody is told, so it takes no number of a report.
    private void WriteDownTriggered(SimulatedOrder order)
    {
        if (logged is null) return;
        long seq = lastSeq;
        ExecutionReport status = StatusOf(order);
        status.VenueSeq = lastSeq = seq;
        WriteDown(in status, order.LinkId, LogNote.Triggered);
    }
}
