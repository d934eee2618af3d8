using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Books;
using Truefill.Venues.Simulated.Log;

namespace Truefill.Venues.Simulated;

/// <summary>What the venue does on its own: takes trades back, corrects them, ends and forgets orders.</summary>
public sealed partial class SimulatedMarket
{
    /// <summary>Takes a trade back. Its order works on with what is open again, if it still can.</summary>
    /// <param name="execId">ExecID(17) of the last report on the trade.</param>
    /// <returns>False when there is no such trade, or it was taken back before.</returns>
    public bool Bust(ExecId execId) => executions.Find(in execId) is { } trade && Bust(trade);

    /// <summary>Corrects a trade's quantity and price.</summary>
    /// <param name="execId">ExecID(17) of the last report on the trade.</param>
    /// <param name="qty">Positive, and with the order's other trades not more than it asked for.</param>
    /// <returns>False when there is no such trade, it was taken back, or the quantity does not fit.</returns>
    public bool Correct(ExecId execId, Qty qty, Px px) =>
        executions.Find(in execId) is { } trade && Correct(trade, qty, px);

    /// <summary>The venue cancels an open order that nobody asked it to cancel.</summary>
    /// <returns>False when no open order has the id.</returns>
    public bool CancelUnasked(ClOrdId wireId)
    {
        if (orders.Find(in wireId, default) is not { IsOpen: true } order) return false;
        End(order, ExecType.Canceled, "canceled by the venue");
        return true;
    }

    /// <summary>Every open order is gone as if it had never come, and nobody is told.</summary>
    public void ForgetOrders()
    {
        foreach (SymbolBook book in symbolsInOrder)
            foreach (SimulatedOrder order in new List<SimulatedOrder>(book.Open)) Forget(order);
    }

    /// <summary>One open order is gone as if it had never come, and nobody is told.</summary>
    /// <returns>False: there is no such open order.</returns>
    public bool ForgetOrder(ClOrdId wireId)
    {
        if (orders.Find(in wireId, default) is not { IsOpen: true } order) return false;
        Forget(order);
        return true;
    }

    private void ForgetSomeOrder()
    {
        if (orders.OpenCount == 0) return;
        long skipped = chance.Below(orders.OpenCount);
        foreach (SymbolBook book in symbolsInOrder)
        {
            foreach (SimulatedOrder order in book.Open)
            {
                if (skipped-- > 0) continue;
                Forget(order);
                return;
            }
        }
    }

    private void Forget(SimulatedOrder order)
    {
        Close(order, OrdStatus.Canceled);
        orders.Forget(order);
        WriteDown(StatusOf(order), order.LinkId, LogNote.Forgotten);
    }

    private bool Bust(TradeRecord trade)
    {
        if (trade.IsBusted) return false;
        SimulatedOrder order = trade.Order;
        Undo(trade);
        trade.IsBusted = true;
        bool isReopened = Reopen(order);
        ExecId before = trade.ExecId;
        trade.ExecId = NextExecId();
        ReportTrade(trade, ExecType.TradeCancel, fee: null, before, "the trade is taken back");
        if (isReopened) EndIfNotReinstated(order);
        return true;
    }

    private bool Correct(TradeRecord trade, Qty qty, Px px)
    {
        SimulatedOrder order = trade.Order;
        if (trade.IsBusted || !qty.IsPositive) return false;
        if (order.CumQty - trade.QtyInOrder + trade.InOrder(qty) > order.Terms.OrderQty) return false;
        Undo(trade);
        trade.Qty = qty;
        trade.Px = px;
        order.CumQty += trade.QtyInOrder;
        order.TradedValue += qty.Value * px.Value;
        SimulatedInstrument instrument = order.Book.Instrument;
        Qty signed = order.IsBuy ? qty : -qty;
        Books.Account(order.Account).Trade(instrument, CurrencyOf(instrument), signed, px);
        bool isReopened = Reopen(order);
        ExecId before = trade.ExecId;
        trade.ExecId = NextExecId();
        ReportTrade(trade, ExecType.TradeCorrect, fee: null, before, "the trade is corrected");
        if (isReopened) EndIfNotReinstated(order);
        return true;
    }

    private void Undo(TradeRecord trade)
    {
        SimulatedOrder order = trade.Order;
        SimulatedInstrument instrument = order.Book.Instrument;
        order.CumQty -= trade.QtyInOrder;
        order.TradedValue -= trade.Qty.Value * trade.Px.Value;
        Qty signed = order.IsBuy ? trade.Qty : -trade.Qty;
        VenueAccount account = Books.Account(order.Account);
        account.Undo(instrument, CurrencyOf(instrument), signed, trade.Px);
    }

    // A filled order that lost quantity works again; one that had ended otherwise stays ended.
    private bool Reopen(SimulatedOrder order)
    {
        if (order.Status is not (OrdStatus.New or OrdStatus.PartiallyFilled or OrdStatus.Filled)) return false;
        bool isFull = order.CumQty >= order.Terms.OrderQty;
        bool wasFilled = order.Status == OrdStatus.Filled;
        if (wasFilled && isFull) return false;
        if (!wasFilled && isFull)
        {
            Close(order, OrdStatus.Filled);
            return false;
        }

        order.Status = order.CumQty.IsZero ? OrdStatus.New : OrdStatus.PartiallyFilled;
        if (wasFilled) Open(order);
        return wasFilled;
    }

    // What had to trade at once cannot go on, nor what linked orders were canceled for.
    private void EndIfNotReinstated(SimulatedOrder order)
    {
        if (order.IsImmediate || !order.LinkId.IsNone) End(order, ExecType.Canceled, "not reinstated");
    }

    private void ScheduleAmendment(TradeRecord trade)
    {
        bool busts = chance.Hits(Faults.Bust);
        bool corrects = chance.Hits(Faults.Correct);
        if (!busts && !corrects) return;
        long within = UtcNanos.NanosOf(Faults.AmendWithin);
        if (corrects) agenda.Add(Now.AddNanos(chance.Between(1, within)), new CorrectionComes(trade));
        if (busts) agenda.Add(Now.AddNanos(chance.Between(1, within)), new BustComes(trade));
    }

    private void CorrectSomehow(TradeRecord trade)
    {
        Px step = trade.Order.Book.Instrument.Tick;
        decimal by = step > Px.Zero ? step.Value : 0.01m;
        Px px = Px.FromTrusted(ExactDecimal.Normalize(trade.Px.Value + by * (chance.Below(2) == 0 ? -1 : 1)));
        Qty less = trade.Qty - Qty.FromTrusted(1);
        Correct(trade, less.IsPositive && chance.Below(4) == 0 ? less : trade.Qty, px);
    }

    private sealed class BustComes(TradeRecord trade) : Due
    {
        public override void Happen(SimulatedMarket market) => market.Bust(trade);
    }

    private sealed class CorrectionComes(TradeRecord trade) : Due
    {
        public override void Happen(SimulatedMarket market) => market.CorrectSomehow(trade);
    }
}
