using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Books;

namespace Truefill.Venues.Simulated;

/// <summary>Who trades with a print, and for how much.</summary>
public sealed partial class SimulatedMarket
{
    private readonly List<SimulatedOrder> served = [];
    private readonly List<SimulatedOrder> triggered = [];

    private void Trade(SymbolBook book, in TradePrint print)
    {
        book.LastPrice = print.Price;
        Mark(book, print.Price);
        if (!book.IsOpenAt(print.Time)) return;
        Serve(book, in print);
        CancelUndecided(book, print.Time);
        Trigger(book, in print);
    }

    private void Serve(SymbolBook book, in TradePrint print)
    {
        served.Clear();
        Gather(book, in print);
        Qty left = print.Size;
        foreach (SimulatedOrder order in served)
        {
            // An order that was served before this one may have ended or shortened it: they are linked.
            if (!order.IsOpen) continue;
            Qty leaves = order.LeavesQty;
            if (order.Terms.TimeInForce == TimeInForce.FillOrKill && leaves > left) continue;
            Qty taken = Qty.Min(leaves, left);
            if (!taken.IsPositive) continue;
            left -= taken;
            Execute(order, taken, print.Price);
        }
    }

    // By price, then time; between the two sides by time. Ends when the print is sure to be used up.
    private void Gather(SymbolBook book, in TradePrint print)
    {
        int bid = book.Bids.Count;
        int offer = book.Offers.Count;
        SimulatedOrder? nextBid = Next(book.Bids, ref bid, print.Price.Value, print.Time);
        SimulatedOrder? nextOffer = Next(book.Offers, ref offer, -print.Price.Value, print.Time);
        Qty wanted = Qty.Zero;
        while (wanted < print.Size && (nextBid ?? nextOffer) is not null)
        {
            bool takesBid = nextOffer is null || (nextBid is not null && nextBid.Priority < nextOffer.Priority);
            SimulatedOrder next = takesBid ? nextBid! : nextOffer!;
            served.Add(next);
            if (next.Terms.TimeInForce != TimeInForce.FillOrKill && next.LinkId.IsNone) wanted += next.LeavesQty;
            if (takesBid) nextBid = Next(book.Bids, ref bid, print.Price.Value, print.Time);
            else nextOffer = Next(book.Offers, ref offer, -print.Price.Value, print.Time);
        }
    }

    private static SimulatedOrder? Next(OrderQueue queue, ref int index, decimal keyLeast, UtcNanos printedAt)
    {
        while (--index >= 0)
        {
            SimulatedOrder order = queue[index];
            if (order.SortKey < keyLeast) return null;
            if (order.ActiveSince < printedAt) return order;
        }

        return null;
    }

    private void CancelUndecided(SymbolBook book, UtcNanos printedAt)
    {
        for (int i = 0; i < book.Immediate.Count;)
        {
            SimulatedOrder order = book.Immediate[i];
            if (order.ActiveSince < printedAt) End(order, ExecType.Canceled, "not to be had at once");
            else i++;
        }
    }

    // A triggered stop is a new arrival: this print's size was there before it.
    private void Trigger(SymbolBook book, in TradePrint print)
    {
        triggered.Clear();
        GatherStops(book.StopsToBuy, -print.Price.Value, print.Time);
        GatherStops(book.StopsToSell, print.Price.Value, print.Time);
        if (triggered.Count == 0) return;
        triggered.Sort(static (a, b) => a.Priority.CompareTo(b.Priority));
        foreach (SimulatedOrder order in triggered)
        {
            book.Withdraw(order);
            order.IsTriggered = true;
            TakeLastPlace(order);
            book.Rest(order);
            LimitWait(order);
            WriteDownTriggered(order);
        }
    }

    private void GatherStops(OrderQueue stops, decimal keyLeast, UtcNanos printedAt)
    {
        int index = stops.Count;
        while (Next(stops, ref index, keyLeast, printedAt) is { } order) triggered.Add(order);
    }

    /// <summary>Books a trade and reports it.</summary>
    internal void Execute(SimulatedOrder order, Qty qty, Px px)
    {
        SimulatedInstrument instrument = order.Book.Instrument;
        Currency currency = CurrencyOf(instrument);
        order.CumQty += qty;
        order.TradedValue += qty.Value * px.Value;
        bool isDone = order.CumQty >= order.Terms.OrderQty;
        if (isDone) Close(order, OrdStatus.Filled);
        else order.Status = OrdStatus.PartiallyFilled;
        Qty signed = order.IsBuy ? qty : -qty;
        VenueAccount account = Books.Account(order.Account);
        account.Trade(instrument, currency, signed, px);
        Fee? fee = FeeFor(order, qty, px, currency);
        if (fee is { } charged) account.Pay(charged.Amount.Currency, charged.Amount.Amount);
        TradeRecord trade = new(order, NextExecId(), qty, px);
        if (order.Script is { } scripted) scripted.LastTrade = trade;
        ReportTrade(trade, ExecType.Trade, fee);
        ScheduleAmendment(trade);
        SettleLinks(order, qty);
    }

    private Fee? FeeFor(SimulatedOrder order, Qty qty, Px px, Currency currency)
    {
        TradingFees fees = settings.Fees;
        decimal amount = fees.PerShare * qty.Value;
        if (fees.Rate != 0)
            amount += fees.Rate * decimal.Abs(px.Value) * qty.Value * order.Book.Instrument.Multiplier;
        if (!order.PaidPerOrder) amount += fees.PerOrder;
        order.PaidPerOrder = true;
        if (amount == 0) return null;
        return new Fee(new Money(ExactDecimal.RoundToMaxDecimals(amount), currency), FeeKind.Commission);
    }

    // Together the linked orders never trade more than one of them asked for.
    private void SettleLinks(SimulatedOrder traded, Qty qty)
    {
        if (traded.LinkId.IsNone) return;
        foreach (SimulatedOrder other in new List<SimulatedOrder>(orders.LinkedTo(traded)))
        {
            if (other == traded || !other.IsOpen || other.Account != traded.Account) continue;
            if (!traded.IsOpen || other.LeavesQty <= qty)
            {
                End(other, ExecType.Canceled, "a linked order traded");
                continue;
            }

            other.Terms = other.Terms with { OrderQty = other.Terms.OrderQty - qty };
            Report(other, ExecType.Restated, ReportNature.Unasked, "a linked order traded", RestatedForDecline);
        }
    }

    private void Mark(SymbolBook book, Px price)
    {
        if (!line.IsConnected || settings.MarkInterval.Ticks < 0) return;
        if (!book.LastMarkAt.IsNone && Now.Value - book.LastMarkAt.Value < UtcNanos.NanosOf(settings.MarkInterval))
            return;
        book.LastMarkAt = Now;
        line.Mark(new SetMark(book.Symbol, price, Now), Now);
    }
}
