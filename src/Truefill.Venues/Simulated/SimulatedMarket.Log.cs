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
            else Restore(order, in entry, trades);
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

    private void Restore(SimulatedOrder order, in VenueLogLine entry, Dictionary<ExecId, TradeRecord> trades)
    {
        ExecutionReport past = entry.Report;
        order.Terms = new OrderTerms(
            past.Side!.Value,
            past.OrdType!.Value,
            past.TimeInForce!.Value,
            past.OrderQty!.Value,
            past.Price,
            past.StopPx);
        switch (past.ExecType)
        {
            case ExecType.Trade:
                TradeRecord trade = new(order, past.ExecId, past.LastQty!.Value, past.LastPx!.Value);
                Book(trade);
                if (past.Fee is { } fee) Books.Account(order.Account).Pay(fee.Amount.Currency, fee.Amount.Amount);
                order.PaidPerOrder = true;
                Remember(trade, in past, trades);
                break;
            case ExecType.Restated when order.CumQty.IsPositive:
                order.SplitFactor *= (long)(past.CumQty!.Value.Value / order.CumQty.Value);
                break;
            case ExecType.OrderStatus when !orders.Knows(past.ClOrdId):
                RestoreOpen(order, in past);
                break;
            case ExecType.TradeCancel when trades.Remove(past.ExecRefId, out TradeRecord? busted):
                Undo(busted);
                busted.IsBusted = true;
                Remember(busted, in past, trades);
                break;
            case ExecType.TradeCorrect when trades.Remove(past.ExecRefId, out TradeRecord? corrected):
                Undo(corrected);
                corrected.Qty = past.LastQty!.Value;
                corrected.Px = past.LastPx!.Value;
                Book(corrected);
                Remember(corrected, in past, trades);
                break;
        }

        order.CumQty = past.CumQty!.Value;
        order.Status = WithoutPending(in past);
        order.IsTriggered |= entry.Note == LogNote.Triggered || order.CumQty.IsPositive;
        order.WireId = past.ClOrdId;
        if (!orders.Knows(past.ClOrdId)) orders.Add(past.ClOrdId, order);
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
