using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// Orders that a venue lists as open and the books do not hold so. What an old list shows is no break: nothing is
/// judged by a list from before the venue's last report of the order, and a difference is a break only when a list from
/// after the first look shows it again.
/// </summary>
/// <remarks>
/// For the other direction see <see cref="MissingOrders"/>: an order that is open here and not in the list is asked
/// about by its own id. For a fill that is missing here see <see cref="MissingFills"/>.
/// </remarks>
public sealed class OrderBreaks(Deciding deciding)
{
    private readonly OrderLooks looks = new(deciding);

    private ReconciliationBook Book => deciding.Books.Reconciliation;

    /// <summary>Compares a complete list of open orders with the books.</summary>
    /// <param name="orders">Finds the order that a report is about.</param>
    internal void Judge(OrderDesk orders, in VenueAsked asked, VenueAnswer answer)
    {
        HashSet<SightKey> differing = [];
        foreach (ExecutionReport listed in answer.Orders)
        {
            ExecutionReport report = listed with { Venue = asked.Venue };
            if (!report.OrdStatus.IsOpen() || LeavesOf(in report) is not { } found) continue;
            OrderLookup lookup = orders.Find(in report);
            if (lookup.Outcome == LookupOutcome.Ambiguous) continue;
            Order? order = lookup.IsFound ? deciding.Books.Orders[lookup.Order] : null;
            OrderSight sight = OrderSight.Of(order, in report);
            if (sight.IsNone || (order is not null && Agrees(order, found))) continue;
            differing.Add(SightKey.Of(asked.Venue, in sight));
            if (order is not null && SecondLook.MomentOf(in asked, answer.AsOf) <= order.LastReportAt) continue;
            if (Difference(order, in report, found, answer.AsOf) is not { } difference) continue;
            bool isShown = Look(in difference, in asked, answer);
            if (isShown && order is { IsEndConcluded: true })
                orders.Revive(order, $"its venue lists {found} of it");
        }

        LetGo(in asked, answer, differing);
    }

    /// <summary>
    /// The venue reports an order that nobody here entered, and that is not adopted. Its list confirms it.
    /// </summary>
    internal bool Reported(in ExecutionReport report)
    {
        if (PolicyOf(report.Venue) != OrphanPolicy.Report || !report.OrdStatus.IsOpen()) return false;
        OrderSight sight = OrderSight.Of(null, in report);
        if (sight.IsNone || LeavesOf(in report) is not { } found) return false;
        if (Book.LookOf(report.Venue, in sight) is not null || Book.UnresolvedOf(report.Venue, in sight) is not null)
            return true;
        if (Difference(null, in report, found, default) is not { } difference) return false;
        bool canList = deciding.Books.Sessions.TryGet(report.Venue) is { } session
            && session.Can(VenueCapabilities.QueryOpenOrders);
        if (canList) deciding.Emit.Apply(difference);
        else looks.Open(in difference, known: null);
        return true;
    }

    /// <summary>By policy the engine adopted it: a break says so, and is over.</summary>
    internal void Adopted(Order order)
    {
        if (PolicyOf(order.Venue) != OrphanPolicy.Correct) return;
        int id = Book.LastBreakId + 1;
        deciding.Emit.Apply(new BreakOpened(
            id,
            BreakClass.OrphanOrder,
            order.Venue,
            order.Account,
            order.Symbol,
            Qty.Zero,
            order.LeavesQty,
            deciding.Now,
            new OrderSight(order.Handle, order.WireId, order.OrderId)));
        looks.Resolve(
            Book.TryGet(id)!.Value,
            $"policy of reconciliation.policy.orphan_order: correct: adopted into {deciding.AdoptInto}");
    }

    internal OrphanPolicy PolicyOf(VenueId venue) =>
        deciding.Books.Sessions.TryGet(venue) is { } session ? session.Orphans : OrphanPolicy.Adopt;

    /// <summary>The open orders of a venue are to be listed: by time, or for the second look at one.</summary>
    internal bool IsDue(in Session session, UtcNanos now)
    {
        if (session.Trading is not (TradingState.Open or TradingState.Held)) return false;
        if (!session.Can(VenueCapabilities.QueryOpenOrders)) return false;
        UtcNanos last = UtcNanos.Max(Book.OrdersAnsweredAt(session.Venue), session.Since);
        bool isDue = (session.CompareEvery > 0 && now >= last.AddNanos(session.CompareEvery))
            || IsLookDue(in session, last, now);
        return isDue && !deciding.Books.Queries.IsPending(session.Venue, QueryKind.OpenOrders);
    }

