using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// Orders of which their venue, asked, says that it executed more than the books have: the report of a trade was lost,
/// as where a numbering was reset or skipped. Nothing is booked from a sum, which has neither price nor id. The trade
/// may be under way, so it is a break when the venue says the same again after it has told its executions. What a
/// report says by the way is a first look as well.
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
        if (order.Origin != OrderOrigin.Client || order.IsHeld || report.CumQty is not { } told) return;
        if (told <= order.CumQty)
        {
            NoMore(order, in asked, asOf);
            return;
        }

        // The order has had a newer report, so the answer's quantity is out of date. An answer that has itself just
        // ended the order is no newer for that.
        if (SecondLook.MomentOf(in asked, asOf) < order.LastReportAt) return;
        if (IsShown(order, told)) return;
        OrderDiffered difference = Difference(order, told, asOf);
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

    /// <summary>
    /// What a report says that is the newest of the order, after the order has taken it: the venue is asked, where it
    /// can be, once the trade has had time to come.
    /// </summary>
    internal void Stated(Order order, in ExecutionReport report)
    {
        if (order.Origin != OrderOrigin.Client || report.CumQty is not { } told || told <= order.CumQty) return;
        if (Books.Sessions.TryGet(order.Venue) is not { } session) return;
        if (!session.Can(VenueCapabilities.QueryByWireId) || IsShown(order, told)) return;
        if (Book.LookOf(order.Venue, SightOf(order)) is null)
            deciding.Emit.Apply(Difference(order, told, asOf: default));
    }

    /// <summary>
    /// More of the order was executed than was ever told, as a break says or said before a person resolved it: how the
    /// order ended, a person may have to say.
    /// </summary>
    internal bool HasMissed(Order order) =>
        Book.LastMissingFill(order.Handle) is { } last && IsMissedYet(in last);

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

    // It is shown already, or a person has said what it is.
    private bool IsShown(Order order, Qty told) =>
        Book.LastMissingFill(order.Handle) is { } last && last.Latest.Found == told
        && IsMissedYet(in last);

    // Else it is booked by now.
    private static bool IsMissedYet(in PositionBreak last) =>
        last.State != BreakState.Resolved || last.By != Deciding.OwnSource;

    // As where the trade that had not come is busted by now.
    private void NoMore(Order order, in VenueAsked asked, UtcNanos asOf)
    {
        if (Book.HasLooks && Book.LookOf(order.Venue, SightOf(order)) is { Class: BreakClass.MissingFill } look
            && SecondLook.IsAfter(look.At, in asked, asOf))
            looks.Agree(in look);
    }

    private OrderDiffered Difference(Order order, Qty told, UtcNanos asOf) => new(
        BreakClass.MissingFill, order.Venue, order.Account, order.Symbol, order.CumQty, told, asOf, deciding.Now,
        SightOf(order));

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
