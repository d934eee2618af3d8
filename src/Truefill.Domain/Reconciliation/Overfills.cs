using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// What follows when a venue executes more than was ordered. The executions are true and booked; whoever ordered is
/// stopped until a person has looked, because nobody knows what else is wrong: the strategy by a kill switch, and the
/// other orders of the same correlation id.
/// </summary>
internal sealed class Overfills(Deciding deciding, RiskDesk risk)
{
    // When it is looked next whether there is something to cancel. A saving of time, and no part of the state.
    private UtcNanos restsUntil;

    private Books Books => deciding.Books;

    private ReconciliationBook Book => deciding.Books.Reconciliation;

    /// <summary>
    /// Something was heard of the order. What a replace asks for that nobody has answered may be what was executed: the
    /// venue's word of that is then still to come.
    /// </summary>
    /// <param name="before">What <see cref="Asked.Of"/> the order was before that.</param>
    /// <param name="isAgreed">
    /// The venue states another quantity. One below what is executed here means that a bust is on its way.
    /// </param>
    public void Look(Order order, in Asked before, bool isAgreed)
    {
        PositionBreak? last = Book.LastOverfill(order.Handle);
        PositionBreak? open = last is { State: not BreakState.Resolved } ? last : null;
        if (order.IsOverfilled && order.CumQty.Number > order.MostAsked)
        {
            bool grew = order.CumQty.Number > before.CumQty;
            bool isRefused = !isAgreed && order.MostAsked < before.Most;
            if (grew || isRefused)
            {
                // A person who resolved a break has seen as much as it found; the engine has seen it taken back.
                bool isSeen = last is { } known && known.By != Deciding.OwnSource && known.Latest.Found >= order.CumQty;
                if (grew || !isSeen) Open(order, open);
            }
            else if (open is { } stale && stale.Latest.Found != order.CumQty)
            {
                Show(order, open);
            }
        }
        else if (open is { } over)
        {
            deciding.Emit.Apply(new BreakChanged(
                over.Latest.Id, BreakState.Resolved, over.Owner, Deciding.OwnSource,
                "no more is executed than was ordered", deciding.Now));
        }
    }

    /// <summary>
    /// Cancels what is open of halted families and could not be cancelled before, as where a session was closed or the
    /// venue refused.
    /// </summary>
    public void Sweep()
    {
        if (!Book.HasOverfills) return;
        foreach (Order order in OpenFamilies()) CancelRetry.Stop(deciding, order, AbortReason.Overfilled);
    }

    /// <summary>Would <see cref="Sweep"/> do anything at this time?</summary>
    public bool IsDue(UtcNanos now)
    {
        if (!Book.HasOverfills || now < restsUntil) return false;
        restsUntil = now.AddNanos(UtcNanos.PerSecond);
        foreach (Order order in OpenFamilies())
            if (order.IsHeld || CancelRetry.CanCancel(Books, order, now)) return true;
        return false;
    }

    /// <summary>Orders of this correlation id are refused until a person has resolved the break.</summary>
    public bool Halts(AccountId account, string? correlationId)
    {
        if (!Book.HasOverfills || correlationId is null) return false;
        foreach (int handle in Book.Overfilled)
        {
            Order order = Books.Orders[new OrderHandle(handle)];
            bool isOfIt = order.Account == account && order.CorrelationId == correlationId;
            if (isOfIt && order.Origin == OrderOrigin.Client) return true;
        }

        return false;
    }

    private void Open(Order order, PositionBreak? open)
    {
        Show(order, open);

        // Orders that were entered elsewhere are not ours to stop.
        if (order.Origin != OrderOrigin.Client) return;
        risk.Overfilled(order);
        Sweep();
    }

    private void Show(Order order, PositionBreak? open) => deciding.Emit.Apply(new BreakOpened(
        open is { } known ? known.Latest.Id : Book.LastBreakId + 1,
        BreakClass.Overfill,
        order.Venue,
        order.Account,
        order.Symbol,
        order.Terms.OrderQty,
        order.CumQty,
        deciding.Now,
        new OrderSight(order.Handle, order.WireId, order.OrderId)));

    private List<Order> OpenFamilies()
    {
        List<Order> family = [];
        foreach (Order order in Books.Orders.Open)
            if (IsStoppable(order) && Halts(order.Account, order.CorrelationId)) family.Add(order);
        return family;
    }

    private static bool IsStoppable(Order order) => order is { Origin: OrderOrigin.Client, Leg: LegKind.None };
}

/// <summary>What was executed of an order, and the most that was asked for.</summary>
internal readonly record struct Asked(Exact CumQty, Exact Most)
{
    public static Asked Of(Order order) => new(order.CumQty.Number, order.MostAsked);
}
