using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;

namespace Truefill.Domain.Orders;

/// <summary>
/// What venues report. A report that changes nothing is counted: as a duplicate when the venue marks it as sent before
/// (PossDupFlag), else as ignored. Whether a trade came before, the executions say.
/// </summary>
public sealed partial class OrderDesk
{
    // FIX gives OrderID(37) this value where there is none: a cancel reject of an unknown order.
    private static readonly OrderId NoOrderId = OrderId.FromTrusted("NONE");

    public InputOutcome Report(in ExecutionReport report) => Report(in report, Find(in report));

    /// <param name="found">What <see cref="Find(in ExecutionReport)"/> says.</param>
    public InputOutcome Report(in ExecutionReport report, OrderLookup found)
    {
        if (found.IsFound) return Report(in report, Orders[found.Order]);
        if (report.ExecType == ExecType.OrderStatus) return Nothing(report.PossDup);
        if (IsExecution(report.ExecType)) return Suspend(in report);
        if (found.Outcome == LookupOutcome.None && Adopt(in report) is { } adopted)
        {
            Report(in report, adopted);
            return InputOutcome.Applied;
        }

        if (found.Outcome == LookupOutcome.None && orderBreaks.Reported(in report)) return InputOutcome.Applied;
        string detail = found.Outcome == LookupOutcome.Ambiguous ? "several orders have the id of " : "no order fits ";
        return deciding.DeadLetter(DeadLetterReason.Unattributable, detail + Describe(in report), report.VenueSeq);
    }

    public InputOutcome Report(in OrderCancelReject reject)
    {
        OrderLookup found = Find(
            reject.Venue, reject.Order, reject.ClOrdId, reject.OrigClOrdId, reject.OrderId, default);
        if (!found.IsFound)
        {
            // On that both sides agree.
            if (found.Outcome == LookupOutcome.None && reject.Reason == CxlRejReason.UnknownOrder)
                return InputOutcome.Ignored;
            string detail = $"a cancel reject of no known order: ClOrdID(11)={reject.ClOrdId}"
                + $" OrigClOrdID(41)={reject.OrigClOrdId} OrderID(37)={reject.OrderId}";
            return deciding.DeadLetter(DeadLetterReason.Unattributable, detail, reject.VenueSeq);
        }

        Order order = Orders[found.Order];
        bool isRevived = Revive(in reject, order);
        RequestKind kind = reject.ToReplace == true ? RequestKind.Replace : RequestKind.Cancel;
        OrderRequest? request = order.RequestByWire(reject.ClOrdId);
        if (request is null && (reject.ClOrdId.IsNone || reject.ClOrdId == order.WireId))
            request = order.Outstanding(kind);
        bool isNothing = request is null ? reject.ClOrdId.IsNone : !request.IsOutstanding;
        if (isNothing) return isRevived ? InputOutcome.Applied : Nothing(reject.PossDup);
        ClOrdId id = request?.Id ?? reject.ClOrdId;
        Asked before = Asked.Of(order);
        Refused(order, request?.Kind ?? kind, in id, reject.Reason, reject.Text, reject.TransactTime);
        LookForOverfill(order, in before);
        if (request is null)
            Violated(order.Handle, ReportRule.UnknownRequest, $"ClOrdID(11)={reject.ClOrdId}", reject.VenueSeq);
        if (!reject.PossDup) CheckStatus(order, reject.OrdStatus, null, reject.VenueSeq);
        return InputOutcome.Applied;
    }

    /// <summary>
    /// An execution of an order-less source. It is nobody's order's, but may bust or correct a trade that is.
    /// </summary>
    public InputOutcome Book(NormalisedExecution execution)
    {
        string name = execution.Venue.Length > 0 ? execution.Venue : deciding.Books.Names.Of(deciding.Source);
        Order? order = deciding.Books.Names.Venues.TryGet(name, out int venue)
            ? AmendedBy(new ExecKey(new VenueId(venue), execution.Scope, execution.ExecRefId))
            : null;
        Asked before = order is null ? default : Asked.Of(order);
        InputOutcome outcome = executions.Book(execution);
        if (order is not null) LookForOverfill(order, in before);
        return outcome;
    }

    private bool IsKnownAmendment(in ExecutionReport report) =>
        Executed.TryFindAmendment(new ExecKey(report.Venue, report.Scope, report.ExecId), out _);

    private ExecutionLedger Executed => deciding.Books.Executions;

    // The order whose trade a bust or a correction is about; null where there is none.
    private Order? AmendedBy(in ExecKey trade)
    {
        if (trade.ExecId.IsNone || !Executed.TryResolve(trade, out ExecHandle exec, out _)) return null;
        return Orders.TryGet(Executed[exec].Order);
    }

    private static InputOutcome Nothing(bool possDup) => possDup ? InputOutcome.Duplicate : InputOutcome.Ignored;

    private static bool IsExecution(ExecType type) =>
        type is ExecType.Trade or ExecType.TradeCancel or ExecType.TradeCorrect;