    private bool IsLookDue(in Session session, UtcNanos last, UtcNanos now)
    {
        if (!Book.HasLooks || now < last.AddNanos(SecondLook.PauseNanos)) return false;
        foreach (OrderDiffered look in Book.Looks)
        {
            if (look.Venue != session.Venue || now < SecondLook.DueOf(in look)) continue;

            // What is missing is asked about by the order's own id where that can be done.
            bool isMissing = look.Class is BreakClass.MissingOrder or BreakClass.MissingFill;
            if (!isMissing || !session.Can(VenueCapabilities.QueryByWireId)) return true;
        }

        return false;
    }

    // Is it shown by a list from after another one that showed it, whether that opens a break or one is open?
    private bool Look(in OrderDiffered difference, in VenueAsked asked, VenueAnswer answer)
    {
        if (Book.UnresolvedOf(asked.Venue, difference.Order) is { } known)
        {
            if (!SecondLook.IsAfter(known.Latest.At, in asked, answer.AsOf)) return false;
            bool isSame = known.Latest.Expected == difference.Expected && known.Latest.Found == difference.Found;
            if (isSame) return true;
            looks.Open(in difference, known);
            ExplainedBreak.Reopen(deciding, in known);
            return false;
        }

        if (Book.LookOf(asked.Venue, difference.Order) is not { } first || first.Class != difference.Class)
        {
            deciding.Emit.Apply(difference);
        }
        else if (SecondLook.IsAfter(first.At, in asked, answer.AsOf))
        {
            looks.Open(in difference, known: null);
            return true;
        }

        return false;
    }

    // What this list does not show any more, if it is from after it was seen.
    private void LetGo(in VenueAsked asked, VenueAnswer answer, HashSet<SightKey> differing)
    {
        List<OrderDiffered> gone = [];
        foreach (OrderDiffered look in Book.Looks)
        {
            if (look.Class is BreakClass.MissingOrder or BreakClass.MissingFill) continue;
            if (look.Venue != asked.Venue || differing.Contains(SightKey.Of(look.Venue, look.Order))) continue;
            if (SecondLook.IsAfter(look.At, in asked, answer.AsOf)) gone.Add(look);
        }

        foreach (OrderDiffered look in gone) looks.Agree(in look);
        foreach (PositionBreak open in Book.UnresolvedOrders(asked.Venue))
        {
            if (open.Latest.Class == BreakClass.MissingOrder) continue;
            if (differing.Contains(SightKey.Of(asked.Venue, open.Latest.Order))) continue;
            if (SecondLook.IsAfter(open.Latest.At, in asked, answer.AsOf))
                looks.Resolve(in open, "the venue lists no more of it than the books hold");
        }
    }

    private OrderDiffered? Difference(Order? order, in ExecutionReport report, Qty found, UtcNanos asOf)
    {
        if (order is null && report.Symbol.IsNone && report.SymbolName is not { Length: > 0 }) return null;
        return new OrderDiffered(
            order is null ? BreakClass.OrphanOrder : BreakClass.PhantomOrder,
            report.Venue,
            order?.Account ?? AccountOf(in report),
            order?.Symbol ?? (report.Symbol.IsNone ? deciding.Symbol(report.SymbolName!) : report.Symbol),
            order is null ? Qty.Zero : HeldHere(order),
            found,
            asOf,
            deciding.Now,
            OrderSight.Of(order, in report));
    }

    private AccountId AccountOf(in ExecutionReport report) => !report.Account.IsNone
        ? report.Account
        : deciding.Account(report.AccountName is { Length: > 0 } name ? name : deciding.DefaultAccount);

    // An order that the books hold waits here and is nowhere else, so nothing of it can be at the venue.
    private static Qty HeldHere(Order order) => order.IsHeld || !order.IsOpen ? Qty.Zero : order.WorstLeavesQty;

    // A cash order has no quantity before the venue says how many units the money buys.
    private static bool Agrees(Order order, Qty found) =>
        found <= HeldHere(order) || (order.IsOpen && !order.HasQuantity);

    private static Qty? LeavesOf(in ExecutionReport report)
    {
        Qty? leaves = report.LeavesQty
            ?? (report.OrderQty is { } ordered
                ? Qty.FromTrusted(ExactDecimal.Normalize(ordered.Value - (report.CumQty ?? Qty.Zero).Value))
                : null);
        return leaves is { IsPositive: true } ? leaves : null;
    }
}
