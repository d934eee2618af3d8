using Truefill.Domain.Orders;

namespace Truefill.Domain;

public sealed partial class Books
{
    public void Apply(in OrderSubmitted e) => Orders.Apply(in e);

    public void Apply(in OrderHeld e)
    {
    }

    public void Apply(in SubmitAborted e)
    {
    }

    public void Apply(in OrderDenied e)
    {
    }

    public void Apply(in OrderAdopted e)
    {
    }

    public void Apply(in OrderPendingNew e)
    {
    }

    public void Apply(in OrderAccepted e)
    {
    }

    public void Apply(in OrderRejected e)
    {
    }

    public void Apply(in CancelRequested e)
    {
    }

    public void Apply(in CancelPending e)
    {
    }

    public void Apply(in CancelRejected e)
    {
    }

    public void Apply(in OrderCanceled e)
    {
    }

    public void Apply(in ReplaceRequested e)
    {
    }

    public void Apply(in ReplacePending e)
    {
    }

    public void Apply(in ReplaceRejected e)
    {
    }

    public void Apply(in OrderReplaced e)
    {
    }

    public void Apply(in OrderExpired e)
    {
    }

    public void Apply(in OrderDoneForDay e)
    {
    }

    public void Apply(in OrderStopped e)
    {
    }

    public void Apply(in OrderSuspended e)
    {
    }

    public void Apply(in OrderCalculated e)
    {
    }

    public void Apply(in OrderRestated e)
    {
    }

    public void Apply(in RequestUnknown e)
    {
    }

    public void Apply(in RequestResolved e)
    {
    }

    public void Apply(in ReportViolated e)
    {
    }
}
