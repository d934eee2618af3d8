using Truefill.Domain.Orders;

namespace Truefill.Server.Http.Streaming;

/// <content>Facts about orders: each shows the order behind it.</content>
public sealed partial class ChangeWatcher
{
    public override void Apply(in OrderSubmitted e) => Order(e.Intent.Order);

    public override void Apply(in OrderHeld e) => Order(e.Intent.Order);

    public override void Apply(in SubmitAborted e) => Order(e.Order);

    public override void Apply(in OrderAdopted e) => Order(e.Intent.Order);

    public override void Apply(in OrderPendingNew e) => Order(e.Order);

    public override void Apply(in OrderAccepted e) => Order(e.Order);

    public override void Apply(in OrderRejected e) => Order(e.Order);

    public override void Apply(in CancelRequested e) => Order(e.Order);

    public override void Apply(in CancelPending e) => Order(e.Order);

    public override void Apply(in CancelRejected e) => Order(e.Order);

    public override void Apply(in OrderCanceled e) => Order(e.Order);

    public override void Apply(in ReplaceRequested e) => Order(e.Order);

    public override void Apply(in ReplacePending e) => Order(e.Order);

    public override void Apply(in ReplaceRejected e) => Order(e.Order);

    public override void Apply(in OrderReplaced e) => Order(e.Order);

    public override void Apply(in OrderExpired e) => Order(e.Order);

    public override void Apply(in OrderDoneForDay e) => Order(e.Order);

    public override void Apply(in OrderStopped e) => Order(e.Order);

    public override void Apply(in OrderSuspended e) => Order(e.Order);

    public override void Apply(in OrderCalculated e) => Order(e.Order);

    public override void Apply(in OrderRestated e) => Order(e.Order);

    public override void Apply(in RequestUnknown e) => Order(e.Order);

    public override void Apply(in RequestResolved e) => Order(e.Order);

    public override void Apply(in RequestAborted e) => Order(e.Order);

    // A report may contradict the books without there being an order that it is about.
    public override void Apply(in ReportViolated e)
    {
        if (!e.Order.IsNone) Order(e.Order);
    }
}
