using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Venues.Simulated.Scripts;
using Truefill.Venues.Simulated.Sessions;

namespace Truefill.Venues.Simulated;

/// <summary>What the venue does with requests that reach it.</summary>
public sealed partial class SimulatedMarket
{
    private long lastOrder;
    private long lastPriority;

    private void Arrive(in VenueCommand command)
    {
        if (chance.Hits(Faults.Forget)) ForgetSomeOrder();
        RejectReason throttled = Throttled();
        switch (command.Kind)
        {
            case VenueCommandKind.New:
                TakeNew(in command, throttled);
                break;
            case VenueCommandKind.Cancel or VenueCommandKind.Replace when throttled.IsNone && Pends(in command):
                break;
            case VenueCommandKind.Cancel:
                TakeCancel(in command, throttled);
                break;
            case VenueCommandKind.Replace:
                TakeReplace(in command, throttled);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "no such request");
        }
    }

    private void TakeNew(in VenueCommand command, RejectReason throttled)
    {
        SymbolBook? book = Book(command.Symbol);
        RejectReason refused = throttled;
        if (refused.IsNone) refused = OrderRules.Check(in command, book?.Instrument, orders.Knows(command.WireId));
        if (refused.IsNone && !book!.IsOpenAt(Now)) refused = WhenClosed(command.Terms);
        ScriptPlan? plan = refused.IsNone ? script?.PlanFor(in command) : null;
        if (plan is { IgnoresOrder: true }) return;
        if (refused.IsNone && plan is null && chance.Hits(Faults.Reject)) refused = RejectReason.ByChance;
        if (!refused.IsNone)
        {
            Refuse(in command, book, refused);
            return;
        }

        SimulatedOrder order = new(book!, command.Account, NextOrderId())
        {
            WireId = command.WireId,
            LinkId = command.LinkId,
            Terms = command.Terms,
            Status = OrdStatus.New,
        };
        orders.Add(command.WireId, order);
        if (plan is not null)
        {
            StartScript(order, plan, in command);
            return;
        }

        Open(order);
        Report(order, ExecType.New, ReportNature.Answer);
    }

    private void Refuse(in VenueCommand command, SymbolBook? book, RejectReason reason)
    {
        SymbolBook at = book ?? new SymbolBook(new SimulatedInstrument(command.Symbol), SessionCalendar.Always);
        SimulatedOrder refused = new(at, command.Account, NextOrderId())
        {
            WireId = command.WireId,
            Terms = command.Terms,
            Status = OrdStatus.Rejected,
        };

        // A refused copy must not hide the order that has the id, nor one that was only too many for now.
        if (!orders.Knows(command.WireId)) orders.Add(command.WireId, refused);
        Report(refused, ExecType.Rejected, ReportNature.Answer, reason.Text, reason.Code);
    }

    private void TakeCancel(in VenueCommand command, RejectReason throttled)
    {
        SimulatedOrder? order = orders.Find(command.OrigWireId, command.OrderId);
        if (order is { Script: { } scripted } && scripted.OnCancel(this, order, in command)) return;
        RejectReason refused = throttled.IsNone ? OrderRules.CheckAmendment(in command, order) : throttled;
        if (refused.IsNone && orders.Knows(command.WireId)) refused = RejectReason.DuplicateRequest;
        if (refused.IsNone && chance.Hits(Faults.Reject)) refused = RejectReason.ByChance;
        if (refused.IsNone) Cancel(order!, command.WireId, command.OrigWireId);
        else RefuseAmendment(in command, order, refused);
    }

    private void TakeReplace(in VenueCommand command, RejectReason throttled)
    {
        SimulatedOrder? order = orders.Find(command.OrigWireId, command.OrderId);
        if (order is { Script: { } scripted } && scripted.OnReplace(this, order, in command)) return;
        RejectReason refused = throttled.IsNone ? OrderRules.CheckAmendment(in command, order) : throttled;
        if (refused.IsNone && orders.Knows(command.WireId)) refused = RejectReason.DuplicateRequest;
        if (refused.IsNone) refused = OrderRules.CheckReplacement(in command, order!);
        if (refused.IsNone && chance.Hits(Faults.Reject)) refused = RejectReason.ByChance;
        if (refused.IsNone) Replace(order!, in command);
        else RefuseAmendment(in command, order, refused);
    }

    internal void Cancel(SimulatedOrder order, ClOrdId wireId, ClOrdId origWireId)
    {
        orders.Add(wireId, order);
        order.WireId = wireId;
        Close(order, OrdStatus.Canceled);
        Report(order, ExecType.Canceled, ReportNature.Answer, origWireId: origWireId);
    }

    /// <summary>
    /// OrderQty(38) is the whole quantity, executed included. At or below what is executed nothing is left, and the
    /// order is filled. Less of it at the same price keeps its place in time; anything else goes to the end.
    /// </summary>
    internal void Replace(SimulatedOrder order, in VenueCommand command)
    {
        OrderTerms old = order.Terms;
        OrderTerms now = command.Terms with { Side = old.Side, OrdType = old.OrdType };
        if (now.OrderQty < order.CumQty) now = now with { OrderQty = order.CumQty };
        bool keepsPlace = now.OrderQty <= old.OrderQty && now.Price == old.Price && now.StopPx == old.StopPx;
        orders.Add(command.WireId, order);
        order.WireId = command.WireId;
        bool rests = order.Queue is not null;
        if (rests) order.Book.Withdraw(order);
        order.Terms = now;
        if (!keepsPlace) TakeLastPlace(order);
        if (now.OrderQty == order.CumQty) Close(order, OrdStatus.Filled);
        else if (rests) order.Book.Rest(order);
        Report(order, ExecType.Replaced, ReportNature.Answer, origWireId: command.OrigWireId);
    }

    internal void RefuseAmendment(in VenueCommand command, SimulatedOrder? order, RejectReason reason)
    {
        OrderCancelReject reject = new()
        {
            Venue = default,
            ClOrdId = command.WireId,
            OrigClOrdId = command.OrigWireId,
            OrderId = order?.OrderId ?? NoOrderId,
            OrdStatus = order?.ShownStatus ?? OrdStatus.Rejected,
            ToReplace = command.Kind == VenueCommandKind.Replace,
            Reason = reason.CancelCode,
            Text = reason.Text,
            TransactTime = Now,
            VenueSeq = NextSeq(),
        };
        Report(reject);
    }

    internal void Open(SimulatedOrder order)
    {
        TakeLastPlace(order);
        order.Place = order.Book.Open.AddLast(order);
        orders.OpenCount++;
        orders.Link(order);
        if (order.Script is not null) return;
        order.Book.Rest(order);
        LimitWait(order);
        if (order.Terms.TimeInForce == TimeInForce.Day) Watch(order.Book.Sessions);
    }

    internal void Close(SimulatedOrder order, OrdStatus status)
    {
        if (order.IsOpen)
        {
            order.Book.Withdraw(order);
            if (order.Place is { } place) order.Book.Open.Remove(place);
            order.Place = null;
            orders.OpenCount--;
            orders.Unlink(order);
        }

        order.Status = status;
    }

    /// <summary>Ends an order that nobody asked to end.</summary>
    private void End(SimulatedOrder order, ExecType how, string text)
    {
        Close(order, how == ExecType.Expired ? OrdStatus.Expired : OrdStatus.Canceled);
        Report(order, how, ReportNature.Unasked, text);
    }

    private void ExpireDayOrders(SessionCalendar sessions)
    {
        bool wasOpen = sessions.At(Now.AddNanos(-1)).IsOpen;
        bool waits = false;
        foreach (SymbolBook book in symbolsInOrder)
        {
            if (book.Sessions != sessions) continue;
            foreach (SimulatedOrder order in new List<SimulatedOrder>(book.Open))
            {
                if (order.Terms.TimeInForce != TimeInForce.Day) continue;
                if (wasOpen) End(order, ExecType.Expired, "the session ended");
                else waits = true;
            }
        }

        if (waits) Watch(sessions);
    }

    private RejectReason WhenClosed(in OrderTerms terms) =>
        settings.WhenClosed == ClosedMarketPolicy.Reject
        || terms.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill
            ? RejectReason.Closed
            : RejectReason.None;

    private void TakeLastPlace(SimulatedOrder order)
    {
        order.ActiveSince = Now;
        order.Priority = ++lastPriority;
    }

    private void LimitWait(SimulatedOrder order)
    {
        if (order.IsImmediate && !order.AwaitsTrigger)
            agenda.Add(Now.Add(settings.ImmediateWait), new WaitEnds(order));
    }

    private OrderId NextOrderId() => OrderId.FromTrusted(settings.IdPrefix + "O" + Base36(++lastOrder));

    private sealed class RequestArrives(VenueCommand command, int connection) : Due
    {
        public override void Happen(SimulatedMarket market)
        {
            if (market.Reaches(connection)) market.Arrive(in command);
        }
    }

    private sealed class WaitEnds(SimulatedOrder order) : Due
    {
        public override void Happen(SimulatedMarket market)
        {
            if (order.IsOpen && order.IsImmediate)
                market.End(order, ExecType.Canceled, "nothing to trade with in time");
        }
    }
}
