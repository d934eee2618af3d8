using System;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Generation;

public sealed partial class InputGenerator
{
    private void Advance()
    {
        WorldOrder order = orders[chance.Below(OrderCount)];
        if (!order.IsUsed || order.IsClosed) return;
        if (order.IsBlackHole)
        {
            if (chance.OneIn(20)) Resolve(order);
            return;
        }

        if (!order.IsAccepted) Accept(order);
        else if (order.IsDone) Renew(order);
        else if (order.CancelPending) AnswerCancel(order);
        else if (order.ReplacePending) AnswerReplace(order);
        else Work(order);
    }

    private void Accept(WorldOrder order)
    {
        if (chance.OneIn(6)) Report(order, ExecType.PendingNew, order.ClOrdId);
        if (!order.IsPhone && chance.OneIn(20))
        {
            order.IsClosed = true;
            Report(order, ExecType.Rejected, order.ClOrdId);
            return;
        }

        order.IsAccepted = true;
        Report(order, ExecType.New, order.ClOrdId);
    }

    private void Renew(WorldOrder order)
    {
        if (!chance.OneIn(4)) return;
        order.IsDone = false;
        Report(order, ExecType.Restated, order.ClOrdId).Report.Reason = 1;
    }

    private void AnswerCancel(WorldOrder order)
    {
        int roll = chance.Below(8);
        if (roll < 2)
        {
            Report(order, ExecType.PendingCancel, order.CancelId);
        }
        else if (roll < 4)
        {
            Fill(order);
        }
        else
        {
            order.CancelPending = false;
            if (roll == 4 || order.Leaves == 0)
            {
                Refuse(order, order.CancelId, toReplace: false);
                return;
            }

            if (order.ReplacePending) Refuse(order, order.ReplaceId, toReplace: true);
            order.ReplacePending = false;
            order.IsClosed = true;
            Report(order, ExecType.Canceled, order.CancelId);
        }
    }

    private void AnswerReplace(WorldOrder order)
    {
        int roll = chance.Below(8);
        if (roll < 2)
        {
            Report(order, ExecType.PendingReplace, order.ReplaceId);
        }
        else if (roll < 4)
        {
            Fill(order);
        }
        else
        {
            order.ReplacePending = false;
            if (roll == 4 || order.Leaves == 0)
            {
                Refuse(order, order.ReplaceId, toReplace: true);
                return;
            }

            order.OrderQty = Math.Max(order.ReplaceQty, order.CumQty);
            order.ClOrdId = order.ReplaceId;
            Report(order, ExecType.Replaced, order.ReplaceId).Report.IsFix42 = Has(FaultKind.Fix42);
        }
    }

    private void Work(WorldOrder order)
    {
        if (order.Leaves == 0)
        {
            order.IsClosed = true;
            if (Has(FaultKind.Calculate)) Report(order, ExecType.Calculated, order.ClOrdId);
            return;
        }

        if (Has(FaultKind.Expire)) Close(order, ExecType.Expired);
        else if (Has(FaultKind.UnsolicitedCancel)) Close(order, ExecType.Canceled);
        else if (Has(FaultKind.DoneForDay)) Done(order);
        else if (Has(FaultKind.Suspend)) Report(order, ExecType.Suspended, order.ClOrdId);
        else if (Has(FaultKind.Stop)) Report(order, ExecType.Stopped, order.ClOrdId);
        else if (Has(FaultKind.StatusReport)) Status(order);
        else if (Has(FaultKind.RestatedQuantity)) Restate(order);
        else if (!order.IsSplit && order.CumQty > 0 && Has(FaultKind.Split)) SplitTwoForOne(order);
        else Fill(order);
    }

    private void Close(WorldOrder order, ExecType how)
    {
        order.IsClosed = true;
        Report(order, how, order.ClOrdId);
    }

    private void Done(WorldOrder order)
    {
        order.IsDone = order.Life == TimeInForce.GoodTillCancel;
        order.IsClosed = !order.IsDone;
        Report(order, ExecType.DoneForDay, order.ClOrdId);
    }

