using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>
/// One method per kind of report that is not an execution. Each emits what the report makes true and says whether that
/// is anything; what changes nothing, and why, is the table at the end of the order life-cycle page.
/// </summary>
public sealed partial class OrderDesk
{
    // OrdRejReason(103)=6: duplicate order. Of an order that was accepted it refuses the second one of that ClOrdID.
    private const int DuplicateOrder = 6;

    // OrdRejReason(103)=5: unknown order. It says something of a question, a cancel or a replace, which some venues
    // answer in this form.
    private const int UnknownOrder = 5;

    // ExecRestatementReason(378)=0: a corporate action on a good-till-cancel order.
    private const int CorporateAction = 0;

    // No split is larger; a CumQty(14) further off is a mistake and no corporate action.
    private const int MaxSplit = 10_000;

    private bool Decide(in ExecutionReport report, Order order) => report.ExecType switch
    {
        ExecType.PendingNew => PendingNew(in report, order),
        ExecType.New => Accepted(in report, order),
        ExecType.Rejected => Rejected(in report, order),
        ExecType.PendingCancel => Pending(in report, order, RequestKind.Cancel),
        ExecType.PendingReplace => Pending(in report, order, RequestKind.Replace),
        ExecType.Canceled => Canceled(in report, order),
        ExecType.Replaced => Replaced(in report, order),
        ExecType.Expired => Expired(in report, order),
        ExecType.DoneForDay => DoneForDay(in report, order),
        ExecType.Stopped => Stopped(in report, order),
        ExecType.Suspended => Suspended(in report, order),
        ExecType.Calculated => Calculated(in report, order),
        ExecType.Restated => Restated(in report, order),
        ExecType.Trade or ExecType.TradeCorrect or ExecType.TradeCancel or ExecType.OrderStatus => false,
    };

    // A report that comes late must not bring back what later ones ended. Later is what the venue dates later and is
    // about the same thing: a fill that came meanwhile makes no restatement old.
    private static bool IsStale(in ExecutionReport report, UtcNanos since) =>
        !report.TransactTime.IsNone
        && (report.TransactTime < since || (report.PossDup && report.TransactTime == since));

    // Said again at a later time it is news: what the venue dates in between does not end it.
    private static bool IsKnown(in ExecutionReport report, Order order, OrdStatus status, UtcNanos since) =>
        order.IsIn(status) && report.TransactTime <= since;

    private static bool EndsDay(in ExecutionReport report, Order order) =>
        (order.IsIn(OrdStatus.DoneForDay) && !IsStale(in report, order.DoneAt))
        || (order.IsIn(OrdStatus.Calculated) && !IsStale(in report, order.CalculatedAt));

    // What was agreed before the end still says how much was ordered, and so what was filled or overfilled. Of the same
    // instant it was agreed before: nothing is agreed about an order that has ended.
    private static bool IsAfterEnd(in ExecutionReport report, Order order) =>
        order.Closing != OrderClosing.None
        && (report.TransactTime.IsNone || report.TransactTime > order.LastReportAt);

    // How it ended the venue has said. Of a conclusion made here it may say otherwise; that it says the same is news
    // too: from then on nothing opens the order again.
    private static bool IsOver(Order order) => order.Closing != OrderClosing.None && !order.IsEndConcluded;

    private static bool IsNewId(in ExecutionReport report, Order order) =>
        OrderIdOf(in report) is { IsNone: false } id && !order.HasOrderId(in id);

    // The facts of some reports carry no OrderID(37); the first that names it must not be the last that could.
    // What only names the id says nothing that happened at its time: it must not make old what happened before.
    private bool LearnId(in ExecutionReport report, Order order, bool showsAcceptance = true)
    {
        if (order.Closing != OrderClosing.None || !IsNewId(in report, order)) return false;
        UtcNanos at = showsAcceptance ? report.TransactTime : default;
        if (showsAcceptance || order.IsAccepted)
            deciding.Emit.Apply(new OrderAccepted(order.Handle, OrderIdOf(in report), at));
        else
            deciding.Emit.Apply(new OrderPendingNew(order.Handle, OrderIdOf(in report), at));
        return true;
    }

