using Truefill.Domain.Orders;

namespace Truefill.Engine.Reading;

/// <content>Which order each fact concerns.</content>
public sealed partial class ReadIndex
{
    public override void Apply(in OrderSubmitted e) => Touch(e.Intent.Order);

    public override void Apply(in OrderHeld e) => Touch(e.Intent.Order);

    public override void Apply(in SubmitAborted e) => Touch(e.Order);

    public override void Apply(in OrderAdopted e) => Touch(e.Intent.Order);

    public override void Apply(in OrderPendingNew e) => Touch(e.Order);

    public override void Apply(in OrderAccepted e) => Touch(e.Order);

    public override void Apply(in OrderRejected e) => Touch(e.Order);

    public override void Apply(in CancelRequested e) => Touch(e.Order);

    public override void Apply(in CancelPending e) => Touch(e.Order);

    public override void Apply(in CancelRejected e) => Touch(e.Order);

    public override void Apply(in OrderCanceled e) => Touch(e.Order);

    public override void Apply(in ReplaceRequested e) => Touch(e.Order);

    public override void Apply(in ReplacePending e) => Touch(e.Order);

    public override void Apply(in ReplaceRejected e) => Touch(e.Order);

    public override void Apply(in OrderReplaced e) => Touch(e.Order);

    public override void Apply(in OrderExpired e) => Touch(e.Order);

    public override void Apply(in OrderDoneForDay e) => Touch(e.Order);

    public override void Apply(in OrderStopped e) => Touch(e.Order);

    public override void Apply(in OrderSuspended e) => Touch(e.Order);

    public override void Apply(in OrderCalculated e) => Touch(e.Order);

    public override void Apply(in OrderRestated e) => Touch(e.Order);

    public override void Apply(in RequestUnknown e) => Touch(e.Order);

    public override void Apply(in RequestResolved e) => Touch(e.Order);

    public override void Apply(in RequestAborted e) => Touch(e.Order);

    public override void Apply(in ReportViolated e) => Touch(e.Order);
}
