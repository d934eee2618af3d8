using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// What follows when a venue executes more than was ordered. The executions are true and booked; whoever ordered is
/// stopped until a person has looked, because nobody knows what else is wrong: the strategy by a kill switch, and the
/// other orders of the same correlation id.
/// </summary>
internal sealed class Overfills(Deciding deciding, RiskDesk? risk)
{
    private Books Books => deciding.Books;

    private ReconciliationBook Book => deciding.Books.Reconciliation;

    /// <summary>Executions of the order have come, or were taken back.</summary>
    /// <param name="before">Executed beyond the order until then.</param>
    public void Look(Order order, Qty before)
    {
        if (order.OverfillQty > before) Open(order);
        else if (!order.IsOverfilled && Book.UnresolvedOverfill(order.Handle) is { } open)
            deciding.Emit.Apply(new BreakChanged(
                open.Latest.Id, BreakState.Resolved, open.Owner, "engine",
                "what was executed beyond the order was taken back", deciding.Now));
    }

    /// <summary>Orders of this correlation id are refused until a person has resolved the break.</summary>
    public bool Halts(AccountId account, string? correlationId)
    {
        if (!Book.HasOverfills || correlationId is null) return false;
        foreach (int handle in Book.Overfilled)
        {
            Order order = Books.Orders[new OrderHandle(handle)];
            if (order.Account == account && order.CorrelationId == correlationId) return true;
        }

        return false;
    }

    private void Open(Order order)
    {
        deciding.Emit.Apply(new BreakOpened(
            Book.UnresolvedOverfill(order.Handle)?.Latest.Id ?? Book.LastBreakId + 1,
            BreakClass.Overfill,
            order.Venue,
            order.Account,
            order.Symbol,
            order.OrderQty,
            order.CumQty,
            deciding.Now,
            new OrderSight(order.Handle, order.WireId, order.OrderId)));

        // What was entered elsewhere is for those to stop who enter it.
        if (order.Origin != OrderOrigin.Client) return;
        risk?.Overfilled(order);
        if (order.CorrelationId is not null) StopFamily(order);
    }

    private void StopFamily(Order filled)
    {
        List<Order> family = [];
        foreach (Order order in Books.Orders.Open)
        {
            bool isOfIt = order.CorrelationId == filled.CorrelationId && order.Account == filled.Account;
            if (isOfIt && order is { Origin: OrderOrigin.Client, Leg: LegKind.None }) family.Add(order);
        }

        foreach (Order order in family)
        {
            if (order.IsHeld)
                deciding.Emit.Apply(new SubmitAborted(order.Handle, AbortReason.Overfilled, deciding.Now));
            else if (CancelRetry.CanCancel(Books, order, deciding.Now))
                deciding.Emit.Apply(new CancelRequested(
                    order.Handle, order.NextRequestWireId, OrderOrigin.Client, deciding.Now));
        }
    }
}
