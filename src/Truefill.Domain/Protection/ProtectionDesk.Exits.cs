using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Protection;

/// <content>Pairs that close a position: a limit order that somebody entered, and its stop-loss.</content>
public sealed partial class ProtectionDesk
{
    private enum ExitStep
    {
        None,
        TakeBackLimit,
        TakeBackStop,
        SendStop,
        ChangeLimit,
        ChangeStop,
    }

    private void SettleExit(ProtectedOrder entry)
    {
        Order limit = Books.Orders[entry.Order];
        Order? stop = Table.Last(entry, LegKind.StopLoss);
        switch (NextOf(entry, deciding.Now))
        {
            case ExitStep.TakeBackLimit when limit.IsHeld:
                deciding.Emit.Apply(new SubmitAborted(limit.Handle, AbortReason.CanceledWhileHeld, deciding.Now));
                break;
            case ExitStep.TakeBackLimit:
                TakeBack(limit);
                break;
            case ExitStep.TakeBackStop:
                TakeBack(stop!);
                break;
            case ExitStep.SendStop:
                Send(entry, LegKind.StopLoss, StopBeside(limit, Table.OpenQty(entry)));
                break;
            case ExitStep.ChangeLimit:
                Resize(limit, Table.OpenQty(entry));
                break;
            case ExitStep.ChangeStop:
                Resize(stop!, Table.OpenQty(entry));
                break;
        }
    }

    // One step at a time: each is a fact that brings the pair back here.
    private ExitStep NextOf(ProtectedOrder entry, UtcNanos now)
    {
        Order limit = Books.Orders[entry.Order];
        Order? stop = Table.Last(entry, LegKind.StopLoss);
        bool stopHasTraded = stop is { CumQty.IsPositive: true };

        // Once the stop has begun, it alone goes on; if it ended, so does the pair, whoever ended it.
        bool limitGoes = limit.IsOpen && (stopHasTraded || stop is { IsOpen: false } || !CanStand(entry, limit));
        bool stopGoes = stop is { IsOpen: true }
            && (Table.OpenQty(entry).IsZero || (!limit.IsOpen && !stopHasTraded));
        if (limitGoes && CanTakeBack(limit, now)) return ExitStep.TakeBackLimit;
        if (stopGoes && CancelRetry.CanCancel(Books, stop!, now)) return ExitStep.TakeBackStop;
        if (limitGoes || stopGoes) return ExitStep.None;
        Qty due = Table.OpenQty(entry);
        if (stopHasTraded) return stop!.LeavesQty > due && CanChange(stop, now) ? ExitStep.ChangeStop : ExitStep.None;
        if (!limit.IsOpen) return ExitStep.None;
        if (stop is null)
            return limit.IsAccepted && Table.CanTrade(limit.Venue) ? ExitStep.SendStop : ExitStep.None;
        if (limit.LeavesQty > due && CanChange(limit, now)) return ExitStep.ChangeLimit;
        return stop.LeavesQty != due && CanChange(stop, now) ? ExitStep.ChangeStop : ExitStep.None;
    }

    // There is something left to close, and a venue that can hold both of the pair.
    private bool CanStand(ProtectedOrder entry, Order limit) =>
        !Table.OpenQty(entry).IsZero
        && (Books.Sessions.TryGet(limit.Venue) is not { } session || session.Can(ProtectionTable.LinkedOrders));

    private bool CanTakeBack(Order limit, UtcNanos now) => limit.IsHeld || CancelRetry.CanCancel(Books, limit, now);

    private void Resize(Order order, Qty due) =>
        deciding.Emit.Apply(new ReplaceRequested(
            order.Handle, order.NextRequestWireId, order.Terms with { OrderQty = order.CumQty + due },
            OrderOrigin.Client, deciding.Now));

    private static OrderTerms StopBeside(Order limit, Qty due) =>
        new(limit.Side, OrdType.Stop, limit.Terms.TimeInForce, due, StopPx: limit.Bracket!.Value.StopLoss);
}
