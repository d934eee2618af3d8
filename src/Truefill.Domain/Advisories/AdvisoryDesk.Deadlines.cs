using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <content>
/// The timeline of an execution on engine time. A deadline is an instant: when a fill comes at a later time, the
/// deadline is taken first, whether or not a tick has said so, so the result does not depend on how often the engine
/// is woken.
/// </content>
public sealed partial class AdvisoryDesk
{
    /// <summary>Could anything come due by time alone?</summary>
    public bool Waits => Table.LiveCount > 0;

    /// <summary>Before an input is decided: takes what came due before it.</summary>
    public void BeginInput()
    {
        if (Table.LiveCount == 0) return;
        foreach (AdvisoryExecution advisory in Table.Live())
            if (advisory.Result is null) TakeDeadlines(advisory, Books.Orders[advisory.Order], isPast: true);
    }

    /// <summary>After an input was decided: what it, or the time, means for the executions under way.</summary>
    public void EndInput()
    {
        if (Table.LiveCount == 0) return;
        foreach (AdvisoryExecution advisory in Table.Live())
        {
            Order order = Books.Orders[advisory.Order];
            if (advisory.Result is null) TakeFills(advisory, order);
            if (advisory.Result is null) TakeDeadlines(advisory, order, isPast: false);
            if (advisory.Result is { } result && Differs(in result, order)) Revise(advisory, order, in result);
            if (!advisory.TimedOutAt.IsNone) Cancel(order);
            if (advisory.Result is not null) Reconcile(advisory, order);
            if (IsOver(advisory, order)) Table.Rest(advisory);
        }
    }

    /// <summary>Would <see cref="EndInput"/> do anything at this time?</summary>
    public bool IsDue(UtcNanos now)
    {
        if (Table.LiveCount == 0) return false;
        foreach (AdvisoryExecution advisory in Table.Live())
        {
            Order order = Books.Orders[advisory.Order];
            bool isDue = advisory.Result is null
                ? now >= NextDeadline(advisory, order)
                : IsReconciliationDue(advisory, order, now);
            bool isCancelDue = !advisory.TimedOutAt.IsNone && !order.IsHeld
                && CancelRetry.CanCancel(Books, order, now);
            if (isDue || isCancelDue) return true;
        }

        return false;
    }

    private static UtcNanos NextDeadline(AdvisoryExecution advisory, Order order) =>
        order.IsHeld ? advisory.Snapshot.ExpirationTimestamp
        : advisory.TimedOutAt.IsNone ? order.SubmittedAt.AddNanos(TimeoutNanos)
        : order.SubmittedAt.AddNanos(TimeoutNanos + GraceNanos);

    // An order that was filled or ended by what came.
    private void TakeFills(AdvisoryExecution advisory, Order order)
    {
        if (order.IsHeld) return;
        if (order.CumQty >= advisory.Snapshot.PositionSize)
        {
            bool isInTime = deciding.Now <= order.SubmittedAt.AddNanos(TimeoutNanos);
            End(advisory, order, isInTime ? AdvisoryStage.Filled : AdvisoryStage.ExecutedFullLate, null, false);
        }
        else if (!order.IsOpen && order.Closing != OrderClosing.FilledByResolution
            && (advisory.TimedOutAt.IsNone || NeverWorked(order)))
        {
            EndClosed(advisory, order);
        }
    }

    // It failed whenever that turns out: the timeout says only how long a fill was waited for.
    private static bool NeverWorked(Order order) =>
        order.CumQty.IsZero && order.Closing is OrderClosing.Aborted or OrderClosing.Rejected;

    private void EndClosed(AdvisoryExecution advisory, Order order)
    {
        bool isKill = Books.KillSwitch.StateFor(order.Venue, order.Account, order.Strategy, order.Symbol)
            == KillSwitchState.Active;
        string because = isKill ? ": Kill switch is active" : order.Text is { } text ? $": {text}" : "";
        if (order.CumQty.IsPositive)
            End(advisory, order, AdvisoryStage.PartiallyFilled, $"{order.OrdStatus} after a part{because}", isKill);
        else if (order.Closing == OrderClosing.Aborted)
            End(advisory, order, AdvisoryStage.Failed, $"The order was not sent{because}", isKill);
        else if (order.Closing == OrderClosing.Rejected)
            End(advisory, order, AdvisoryStage.Failed, $"The venue rejected the order{because}", false);
        else
            End(advisory, order, AdvisoryStage.Cancelled, $"{order.OrdStatus} before any fill{because}", isKill);
    }

    // isPast: only what lies before now; a fill of this very instant comes first.
    private void TakeDeadlines(AdvisoryExecution advisory, Order order, bool isPast)
    {
        if (order.IsHeld)
        {
            if (!IsReached(advisory.Snapshot.ExpirationTimestamp, isPast)) return;
            deciding.Emit.Apply(new SubmitAborted(order.Handle, AbortReason.Expired, deciding.Now));
            End(advisory, order, AdvisoryStage.Failed, "Advisory expired before its venue could be reached", false);
            return;
        }

        UtcNanos timeout = order.SubmittedAt.AddNanos(TimeoutNanos);
        if (advisory.TimedOutAt.IsNone)
        {
            if (!IsReached(timeout, isPast)) return;
            deciding.Emit.Apply(new AdvisoryTimedOut(advisory.Number, deciding.Now));
            Cancel(order);
        }

        if (!IsReached(timeout.AddNanos(GraceNanos), isPast)) return;
        bool isSaid = order.Closing == OrderClosing.FilledByResolution;
        string outcome = isSaid ? "; a person says that it was filled, and its executions have not come"
            : order.IsOpen ? "; the order's outcome is unknown"
            : "";
        bool isPart = order.CumQty.IsPositive;
        End(
            advisory,
            order,
            isPart ? AdvisoryStage.PartiallyFilled : AdvisoryStage.FailedTimeout,
            (isPart ? "Partially filled at the timeout" : "No fill within 30 seconds") + outcome,
            isKillSwitch: false,
            needsPerson: isSaid);
    }

    private bool IsReached(UtcNanos deadline, bool isPast) =>
        isPast ? deciding.Now > deadline : deciding.Now >= deadline;

    // Again and again until the order has ended: after a timeout nothing of it may stay at work unseen.
    private void Cancel(Order order)
    {
        if (!order.IsHeld) CancelRetry.Cancel(deciding, order);
    }

    private static bool Differs(in AdvisoryEnded result, Order order) =>
        order.CumQty != result.FilledSize
        || (result.FillPrice is { } fill && order.CumQty.IsPositive && order.AvgPx != fill);

    // The stage stays what it was; the fills are booked and protected like any, and a person has to look.
    private void Revise(AdvisoryExecution advisory, Order order, in AdvisoryEnded result)
    {
        Qty more = order.CumQty - result.FilledSize;
        string error = more.IsPositive
            ? $"{more} filled after the result"
            : "fills were busted or corrected after the result";
        End(advisory, order, result.Stage, error, result.IsKillSwitch, needsPerson: true);
        if (more.IsPositive) LateFills.Open(deciding, order, result.FilledSize);
    }

    private static bool IsOver(AdvisoryExecution advisory, Order order) =>
        advisory.Result is { } result
        && (advisory.Report is not null || !IsCompared(in result, order))
        && (advisory.TimedOutAt.IsNone || !order.IsOpen);
}
