using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// Orders of which their venue, asked, says that it executed more than the books have: the report of a trade was lost,
/// as where a numbering was reset or skipped. Nothing is booked from a sum, which has neither price nor id. The trade
/// may be under way, so it is a break when the venue says the same again after it has told its executions.
/// </summary>
/// <remarks>
/// Of an order that was entered elsewhere the books need not have what was executed before it was adopted.
/// </remarks>
public sealed class MissingFills(Deciding deciding)
{
    private readonly OrderLooks looks = new(deciding);

    private Books Books => deciding.Books;

    private ReconciliationBook Book => deciding.Books.Reconciliation;

    /// <summary>What the venue answers about an order, after the order has taken it.</summary>
    internal void Told(Order order, in ExecutionReport report, in VenueAsked asked, UtcNanos asOf)
    {
        if (order.Origin != OrderOrigin.Client || order.IsHeld) return;
        if (report.CumQty is not { } told || told <= order.CumQty) return;

        // From before what the order has heard since. That the answer itself has just ended it is none the newer.
        if (SecondLook.MomentOf(in asked, asOf) < order.LastReportAt) return;
        OrderDiffered difference = new(
            BreakClass.MissingFill, order.Venue, order.Account, order.Symbol, order.CumQty, told, asOf, deciding.Now,
            SightOf(order));

        // It is shown already, or a person has said what it is.
        if (Book.LastMissingFill(order.Handle) is { } last && last.Latest.Found == told
            && (last.State != BreakState.Resolved || last.By != Deciding.OwnSource)) return;
        OrderDiffered? look = Book.LookOf(order.Venue, difference.Order);
        if (look is { Class: BreakClass.MissingFill } first)
        {
            if (IsConfirmed(in first, in asked, asOf)) Open(in difference);
        }
        else if (look is null)
        {
            deciding.Emit.Apply(difference);
        }
    }

    /// <summary>The venue does not know the order any more, and takes nothing back of what it said of it.</summary>
    internal void Forgotten(Order order, in VenueAsked asked, UtcNanos asOf)
    {
        if (Book.LookOf(order.Venue, SightOf(order)) is { Class: BreakClass.MissingFill } first
            && IsConfirmed(in first, in asked, asOf))
            Open(in first);
    }

    /// <summary>Would <see cref="Sweep"/> do anything at this time?</summary>
    internal bool IsDue(UtcNanos now)
    {
        foreach (PositionBreak open in Book.MissingFills)
            if (IsBooked(in open)) return true;
        if (!Book.HasLooks) return false;
        foreach (OrderDiffered look in Book.Looks)
        {
            if (look.Class != BreakClass.MissingFill) continue;
            if (IsBooked(in look) || looks.IsSecondDue(in look, now)) return true;
        }

        return false;
    }

    /// <summary>Ends what is booked by now, and returns the orders that the venue is to be asked about again.</summary>
    internal List<Order> Sweep()
    {
        List<Order> asking = [];
        List<OrderDiffered> booked = [];
        foreach (OrderDiffered look in Book.Looks)
        {
            if (look.Class != BreakClass.MissingFill) continue;
            if (IsBooked(in look)) booked.Add(look);
            else if (looks.IsSecondDue(in look, deciding.Now)) asking.Add(Books.Orders[look.Order.Order]);
        }

        List<PositionBreak> over = [];
        foreach (PositionBreak open in Book.MissingFills)
            if (IsBooked(in open)) over.Add(open);
        foreach (OrderDiffered look in booked) looks.Agree(in look);
        foreach (PositionBreak open in over) looks.Resolve(in open, "what was missing is booked on the order");
        return asking;
    }

    private static OrderSight SightOf(Order order) => new(order.Handle, order.WireIdInForce, order.OrderId);

    private bool IsConfirmed(in OrderDiffered first, in VenueAsked asked, UtcNanos asOf) =>
        SecondLook.IsSecond(first.At, in asked, asOf) && SecondLook.IsTold(Books, in first, asOf);

    private bool IsBooked(in OrderDiffered look) => Books.Orders[look.Order.Order].CumQty >= look.Found;

    private bool IsBooked(in PositionBreak open) =>
        Books.Orders[open.Latest.Order.Order].CumQty >= open.Latest.Found;

    private void Open(in OrderDiffered difference) => looks.Open(
        in difference,
        Book.LastMissingFill(difference.Order.Order) is { State: not BreakState.Resolved } last ? last : null);
}
