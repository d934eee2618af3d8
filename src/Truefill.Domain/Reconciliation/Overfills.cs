using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// What follows when a venue executes more than was ordered. The executions are true and booked; whoever ordered is
/// stopped until a person has looked, because nobody knows what else is wrong: the strategy by a kill switch, and the
/// other orders of the same correlation id.
/// </summary>
internal sealed class Overfills(Deciding deciding)
{
    private Books Books => deciding.Books;

    private ReconciliationBook Book => deciding.Books.Reconciliation;

    /// <summary>
    /// Something was heard of the order. What a replace asks for that nobody has answered may be what was executed: the
    /// venue's word of that is then still to come.
    /// </summary>
    /// <param name="mayOpen">
    /// It executed more, or refused what would have covered it. A venue that takes a quantity below what is executed
    /// here has a bust on its way.
    /// </param>
    /// <param name="risk">Stops its strategy; null: nobody does.</param>
    public void Look(Order order, bool mayOpen, RiskDesk? risk)
    {
        PositionBreak? last = Book.LastOverfill(order.Handle);
        if (order.IsOverfilled && order.CumQty.Number > order.MostAsked)
        {
            if (!mayOpen) return;
            bool isNew = last is not { } known || known.Latest.Found < order.CumQty;
            if (isNew) Open(order, last is { State: not BreakState.Resolved } open ? open.Latest.Id : 0, risk);
        }
        else if (last is { State: not BreakState.Resolved } over)
        {
            deciding.Emit.Apply(new BreakChanged(
                over.Latest.Id, BreakState.Resolved, over.Owner, "engine",
                "no more is executed than was ordered", deciding.Now));
        }
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

    private void Open(Order order, int known, RiskDesk? risk)
    {
        deciding.Emit.Apply(new BreakOpened(
            known > 0 ? known : Book.LastBreakId + 1,
            BreakClass.Overfill,
            order.Venue,
            order.Account,
            order.Symbol,
            order.Terms.OrderQty,
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

        foreach (Order order in family) CancelRetry.Stop(deciding, order, AbortReason.Overfilled);
    }
}
