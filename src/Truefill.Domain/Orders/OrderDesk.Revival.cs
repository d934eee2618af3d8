namespace Truefill.Domain.Orders;

/// <summary>
/// Orders that ended here by a conclusion, and that their venue shows alive all the same: a person said that one was
/// rejected, a venue did not find it, it was proved not to have left. They are open again, so that limits count them
/// and a kill switch reaches them.
/// </summary>
public sealed partial class OrderDesk
{
    /// <summary>Its venue shows, in lists from after it ended here, that it lives.</summary>
    internal void Revive(Order order, string evidence) => Resolve(
        order, order.ClOrdId, Resolution.Accepted, RequestResolved.Revival(order.SettledStatus, evidence));

    // Of an order that the venue was thought not to have, any report will do, however old. Of one that it had, an old
    // report says nothing about how it ended: there only lists count.
    private bool Revive(in ExecutionReport report, Order order)
    {
        if (!order.IsConcludedAbsent || !ShowsLife(in report, order)) return false;
        string was = $"OrdStatus(39) {report.OrdStatus} of an order that is {order.SettledStatus}";
        Revive(order, Describe(in report));
        Violated(order.Handle, ReportRule.InvalidRegression, was, report.VenueSeq);
        return true;
    }

    // Its venue refuses to cancel or replace it, and says that it lives.
    private bool Revive(in OrderCancelReject reject, Order order)
    {
        if (!order.IsConcludedAbsent || reject.OrdStatus is not { } status || !IsWorking(status, order)) return false;
        string evidence = $"a cancel reject with OrdStatus(39) {status}";
        Violated(
            order.Handle, ReportRule.InvalidRegression, $"{evidence} of one that is {order.SettledStatus}",
            reject.VenueSeq);
        Revive(order, evidence);
        return true;
    }

    // Pending New shows that it arrived and not that it lives: that is still to come. The end of a day says itself
    // whether there is another one.
    private static bool ShowsLife(in ExecutionReport report, Order order) =>
        report.ExecType is ExecType.DoneForDay or ExecType.Calculated || IsWorking(in report, order);

    private static bool IsWorking(in ExecutionReport report, Order order) => report.OrdStatus is { } status
        ? IsWorking(status, order)
        : report.ExecType is ExecType.New or ExecType.Trade or ExecType.Replaced
            or ExecType.Restated or ExecType.PendingCancel or ExecType.PendingReplace or ExecType.Stopped
            or ExecType.Suspended;

    private static bool IsWorking(OrdStatus status, Order order) => status is OrdStatus.Filled or OrdStatus.Replaced
        || (OrdStatusKind.IsOpen(status) && status != OrdStatus.PendingNew)
        || (order.LivesOvernight && status is OrdStatus.DoneForDay or OrdStatus.Calculated);
}
