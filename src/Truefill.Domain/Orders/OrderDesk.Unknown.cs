using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Orders;

/// <summary>
/// Requests whose outcome nobody here knows, and what ends that: the venue's word, or proof that they never left.
/// </summary>
public sealed partial class OrderDesk
{
    /// <summary>Everything of the order that is on its way becomes unknown. What is unknown already stays so.</summary>
    internal void LoseTrack(Order order, UtcNanos since)
    {
        if (order.IsNewAwaited)
            deciding.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, since));
#if PLANTED_BUGS
        if (Planted.Is(Bug.SilenceTakenForRejection)) NeverArrived(order);
#endif
        foreach (OrderRequest request in order.Chain)
        {
            if (request.IsAwaited)
                deciding.Emit.Apply(new RequestUnknown(order.Handle, request.Id, since));
        }
    }

    /// <summary>The sender proves that a request never left. An answer that came all the same wins.</summary>
    public bool NotSent(SendFailed failure)
    {
        if (Orders.TryGet(failure.Order) is not { } order) return false;
        if (order.RequestByWire(failure.WireId) is { } request)
        {
            if (!request.IsOutstanding) return false;
            Asked before = Asked.Of(order);
            deciding.Emit.Apply(new RequestAborted(order.Handle, request.Id, failure.Reason, deciding.Now));
            LookForOverfill(order, in before);
            return true;
        }

        if (!order.IsNewInFlight || failure.WireId != order.WireId) return false;
        deciding.Emit.Apply(new SubmitAborted(order.Handle, failure.Reason, deciding.Now));
        return true;
    }

    /// <summary>The venue vouches that the order never arrived and never will.</summary>
    internal void NeverArrived(Order order)
    {
        if (order.IsNewUnknown) Resolve(order, order.ClOrdId, Resolution.Rejected, "the venue never received it");
    }

    /// <summary>
    /// What a venue answers about one order. Other than a status report that comes by itself, it was asked for after
    /// whatever it is about, so it may end what is unknown. Null: no order of ours fits.
    /// </summary>
    internal Order? TakeStatus(in ExecutionReport report, in VenueAsked asked, UtcNanos asOf)
    {
        OrderLookup found = Find(in report);
        if (!found.IsFound) return null;
        Order order = Orders[found.Order];
        if (order.Closing != OrderClosing.None && !order.IsConcludedAbsent) return order;
        Asked before = Asked.Of(order);
        Status(in report, order);
        switch (report.OrdStatus)
        {
            case OrdStatus.Canceled:
                ClOrdId cancel = order.Outstanding(RequestKind.Cancel)?.Id ?? default;
                deciding.Emit.Apply(
                    new OrderCanceled(order.Handle, cancel, OrderIdOf(in report), report.TransactTime));
                break;
            case OrdStatus.Expired:
                deciding.Emit.Apply(new OrderExpired(order.Handle, report.TransactTime));
                break;
            case OrdStatus.Rejected when IsDenial(in report, order):
                break;
            case OrdStatus.Rejected when !order.CumQty.IsPositive:
                deciding.Emit.Apply(new OrderRejected(
                    order.Handle, OrderIdOf(in report), report.Reason, report.Text, report.TransactTime));
                break;
            default:
                SettleRequests(in report, order);
                if (!SecondLook.IsAfter(order.LastReportAt, in asked, asOf)) break;
                EndAdopted(in report, order);
                TakeQuantity(in report, order);
                break;
        }

        LookForOverfill(order, in before);
        return order;
    }

    /// <summary>
    /// The answer calls an order rejected that the venue had accepted, whether that has ended since or not. It does not
    /// undo that: it says, as a venue does that has forgotten one, that it does not know it (FIX 4.4 volume 4, Order
    /// Status Request).
    /// </summary>
    internal bool Denies(VenueAnswer answer, Order order)
    {
        foreach (ExecutionReport told in answer.Orders)
        {
            OrderLookup found = Find(told with { Venue = order.Venue });
            if (found.IsFound && found.Order == order.Handle && IsDenial(in told, order)) return true;
        }

        return false;
    }

    /// <inheritdoc cref="Denies"/>
    internal static bool IsDenial(in ExecutionReport told, Order order) =>
        told.OrdStatus == OrdStatus.Rejected && order.IsAccepted;

    /// <summary>
    /// An order in a venue's list that nobody here entered is taken into the books; one that may be any of several is
    /// left alone.
    /// </summary>
    internal void AdoptListed(in ExecutionReport report)
    {
        if (Find(in report).Outcome != LookupOutcome.None) return;
        ExecutionReport living = report with { ExecType = ExecType.New };
        if (report.OrdStatus.IsOpen() && Adopt(in living) is { } adopted) Report(in living, adopted);
    }

    // The order lives, or is filled. Does it show what the unknown requests asked for?
    private void SettleRequests(in ExecutionReport report, Order order)
    {
        bool isFinal = deciding.Books.Sessions.TryGet(order.Venue) is { } session
            && session.Can(VenueCapabilities.NotFoundIsFinal);
        bool isFilled = report.OrdStatus == OrdStatus.Filled;
        for (int i = 0; i < order.Chain.Count; i++)
        {
            OrderRequest request = order.Chain[i];
            if (!request.IsOutstanding || request.UnknownSince.IsNone) continue;
            bool isPending = IsPendingAtVenue(in report, request.Kind);
            OrderTerms? shown = !isPending && request.Kind == RequestKind.Replace && request.Terms is { } asked
                && Shows(in report, in asked, order, request) ? asked : null;
            if (shown is { } terms && terms.OrderQty >= order.CumQty)
                Resolve(order, request.Id, Resolution.Accepted, "the order has the terms asked for");
            else if (request.Kind == RequestKind.Replace && !isPending
                && (shown is not null || report.ClOrdId == order.WireIdOf(request)))
                // It is in force with other terms than asked for, as when more was executed by then; or with less than
                // is executed here, because the venue has busted a trade and that has not come yet.
                Replaced(report with { ClOrdId = order.WireIdOf(request) }, order);
            else if (isFilled)
                Resolve(order, request.Id, Resolution.Rejected, "the order had been filled");
            else if (isFinal && !isPending)
                Resolve(order, request.Id, Resolution.Rejected, "the order stands as it was");
        }
    }

    // The venue has restated the order and the report of it was lost, as when the other of two linked orders took the
    // rest. Only where it has executed as much as here: else a trade or a bust is still to come, and will say more. An
    // order of which more is left there than here is a break instead.
    private void TakeQuantity(in ExecutionReport report, Order order)
    {
        if (!order.IsOpen || order.HasRequestInFlight || report.CumQty != order.CumQty) return;
        Qty? stated = report.OrdStatus == OrdStatus.Filled ? order.CumQty : report.OrderQty;
        if (stated is not { IsPositive: true } quantity) return;
        if (quantity < order.CumQty || quantity >= order.OrderQty) return;
        deciding.Emit.Apply(new OrderRestated(
            order.Handle,
            null,
            order.Terms with { OrderQty = quantity },
            order.CumQty,
            UtcNanos.Max(report.TransactTime, order.LastReportAt)));
    }

    // What is pending shows the terms of before, even where they are those asked for; and a pending cancel is shown in
    // front of a pending replace.
    private static bool IsPendingAtVenue(in ExecutionReport report, RequestKind kind) =>
        report.OrdStatus == OrdStatus.PendingCancel
        || (kind == RequestKind.Replace && report.OrdStatus == OrdStatus.PendingReplace);

    // All that is stated is as asked for, and some of it was otherwise before: else only the request's own id shows
    // that it was made.
    private static bool Shows(in ExecutionReport report, in OrderTerms asked, Order order, OrderRequest request)
    {
        bool fits = report.OrderQty == asked.OrderQty && report.Price == asked.Price
            && (report.StopPx is null || report.StopPx == asked.StopPx)
            && (report.OrdType is null || report.OrdType == asked.OrdType)
            && (report.TimeInForce is null || report.TimeInForce == asked.TimeInForce);
        if (!fits) return false;
        OrderTerms before = order.Terms;
        return report.ClOrdId == order.WireIdOf(request)
            || before.OrderQty != asked.OrderQty || before.Price != asked.Price
            || (report.StopPx is not null && before.StopPx != asked.StopPx)
            || (report.OrdType is not null && before.OrdType != asked.OrdType)
            || (report.TimeInForce is not null && before.TimeInForce != asked.TimeInForce);
    }

    private void Resolve(Order order, in ClOrdId request, Resolution resolution, string why) =>
        deciding.Emit.Apply(new RequestResolved(
            order.Handle, request, resolution, RequestResolved.Venue, why, deciding.Now));
}
