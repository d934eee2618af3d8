using Truefill.Domain.Executions;
using Truefill.Domain.Orders;
using Truefill.Engine.Codec;

namespace Truefill.Server.Metrics;

/// <content>Facts that are counted and nothing else.</content>
internal sealed partial class FactMeter
{
    public override void Apply(in OrderSubmitted e) => Count(FactType.OrderSubmitted, e.Intent.Order);

    public override void Apply(in OrderHeld e) => Count(FactType.OrderHeld, e.Intent.Order);

    public override void Apply(in OrderAdopted e) => Count(FactType.OrderAdopted, e.Intent.Order);

    public override void Apply(in OrderPendingNew e) => Count(FactType.OrderPendingNew, e.Order);

    public override void Apply(in CancelRequested e) => Count(FactType.CancelRequested, e.Order);

    public override void Apply(in CancelPending e) => Count(FactType.CancelPending, e.Order);

    public override void Apply(in CancelRejected e) => Count(FactType.CancelRejected, e.Order);

    public override void Apply(in OrderCanceled e) => Count(FactType.OrderCanceled, e.Order);

    public override void Apply(in ReplaceRequested e) => Count(FactType.ReplaceRequested, e.Order);

    public override void Apply(in ReplacePending e) => Count(FactType.ReplacePending, e.Order);

    public override void Apply(in ReplaceRejected e) => Count(FactType.ReplaceRejected, e.Order);

    public override void Apply(in OrderReplaced e) => Count(FactType.OrderReplaced, e.Order);

    public override void Apply(in OrderExpired e) => Count(FactType.OrderExpired, e.Order);

    public override void Apply(in OrderDoneForDay e) => Count(FactType.OrderDoneForDay, e.Order);

    public override void Apply(in OrderStopped e) => Count(FactType.OrderStopped, e.Order);

    public override void Apply(in OrderSuspended e) => Count(FactType.OrderSuspended, e.Order);

    public override void Apply(in OrderCalculated e) => Count(FactType.OrderCalculated, e.Order);

    public override void Apply(in OrderRestated e) => Count(FactType.OrderRestated, e.Order);

    public override void Apply(in RequestUnknown e) => Count(FactType.RequestUnknown, e.Order);

    public override void Apply(in RequestResolved e) => Count(FactType.RequestResolved, e.Order);

    public override void Apply(in RequestAborted e) => Count(FactType.RequestAborted, e.Order);

    public override void Apply(in ReportViolated e) => Count(FactType.ReportViolated, e.Order);

    public override void Apply(in SubmitAborted e) => Count(FactType.SubmitAborted, e.Order);

    public override void Apply(in TradeBooked e) =>
        Count(FactType.TradeBooked, e.Exec, e.Key.Venue);

    public override void Apply(in TradeCanceled e) =>
        Count(FactType.TradeCanceled, e.Exec, e.Key.Venue);

    public override void Apply(in TradeCorrected e) =>
        Count(FactType.TradeCorrected, e.Exec, e.Key.Venue);

    public override void Apply(in ExecutionDuplicated e) =>
        Count(FactType.ExecutionDuplicated, e.Exec, e.Key.Venue);

    public override void Apply(in AmendmentAwaited e) =>
        Count(FactType.AmendmentAwaited, e.Key.Venue);

    public override void Apply(in FeeCharged e) =>
        Count(FactType.FeeCharged, e.Exec, e.Exec.IsNone ? default : books.Executions[e.Exec].Key.Venue);

    public override void Apply(in FeeStated e) =>
        Count(FactType.FeeStated, e.Correction.Venue);
}