    private void Status(WorldOrder order) =>
        Report(order, ExecType.OrderStatus, order.ClOrdId).Report.OrdStatus =
            order.CumQty > 0 ? OrdStatus.PartiallyFilled : OrdStatus.New;

    private void Restate(WorldOrder order)
    {
        order.OrderQty = order.CumQty + chance.Between(1, 100) * Lots[order.Symbol];
        Report(order, ExecType.Restated, order.ClOrdId).Report.Reason = 5;
    }

    private void SplitTwoForOne(WorldOrder order)
    {
        order.IsSplit = true;
        order.OrderQty *= 2;
        order.CumQty *= 2;
        order.TradeCount = 0;
        Report(order, ExecType.Restated, order.ClOrdId).Report.Reason = 0;
    }

    private void Fill(WorldOrder order)
    {
        decimal lot = Lots[order.Symbol];
        int most = (int)Math.Clamp(order.Leaves / lot, 1, 1000);
        decimal quantity = (chance.OneIn(3) ? most : chance.Between(1, most)) * lot;
        if (order.Leaves == 0 && !Has(FaultKind.Overfill)) return;
        if (Has(FaultKind.Overfill)) quantity += lot;
        Trade(order, quantity);
    }

    private void Trade(WorldOrder order, decimal quantity)
    {
        decimal price = NextPrice(order.Symbol);
        ShortText id = NewExecId(order.Venue);
        bool isBusted = Has(FaultKind.BustBeforeTrade);
        if (isBusted) PostEarly(order, ExecType.TradeCancel, id, quantity, price);
        else if (Has(FaultKind.CorrectBeforeTrade)) PostEarly(order, ExecType.TradeCorrect, id, quantity, price);
        else Remember(order, id, quantity, price);
        if (!isBusted) order.CumQty += quantity;
        ref Input input = ref Report(order, ExecType.Trade, order.ClOrdId);
        ref ExecutionReport report = ref input.Report;
        report.ExecId = new ExecId(id);
        report.LastQty = Quantity.Of(quantity);
        report.LastPx = Quantity.Price(price);
        if (chance.OneIn(3)) report.Fee = AnyFee(quantity);
        if (Has(FaultKind.ManyCharges)) Charge(ref report);
    }

    private void Charge(ref ExecutionReport report)
    {
        report.Fee ??= OtherFee();
        if (later.OneIn(2)) report.FurtherFees = later.OneIn(2) ? [OtherFee()] : [OtherFee(), OtherFee()];
    }

    private Fee OtherFee() => new(
        new Money(later.Between(-5, 100) / 100m, later.OneIn(4) ? Bnb : Currency.Usd),
        later.OneIn(2) ? FeeKind.Exchange : FeeKind.Commission);

    private Fee AnyFee(decimal quantity) => Has(FaultKind.ForeignFee)
        ? new Fee(new Money(0.001m * quantity, Bnb), FeeKind.Commission)
        : new Fee(new Money(chance.Between(-5, 100) / 100m, Currency.Usd), FeeKind.Commission);

    private void PostEarly(WorldOrder order, ExecType type, ShortText about, decimal quantity, decimal price)
    {
        ref ExecutionReport report = ref Report(order, type, order.ClOrdId).Report;
        report.ExecRefId = new ExecId(about);
        if (type == ExecType.TradeCancel) return;
        report.LastQty = Quantity.Of(quantity);
        report.LastPx = Quantity.Price(price + Ticks[order.Symbol]);
        if (Has(FaultKind.ManyCharges)) Charge(ref report);
    }

    private void Remember(WorldOrder order, ShortText id, decimal quantity, decimal price)
    {
        int at = order.TradeCount++ % WorldOrder.MaxTrades;
        order.Trades[at] = new WorldTrade
        {
            Id = id,
            Scope = Scope(order.Venue),
            Quantity = quantity,
            Price = price,
            Side = order.Side,
            Account = AccountNames[order.Account],
        };
    }

