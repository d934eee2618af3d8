using Truefill.Domain.Orders;

namespace Truefill.Server.Following;

/// <content>Orders: the canonical names, and the further ones that FIX has.</content>
internal sealed partial class OrderEventFacts
{
    public override void Apply(in OrderSubmitted e) => events.Order("submitted", e.Intent.Order);

    public override void Apply(in OrderHeld e) => events.Order("held", e.Intent.Order);

    public override void Apply(in SubmitAborted e) => events.Order("submit_aborted", e.Order);

    public override void Apply(in OrderDenied e) => events.Denied(in e);

    public override void Apply(in OrderAdopted e) => events.Order("adopted", e.Intent.Order);

    public override void Apply(in OrderPendingNew e) => events.Order("pending_new", e.Order);

    public override void Apply(in OrderAccepted e) => events.Order("acknowledged", e.Order);

    public override void Apply(in OrderRejected e) => events.Order("rejected", e.Order);

    public override void Apply(in CancelRequested e) => events.Order("cancel_requested", e.Order);

    public override void Apply(in CancelPending e) => events.Order("pending_cancel", e.Order);

    public override void Apply(in CancelRejected e) => events.Order("cancel_rejected", e.Order);

    public override void Apply(in OrderCanceled e) => events.Order("cancelled", e.Order);

    public override void Apply(in ReplaceRequested e) => events.Order("replace_requested", e.Order);

    public override void Apply(in ReplacePending e) => events.Order("pending_replace", e.Order);

    public override void Apply(in ReplaceRejected e) => events.Order("replace_rejected", e.Order);

    public override void Apply(in OrderReplaced e) => events.Order("replaced", e.Order);

    public override void Apply(in OrderExpired e) => events.Order("expired", e.Order);

    public override void Apply(in OrderDoneForDay e) => events.Order("done_for_day", e.Order);

    public override void Apply(in OrderStopped e) => events.Order("stopped", e.Order);

    public override void Apply(in OrderSuspended e) => events.Order("suspended", e.Order);

    public override void Apply(in OrderCalculated e) => events.Order("calculated", e.Order);

    public override void Apply(in OrderRestated e) => events.Order("restated", e.Order);

    public override void Apply(in RequestUnknown e) => events.Order("unknown", e.Order);

    public override void Apply(in RequestResolved e) => events.Order("resolved", e.Order);

    // A report that fits no order violates a rule too, and is no event of an order.
    public override void Apply(in ReportViolated e)
    {
        if (!e.Order.IsNone) events.Order("violation", e.Order);
    }
}