    private static string Describe(in ExecutionReport report) =>
        $"ExecType(150)={report.ExecType} ClOrdID(11)={report.ClOrdId} OrigClOrdID(41)={report.OrigClOrdId}"
        + $" OrderID(37)={report.OrderId} ExecID(17)={report.ExecId}";

    private InputOutcome Report(in ExecutionReport report, Order order)
    {
        if (report.ExecType == ExecType.OrderStatus) return Status(in report, order);
        if (IsExecution(report.ExecType)) return Execution(in report, order);
        CheckContent(in report, order);
        Asked before = Asked.Of(order);
        bool changed = Revive(in report, order);
        bool hadEnded = order.HasEnded;
        if (Decide(in report, order)) changed = true;
        if (Announced(in report, order)) changed = true;
        LookForOverfill(order, in before, report.ExecType is ExecType.Replaced or ExecType.Restated);
        if (changed) Check(in report, order);
        else if (!report.PossDup && (hadEnded || report.ExecType != ExecType.New))
            CheckStatus(order, report.OrdStatus, report.LeavesQty, report.VenueSeq);
        return changed ? InputOutcome.Applied : Nothing(report.PossDup);
    }

    // Side and symbol say whose position a trade moves: a trade that contradicts its order there is not the order's.
    private InputOutcome Execution(in ExecutionReport report, Order order)
    {
        if (!CheckContent(in report, order)) return executions.Report(in report, null);
        bool hadEnded = order.HasEnded;
        bool wasAbsent = order.IsConcludedAbsent && report.ExecType == ExecType.Trade;
        Qty executed = order.CumQty;
        Qty overfill = order.OverfillQty;
        Asked before = Asked.Of(order);
        (int reports, int trades) = (order.Reports, Executed.Count);
        bool isNews = report.ExecType != ExecType.Trade && !IsKnownAmendment(in report);
        InputOutcome outcome = executions.Report(in report, order);

        // A copy that only states a charge says nothing new about the order.
        bool isCopy = order.Reports == reports && Executed.Count == trades && !isNews;
        if (outcome != InputOutcome.Applied || isCopy) return outcome;
        if (wasAbsent && ShowsLife(in report, order)) Revive(order, Describe(in report));
        if (wasAbsent && order.CumQty > executed) LateFills.Open(deciding, order, executed);
        OrderId id = OrderIdOf(in report);

        // A bust whose trade has not come shows acceptance too. A new id is only learnt, and resumes nothing.
        if (!order.IsAccepted || (!id.IsNone && !order.HasOrderId(in id)))
            deciding.Emit.Apply(new OrderAccepted(order.Handle, id, report.TransactTime));
        Announced(in report, order);
        ShowsReplaced(in report, order);
        if (hadEnded && report.ExecType == ExecType.Trade)
            Violated(in report, order, ReportRule.LateExecution, $"after {order.SettledStatus}");
        if (order.OverfillQty > overfill)
            Violated(in report, order, ReportRule.Overfill, $"{order.OverfillQty} beyond {order.OrderQty}");
        LookForOverfill(order, in before);
        Check(in report, order);
        if (report.ExecType != ExecType.Trade) EndBehind(in report, order);
        else EndAdopted(in report, order);
        return outcome;
    }

    // A bust opens an order that was filled, unless its venue says in the same report that it is over: the trade is
    // gone, and nobody will work what it leaves.
    private void EndBehind(in ExecutionReport report, Order order)
    {
        if (!order.IsOpen || report.LeavesQty is { IsPositive: true } || IsStale(in report, order.LastReportAt)) return;
        if (report.OrdStatus == OrdStatus.Canceled)
            deciding.Emit.Apply(new OrderCanceled(order.Handle, default, default, report.TransactTime));
        else if (report.OrdStatus == OrdStatus.Expired)
            deciding.Emit.Apply(new OrderExpired(order.Handle, report.TransactTime));
        else if (report.OrdStatus == OrdStatus.DoneForDay && !order.LivesOvernight)
            deciding.Emit.Apply(new OrderDoneForDay(order.Handle, report.TransactTime));
    }

    // Of an order that was entered elsewhere the books may lack what was executed before it was adopted: it has ended
    // when its venue says so, and not when all of it is booked.
    private void EndAdopted(in ExecutionReport report, Order order)
    {
        if (order.Origin != OrderOrigin.Adopted || !order.IsOpen || IsStale(in report, order.LastReportAt)) return;
        if (report.OrdStatus == OrdStatus.Filled && report.LeavesQty is not { IsPositive: true })
            Resolve(order, order.ClOrdId, Resolution.Filled, "filled, partly before it was adopted");
    }

    private void Violated(in ExecutionReport report, Order order, ReportRule rule, string what) =>
        Violated(order.Handle, rule, $"{what}: {Describe(in report)}", report.VenueSeq);

