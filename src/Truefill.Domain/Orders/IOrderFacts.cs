namespace Truefill.Domain.Orders;

/// <summary>
/// The order family. A new fact is a new member here, and so a compile error wherever facts of this family matter.
/// </summary>
public interface IOrderFacts
{
    void Apply(in OrderSubmitted e);

    void Apply(in OrderHeld e);

    void Apply(in SubmitAborted e);

    void Apply(in OrderDenied e);

    void Apply(in OrderAdopted e);

    void Apply(in OrderPendingNew e);

    void Apply(in OrderAccepted e);

    void Apply(in OrderRejected e);

    void Apply(in CancelRequested e);

    void Apply(in CancelPending e);

    void Apply(in CancelRejected e);

    void Apply(in OrderCanceled e);

    void Apply(in ReplaceRequested e);

    void Apply(in ReplacePending e);

    void Apply(in ReplaceRejected e);

    void Apply(in OrderReplaced e);

    void Apply(in OrderExpired e);

    void Apply(in OrderDoneForDay e);

    void Apply(in OrderStopped e);

    void Apply(in OrderSuspended e);

    void Apply(in OrderCalculated e);

    void Apply(in OrderRestated e);

    void Apply(in RequestUnknown e);

    void Apply(in RequestResolved e);

    void Apply(in RequestAborted e);

    void Apply(in ReportViolated e);
}