    private ref Input Report(WorldOrder order, ExecType type, ShortText id)
    {
        ref Input input = ref Post(InputKind.ExecutionReport, VenueSources[order.Venue], null);
        int slot = (outboxTail - 1) % OutboxSize;
        owners[slot] = order;
        ownerSerials[slot] = order.Serial;
        input.Report = new ExecutionReport { Venue = venues[order.Venue], ExecType = type };

        // Only trades share a time with the one before.
        if (type != ExecType.Trade || !lastWasTrade) time++;
        lastWasTrade = type == ExecType.Trade;
        ref ExecutionReport report = ref input.Report;
        report.ClOrdId = new ClOrdId(id);
        if (id != order.ClOrdId) report.OrigClOrdId = new ClOrdId(order.ClOrdId);
        report.OrderId = new OrderId(order.OrderId);
        report.ExecId = new ExecId(NewExecId(order.Venue));
        report.Scope = Scope(order.Venue);
        report.AccountName = AccountNames[order.Account];
        report.SymbolName = SymbolNames[order.Symbol];
        report.Side = order.Side;
        report.TimeInForce = order.Life;
        report.OrderQty = Quantity.Of(order.OrderQty);
        report.CumQty = Quantity.Of(order.CumQty);
        report.LeavesQty = Quantity.Of(order.Leaves);
        report.TransactTime = new UtcNanos(time);
        report.VenueSeq = ++venueSeqs[order.Venue];
        return ref input;
    }

    private void Refuse(WorldOrder order, ShortText request, bool toReplace)
    {
        lastWasTrade = false;
        Post(InputKind.OrderCancelReject, VenueSources[order.Venue], new OrderCancelReject
        {
            Venue = venues[order.Venue],
            ClOrdId = new ClOrdId(request),
            OrigClOrdId = new ClOrdId(order.ClOrdId),
            OrderId = new OrderId(order.OrderId),
            ToReplace = toReplace,
            Reason = 0,
            TransactTime = new UtcNanos(++time),
            VenueSeq = ++venueSeqs[order.Venue],
        });
    }

    // Busts, corrections and fills of orders that may be long over.
    private void Revise()
    {
        WorldOrder order = orders[chance.Below(OrderCount)];
        if (!order.IsUsed || order.IsBlackHole || !order.IsAccepted) return;
        if (order.IsClosed && Has(FaultKind.LateFill)) Trade(order, chance.Between(1, 5) * Lots[order.Symbol]);
        if (order.TradeCount == 0) return;
        int at = chance.Below(Math.Min(order.TradeCount, WorldOrder.MaxTrades));
        if (order.Trades[at].Id.IsEmpty || order.Trades[at].Scope != Scope(order.Venue)) return;
        if (Has(FaultKind.Bust)) Bust(order, ref order.Trades[at]);
        else if (Has(FaultKind.Correct)) Correct(order, ref order.Trades[at]);
    }

    private void Bust(WorldOrder order, ref WorldTrade trade)
    {
        order.CumQty -= trade.Quantity;
        ref ExecutionReport report = ref Report(order, ExecType.TradeCancel, order.ClOrdId).Report;
        report.ExecRefId = new ExecId(trade.Id);
        report.AccountName = trade.Account;
        report.Side = trade.Side;
        trade.Id = default;
    }

    private void Correct(WorldOrder order, ref WorldTrade trade)
    {
        decimal quantity = chance.Between(1, 100) * Lots[order.Symbol];
        order.CumQty += quantity - trade.Quantity;
        trade.Quantity = quantity;
        trade.Price = NextPrice(order.Symbol);
        if (Has(FaultKind.SideCorrect)) trade.Side = trade.Side == Side.Buy ? Side.Sell : Side.Buy;
        if (Has(FaultKind.AccountCorrect)) trade.Account = AnyAccount();
        ref ExecutionReport report = ref Report(order, ExecType.TradeCorrect, order.ClOrdId).Report;
        report.ExecRefId = new ExecId(trade.Id);
        report.AccountName = trade.Account;
        report.Side = trade.Side;
        report.LastQty = Quantity.Of(quantity);
        report.LastPx = Quantity.Price(trade.Price);
        if (Has(FaultKind.ManyCharges)) Charge(ref report);
        trade.Id = report.ExecId.Text;
    }
}
