using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain;

public sealed partial class Books
{
    public void Apply(in OrderSubmitted e)
    {
        bool isEntered = Orders.TryGet(e.Intent.Order) is null && e.Intent.Origin == OrderOrigin.Client;
        Orders.Apply(in e);
        if (isEntered) Risk.Entered(e.Intent, e.At);
        Protections.Placed(e.Intent.Order, e.At);
    }

    public void Apply(in OrderHeld e)
    {
        Order? known = Orders.TryGet(e.Intent.Order);
        Exact before = known is null ? Exact.Zero : Risk.CostOf(known);
        Orders.Apply(in e);
        if (known is null) Risk.Entered(e.Intent, e.At);
        else Risk.Changed(known, before, e.Intent.Terms);
        Protections.Placed(e.Intent.Order, e.At);
    }

    public void Apply(in SubmitAborted e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.At);
    }

    public void Apply(in OrderDenied e) => Orders.Apply(in e);

    public void Apply(in OrderAdopted e)
    {
        Orders.Apply(in e);
        Protections.Placed(e.Intent.Order, e.At);
    }

    public void Apply(in OrderPendingNew e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderAccepted e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderRejected e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in CancelRequested e)
    {
        Orders.Apply(in e);
        if (e.Origin == OrderOrigin.Client) Risk.Asked(Orders[e.Order], isCancel: true, e.At);
        Protections.Changed(e.Order, e.At);
    }

    public void Apply(in CancelPending e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in CancelRejected e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderCanceled e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in ReplaceRequested e)
    {
        Order order = Orders[e.Order];
        bool isOurs = e.Origin == OrderOrigin.Client;
        Exact before = isOurs ? Risk.CostOf(order) : Exact.Zero;
        Orders.Apply(in e);
        if (isOurs)
        {
            Risk.Asked(order, isCancel: false, e.At);
            Risk.Changed(order, before, e.Terms);
        }

        Protections.Changed(e.Order, e.At);
    }

    public void Apply(in ReplacePending e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in ReplaceRejected e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderReplaced e)
    {
        Orders.Apply(in e);
        Advisories.Touch(e.Order);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderExpired e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderDoneForDay e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderStopped e) => Orders.Apply(in e);

    public void Apply(in OrderSuspended e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderCalculated e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in OrderRestated e)
    {
        Orders.Apply(in e);
        Advisories.Touch(e.Order);
        Protections.Changed(e.Order, e.TransactTime);
    }

    public void Apply(in RequestAborted e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.At);
    }

    public void Apply(in RequestUnknown e)
    {
        Orders.Apply(in e);
        Protections.Changed(e.Order, e.Since);
    }

    public void Apply(in RequestResolved e)
    {
        Orders.Apply(in e);
        Advisories.Touch(e.Order);
        Protections.Changed(e.Order, e.At);
    }

    public void Apply(in ReportViolated e) => Orders.Apply(in e);
}