    private bool PendingNew(in ExecutionReport report, Order order)
    {
        if (order.IsAccepted || order.Closing != OrderClosing.None) return false;
        bool isNews = order.IsNewUnknown && IsSince(in report, order.UnknownSince);
        if (order.IsPendingNewReported && !IsNewId(in report, order) && !isNews) return false;
        deciding.Emit.Apply(new OrderPendingNew(order.Handle, OrderIdOf(in report), report.TransactTime));
        return true;
    }

    private bool Accepted(in ExecutionReport report, Order order)
    {
        if (order.Closing != OrderClosing.None) return false;
        bool resumes = (order.LivesOvernight && EndsDay(in report, order))
            || (order.IsIn(OrdStatus.Suspended) && !IsStale(in report, order.SuspendedAt));
        bool isNewId = IsNewId(in report, order);
        if (order.IsAccepted && !resumes && !isNewId) return false;
        OrderAccepted accepted = new(order.Handle, OrderIdOf(in report), report.TransactTime);
        deciding.Emit.Apply(in accepted);

        // The first only made the id known.
        if (resumes && isNewId) deciding.Emit.Apply(in accepted);
        return true;
    }

    private bool Rejected(in ExecutionReport report, Order order)
    {
        if (order.RequestByWire(report.ClOrdId) is { } request)
        {
            if (!request.IsOutstanding) return false;
            Refused(order, request.Kind, request.Id, report.Reason, report.Text, report.TransactTime);
            return true;
        }

        if (IsOver(order)) return false;
        bool isOfAnother = report.OrdStatus is { } status ? status != OrdStatus.Rejected : order.CumQty.IsPositive;
        bool refusesAnother = report.Reason is DuplicateOrder or UnknownOrder || isOfAnother;
        if (order.IsAccepted && refusesAnother) return false;

        // It answers whoever asked about the order, late; what is unknown ends by an answer that is waited for.
        if (order.IsNewUnknown && report.Reason == UnknownOrder) return false;
        deciding.Emit.Apply(new OrderRejected(
            order.Handle, OrderIdOf(in report), report.Reason, report.Text, report.TransactTime));
        return true;
    }

    private bool Pending(in ExecutionReport report, Order order, RequestKind kind)
    {
        if (order.Closing != OrderClosing.None) return false;
        OrderRequest? request = RequestOf(in report, order, kind);
        if (request is not null && (request.Kind != kind || !IsUnheard(in report, request))) return false;
        ClOrdId id = request?.Id ?? report.ClOrdId;
        LearnId(in report, order, showsAcceptance: false);
        if (kind == RequestKind.Cancel)
            deciding.Emit.Apply(new CancelPending(order.Handle, id, report.TransactTime));
        else
            deciding.Emit.Apply(new ReplacePending(order.Handle, id, report.TransactTime));
        if (request is null) UnknownRequest(in report, order);
        return true;
    }

    // A copy of what was said before a request became unknown tells nothing about what became of it since.
    private static bool IsUnheard(in ExecutionReport report, OrderRequest request) =>
        request.State == RequestState.Requested || IsSince(in report, request.UnknownSince);

    private static bool IsSince(in ExecutionReport report, UtcNanos unknownSince) =>
        !unknownSince.IsNone && report.TransactTime > unknownSince;

    private bool Canceled(in ExecutionReport report, Order order)
    {
        if (IsOver(order)) return false;
        ClOrdId id = order.RequestByWire(report.ClOrdId)?.Id ?? report.ClOrdId;
        deciding.Emit.Apply(new OrderCanceled(order.Handle, id, OrderIdOf(in report), report.TransactTime));
        return true;
    }