    // The answer to a status request changes nothing, but it can show that the venue has an order that may not have
    // arrived, and it can be the first to tell the venue's id of it.
    private InputOutcome Status(in ExecutionReport report, Order order)
    {
        bool isThere = report.OrdStatus.IsOpen() || report.OrdStatus == OrdStatus.Filled;
        bool isUnknown = order.IsNewUnknown;
        bool changed = Revive(in report, order);
        if (isThere && LearnId(in report, order, showsAcceptance: false)) changed = true;
        if (!isUnknown || !isThere) return changed ? InputOutcome.Applied : Nothing(report.PossDup);
        deciding.Emit.Apply(new RequestResolved(
            order.Handle,
            order.ClOrdId,
            Resolution.Accepted,
            RequestResolved.Venue,
            $"OrdStatus(39) {report.OrdStatus}",
            deciding.Now));
        return InputOutcome.Applied;
    }

    private InputOutcome Suspend(in ExecutionReport report)
    {
        Order? order = AmendedBy(new ExecKey(report.Venue, report.Scope, report.ExecRefId));
        Asked before = order is null ? default : Asked.Of(order);
        InputOutcome outcome = executions.Report(in report, null);
        if (order is not null) LookForOverfill(order, in before);
        if (outcome == InputOutcome.Applied)
            Violated(default, ReportRule.UnknownOrder, Describe(in report), report.VenueSeq);
        return outcome;
    }

    // A cash order has no OrderQty(38) until the venue says how many units the money buys (5.0 SP2, L.1.b).
    private bool Announced(in ExecutionReport report, Order order)
    {
        if (order.HasQuantity || order.HasEnded) return false;
        if (report.OrderQty is not { IsPositive: true } quantity) return false;
        deciding.Emit.Apply(new OrderRestated(
            order.Handle, null, order.Terms with { OrderQty = quantity }, order.CumQty, report.TransactTime));
        return true;
    }

    // A trade under the id of a replace that nobody has answered, of an order of the quantity which that asked for: the
    // venue has made it, whatever became of the report that says so. One that says that the replace is pending shows
    // nothing.
    private void ShowsReplaced(in ExecutionReport report, Order order)
    {
        if (report.ExecType != ExecType.Trade || report.OrdStatus == OrdStatus.PendingReplace) return;
        if (report.OrderQty is not { } quantity || quantity == order.OrderQty) return;
        if (order.RequestByWire(report.ClOrdId) is not { IsOutstanding: true, Terms: { } asked } request) return;
        if (quantity != asked.OrderQty) return;
        OrderTerms terms = IsStale(in report, order.TermsAt) ? order.Terms : asked;
        deciding.Emit.Apply(new OrderReplaced(
            order.Handle, request.Id, OrderIdOf(in report), terms, report.IsFix42, report.TransactTime));
    }

    private void Violated(OrderHandle order, ReportRule rule, string detail, long venueSeq) =>
        deciding.Emit.Apply(new ReportViolated(order, rule, detail, venueSeq));

    private static OrderId OrderIdOf(in ExecutionReport report) =>
        report.OrderId == NoOrderId ? default : report.OrderId;

    /// <summary>The order that a report is about.</summary>
    public OrderLookup Find(in ExecutionReport report) => Find(in report, WireIds.Read(report.ClOrdId));

    /// <inheritdoc cref="Find(in ExecutionReport)"/>
    /// <param name="read">What <see cref="WireIds.Read"/> says of its ClOrdID(11).</param>
    public OrderLookup Find(in ExecutionReport report, WireId read)
    {
        if (Orders.TryGet(report.Order) is not null) return OrderLookup.At(report.Order);
        OrderLookup own = Orders.FindWire(report.Venue, read);
        if (own.IsFound) return own;
        AccountId account = report.Account;
        if (account.IsNone && report.AccountName is { Length: > 0 } name
            && deciding.Books.Names.Accounts.TryGet(name, out int handle))
            account = new AccountId(handle);
        return OfAmended(in report, Find(
            report.Venue, report.Order, report.ClOrdId, report.OrigClOrdId, OrderIdOf(in report), account));
    }

    // Handle, then ClOrdID, then OrigClOrdID, then OrderID: the first that leads anywhere. An account only helps to
    // choose.
    private OrderLookup Find(
        VenueId venue, OrderHandle stated, in ClOrdId own, in ClOrdId original, in OrderId id, AccountId account)
    {
        if (Orders.TryGet(stated) is not null) return OrderLookup.At(stated);
        OrderLookup found = Orders.FindWire(venue, in own);
        if (found.Outcome == LookupOutcome.None) found = Orders.FindWire(venue, in original);
        if (found.Outcome == LookupOutcome.Ambiguous) found = Narrow(found, venue, in own, in original, in id, account);
        return found.Outcome == LookupOutcome.None && id != NoOrderId ? Orders.FindOrderId(venue, in id) : found;
    }

    private OrderLookup Narrow(
        OrderLookup ambiguous, VenueId venue, in ClOrdId own, in ClOrdId original, in OrderId id, AccountId account)
    {
        OrderLookup byId = Orders.FindOrderId(venue, in id);
        if (byId.IsFound && (Orders[byId.Order].HasId(in own) || Orders[byId.Order].HasId(in original))) return byId;
        if (account.IsNone) return ambiguous;
        OrderLookup found = Orders.FindWire(venue, in own, account);
        if (found.Outcome == LookupOutcome.None) found = Orders.FindWire(venue, in original, account);
        return found.IsFound ? found : ambiguous;
    }
}
