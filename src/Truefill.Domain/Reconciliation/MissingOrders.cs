using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// Orders that the books hold as working and the venue does not know. One look is no break: the order may have ended a
/// moment ago and its report be under way. So the venue is asked again, not before <see cref="SecondLook.PauseNanos"/>,
/// and it is a break when it still knows nothing of the order and has told every execution up to after the first look.
/// </summary>
/// <remarks>
/// What nobody saw is not assumed: neither that the order was filled nor that it was canceled. It stays open, and
/// counts in risk, until the venue says more or a named person resolves it.
/// </remarks>
public sealed class MissingOrders(Deciding deciding)
{
    // Looking at one of them takes less than a tenth of this: a venue may lose very many at once.
    private const long RestNanosAnOrder = 1_000;

    private readonly OrderLooks looks = new(deciding);
    private UtcNanos restsUntil;

    private Books Books => deciding.Books;

    private ReconciliationBook Book => deciding.Books.Reconciliation;

    /// <summary>False as a rule: then no order has to be looked for here.</summary>
    internal bool IsAny => Book.LookCount + Book.UnresolvedOrderCount > 0;

    /// <summary>
    /// The venue was asked about the order, or for all that are open where it cannot be asked about one, and does not
    /// know it.
    /// </summary>
    /// <param name="asOf">The moment of the answer; none: it does not say.</param>
    internal void NotKnown(Order order, in VenueAsked asked, UtcNanos asOf)
    {
        if (!IsWorking(order) || SecondLook.MomentOf(in asked, asOf) <= order.LastReportAt) return;
        OrderSight sight = SightOf(order);
        OrderDiffered difference = new(
            BreakClass.MissingOrder,
            order.Venue,
            order.Account,
            order.Symbol,
            order.WorstLeavesQty,
            Qty.Zero,
            asOf,
            deciding.Now,
            sight);
        if (Book.UnresolvedOf(order.Venue, in sight) is { } known)
        {
            bool isOther = known.Latest.Class == BreakClass.MissingOrder
                && known.Latest.Expected != difference.Expected;
            if (isOther && SecondLook.IsSecond(known.Latest.At, in asked, asOf)) looks.Open(in difference, known);
            return;
        }

        OrderDiffered? look = Book.LookOf(order.Venue, in sight);

        // More was executed than the books have, the venue has said: that is not to be lost behind the order itself.
        if (look is { Class: BreakClass.MissingFill }) return;
        if (look is not { Class: BreakClass.MissingOrder } first
            || SecondLook.MomentOf(in first) <= order.LastReportAt)
        {
            // The venue may have told of it since, and then it is a first look again.
            deciding.Emit.Apply(difference);
        }
        else if (SecondLook.IsSecond(first.At, in asked, asOf) && SecondLook.IsTold(Books, in first, asOf))
        {
            looks.Open(in difference, known: null);
        }
    }

    /// <summary>The venue knows the order, by an answer that is from after it was missed.</summary>
    internal void Known(Order order, in VenueAsked asked, UtcNanos asOf)
    {
        if (!IsAny) return;
        OrderSight sight = SightOf(order);
        if (Book.LookOf(order.Venue, in sight) is { Class: BreakClass.MissingOrder } look
            && SecondLook.IsAfter(look.At, in asked, asOf))
            looks.Agree(in look);
        if (Book.UnresolvedOf(order.Venue, in sight) is { Latest.Class: BreakClass.MissingOrder } open
            && SecondLook.IsAfter(open.Latest.At, in asked, asOf))
            looks.Resolve(in open, "the venue knows the order");
    }

    /// <summary>Somebody may say what became of it.</summary>
    internal static bool IsMissing(Books books, Order order) =>
        books.Reconciliation.UnresolvedOf(order.Venue, SightOf(order)) is { Latest.Class: BreakClass.MissingOrder };

    /// <summary>Would anything be over or to be asked at this time?</summary>
    internal bool IsDue(UtcNanos now)
    {
        if (!IsAny || now < restsUntil) return false;
        restsUntil = now.AddNanos((Book.LookCount + Book.UnresolvedOrderCount) * RestNanosAnOrder);
        foreach (OrderDiffered look in Book.Looks)
        {
            if (look.Class != BreakClass.MissingOrder) continue;
            if (IsOver(look.Order, SecondLook.MomentOf(in look)) || looks.IsSecondDue(in look, now)) return true;
        }

        foreach (PositionBreak open in Book.UnresolvedOrders())
        {
            if (open.Latest.Class != BreakClass.MissingOrder) continue;
            if (IsOver(open.Latest.Order, open.Latest.At) || IsCheckDue(in open, now)) return true;
        }

        return false;
    }

    /// <summary>Ends what is over, and returns the orders that the venue is to be asked about again.</summary>
    internal List<Order> Sweep()
    {
        List<Order> asking = [];
        List<OrderDiffered> agreed = [];
        foreach (OrderDiffered look in Book.Looks)
        {
            if (look.Class != BreakClass.MissingOrder) continue;
            if (IsOver(look.Order, SecondLook.MomentOf(in look))) agreed.Add(look);
            else if (looks.IsSecondDue(in look, deciding.Now)) asking.Add(Books.Orders[look.Order.Order]);
        }

        List<PositionBreak> over = [];
        foreach (PositionBreak open in Book.UnresolvedOrders())
        {
            if (open.Latest.Class != BreakClass.MissingOrder) continue;
            if (IsOver(open.Latest.Order, open.Latest.At)) over.Add(open);
            else if (IsCheckDue(in open, deciding.Now)) asking.Add(Books.Orders[open.Latest.Order.Order]);
        }

        foreach (OrderDiffered look in agreed) looks.Agree(in look);
        foreach (PositionBreak open in over)
        {
            bool hasEnded = !Books.Orders[open.Latest.Order.Order].IsOpen;
            looks.Resolve(in open, hasEnded ? "the order has ended" : "the venue has reported the order since");
        }

        return asking;
    }

    /// <summary>
    /// Executions up to after a first look, at a missing order or a missing fill, are to be told before the second one
    /// counts.
    /// </summary>
    internal bool NeedsExecutions(in Session session)
    {
        if (!session.Can(VenueCapabilities.QueryExecutions)) return false;
        foreach (OrderDiffered look in Book.Looks)
        {
            bool isMissing = look.Venue == session.Venue
                && look.Class is BreakClass.MissingOrder or BreakClass.MissingFill;
            if (isMissing && session.ExecutionsUntil <= SecondLook.MomentOf(in look)) return true;
        }

        return false;
    }

    private static bool IsWorking(Order order) =>
        order is { IsOpen: true, IsAccepted: true, IsHeld: false } && order.Origin != OrderOrigin.Observed;

    private static OrderSight SightOf(Order order) => new(order.Handle, order.WireIdInForce, order.OrderId);

    // It has ended here, or the venue has reported something of it.
    private bool IsOver(in OrderSight sight, UtcNanos since)
    {
        Order order = Books.Orders[sight.Order];
        return !order.IsOpen || order.LastReportAt > since;
    }

    // Where open orders are listed, the list brings it up again.
    private bool IsCheckDue(in PositionBreak open, UtcNanos now) =>
        Books.Sessions.TryGet(open.Latest.Venue) is { CompareEvery: > 0 } session
        && !session.Can(VenueCapabilities.QueryOpenOrders)
        && looks.CanAsk(Books.Orders[open.Latest.Order.Order], now, session.CompareEvery);
}