    private bool Replaced(in ExecutionReport report, Order order)
    {
        if (IsAfterEnd(in report, order)) return false;
        OrderRequest? request = RequestOf(in report, order, RequestKind.Replace);
        if (request is { Kind: not RequestKind.Replace }) return false;

        // A trade may have shown it before; a FIX 4.2 venue's own word of it still gives the order its status.
        bool isStatus = report.IsFix42 && !order.IsIn(OrdStatus.Replaced);
        if (request is { State: RequestState.Accepted } && !isStatus) return false;
        OrderTerms asked = request?.Terms ?? order.Terms;
        ClOrdId id = request?.Id ?? report.ClOrdId;
        OrderTerms terms = IsStale(in report, order.TermsAt) ? order.Terms
            : Stated(in report, in asked, order, order.CumQty);
        deciding.Emit.Apply(new OrderReplaced(
            order.Handle,
            id,
            OrderIdOf(in report),
            terms,
            report.IsFix42,
            report.TransactTime));
        if (request is null) UnknownRequest(in report, order);
        return true;
    }

    private bool Expired(in ExecutionReport report, Order order)
    {
        if (IsOver(order)) return false;
        LearnId(in report, order);
        deciding.Emit.Apply(new OrderExpired(order.Handle, report.TransactTime));
        return true;
    }

    private bool DoneForDay(in ExecutionReport report, Order order)
    {
        if (order.Closing != OrderClosing.None || IsKnown(in report, order, OrdStatus.DoneForDay, order.DoneAt))
            return false;
        if (IsStale(in report, order.DoneAt)) return false;
        LearnId(in report, order);
        deciding.Emit.Apply(new OrderDoneForDay(order.Handle, report.TransactTime));
        return true;
    }

    private bool Stopped(in ExecutionReport report, Order order)
    {
        if (order.HasEnded || order.IsIn(OrdStatus.Stopped)) return false;
        LearnId(in report, order);
        deciding.Emit.Apply(new OrderStopped(order.Handle, report.LastPx, report.TransactTime));
        return true;
    }

    private bool Suspended(in ExecutionReport report, Order order)
    {
        if (order.HasEnded || IsKnown(in report, order, OrdStatus.Suspended, order.SuspendedAt)) return false;
        if (IsStale(in report, order.SuspendedAt)) return false;
        LearnId(in report, order);
        deciding.Emit.Apply(new OrderSuspended(order.Handle, report.TransactTime));
        return true;
    }

    private bool Calculated(in ExecutionReport report, Order order)
    {
        if (order.Closing == OrderClosing.Rejected) return false;
        if (IsKnown(in report, order, OrdStatus.Calculated, order.CalculatedAt)) return false;
        if (IsStale(in report, order.Closing == OrderClosing.None ? order.CalculatedAt : order.LastReportAt))
            return false;
        LearnId(in report, order);
        deciding.Emit.Apply(new OrderCalculated(order.Handle, report.TransactTime));
        return true;
    }

    private bool Restated(in ExecutionReport report, Order order)
    {
        if (IsAfterEnd(in report, order)) return false;
        OrderTerms current = order.Terms;
        Qty cumQty = IsStale(in report, order.TermsAt) || report.TransactTime == order.TermsAt
            ? order.CumQty
            : CumQtyAfter(in report, order);
        if (cumQty != order.CumQty && IsStale(in report, order.LastReportAt))
        {
            // What was executed before the split and what after it can no longer be told apart.
            Violated(order.Handle, ReportRule.QuantityBreak, $"a split that comes late: {Describe(in report)}",
                report.VenueSeq);
            return false;
        }

        OrderTerms terms = IsStale(in report, order.TermsAt) ? current : Stated(in report, in current, order, cumQty);

        // It confirms the terms and ends a day, each of its own age: what comes later still but is older than this must
        // find it.
        bool confirms = report.TransactTime > order.TermsAt || report.TransactTime > order.DoneAt
            || report.TransactTime > order.CalculatedAt;
        bool changes = terms != current || cumQty != order.CumQty || EndsDay(in report, order);
        if (!changes && !confirms && order.IsAccepted) return false;
        LearnId(in report, order);
        deciding.Emit.Apply(new OrderRestated(order.Handle, report.Reason, terms, cumQty, report.TransactTime));
        return true;
    }

    // A split multiplies what was executed without an execution (H.1.b). Where no reason is given, quantity and
    // executed quantity changing by the same factor is one.
    private static Qty CumQtyAfter(in ExecutionReport report, Order order)
    {
        if (!order.CumQty.IsPositive || report.CumQty is not { IsPositive: true } cumQty) return order.CumQty;
        decimal factor = cumQty.Value / order.CumQty.Value;
        if (factor is > MaxSplit or < 1m / MaxSplit) return order.CumQty;
        if (report.Reason == CorporateAction) return SplitCumQty(in report, order, cumQty);
        bool isSplit = report.Reason is null
            && report.OrderQty is { IsPositive: true } quantity && quantity != order.OrderQty
            && IsSameRatio(quantity, order.OrderQty, cumQty, order.CumQty);
        return isSplit ? cumQty : order.CumQty;
    }

    // The ratio of the quantities is the split's; what was executed may not all have arrived here.
    private static Qty SplitCumQty(in ExecutionReport report, Order order, Qty cumQty)
    {
        if (cumQty == order.CumQty || report.OrderQty is not { IsPositive: true } quantity
            || quantity == order.OrderQty) return cumQty;
        decimal split = ExactDecimal.RoundToMaxDecimals(order.CumQty.Value / order.OrderQty.Value * quantity.Value);
        return Qty.TryFrom(split, out Qty result) == NumberError.None ? result : cumQty;
    }

    // Exact for every pair of quantities whose product is; where it is not, it is not called a split.
    private static bool IsSameRatio(Qty a, Qty b, Qty c, Qty d) =>
        ExactDecimal.TryMultiply(a.Value, d.Value, 1m, out Exact left)
        && ExactDecimal.TryMultiply(b.Value, c.Value, 1m, out Exact right)
        && left == right;

    // What the report states wins over what was asked. A quantity asked for below what is already executed means: no
    // more (C.3.c). One that the venue states is the truth, and what lies beyond it is overfill, however many fills
    // came first.
    private static OrderTerms Stated(in ExecutionReport report, in OrderTerms asked, Order order, Qty cumQty)
    {
        bool isStated = report.OrderQty is { IsPositive: true };
        Qty quantity = isStated ? report.OrderQty!.Value : asked.OrderQty;
        OrdType type = report.OrdType ?? asked.OrdType;
        bool hasPrice = type is OrdType.Limit or OrdType.StopLimit or OrdType.Other;
        bool hasStop = type is OrdType.Stop or OrdType.StopLimit or OrdType.Other;
        return asked with
        {
            Side = order.Side,
            OrderQty = !isStated && quantity < cumQty && order.Terms.OrderQty.IsPositive ? cumQty : quantity,
            OrdType = type,
            TimeInForce = report.TimeInForce ?? asked.TimeInForce,
            Price = hasPrice && report.Price is { } price ? price : asked.Price,
            StopPx = hasStop && report.StopPx is { } stop ? stop : asked.StopPx,
        };
    }

    private void Refused(Order order, RequestKind kind, in ClOrdId id, int? reason, string? text, UtcNanos at)
    {
        if (kind == RequestKind.Replace)
            deciding.Emit.Apply(new ReplaceRejected(order.Handle, id, reason, text, at));
        else
            deciding.Emit.Apply(new CancelRejected(order.Handle, id, reason, text, at));
    }

    // The request that a report answers: the one it names; where it names the order itself or nothing, the newest one.
    private static OrderRequest? RequestOf(in ExecutionReport report, Order order, RequestKind kind)
    {
        if (order.RequestByWire(report.ClOrdId) is { } named) return named;
        bool namesNone = report.ClOrdId.IsNone || report.ClOrdId == order.WireId;
        return namesNone ? order.Outstanding(kind) : null;
    }

    private void UnknownRequest(in ExecutionReport report, Order order) =>
        Violated(order.Handle, ReportRule.UnknownRequest, Describe(in report), report.VenueSeq);
}
