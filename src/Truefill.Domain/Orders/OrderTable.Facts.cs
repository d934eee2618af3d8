using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

public sealed partial class OrderTable : IOrderFacts
{
    public void Apply(in OrderSubmitted e)
    {
        if (TryGet(e.Intent.Order) is not { } held)
        {
            Add(new Order(e.Intent, e.At));
            return;
        }

        Invariant.Holds(held.IsHeld, "an order is submitted once");
        Retake(held);
        held.Apply(in e);
        Changed(held.Handle);
    }

    public void Apply(in OrderHeld e)
    {
        if (TryGet(e.Intent.Order) is null) Add(new Order(e.Intent, e.At));
        Order order = this[e.Intent.Order];
        Retake(order);
        order.Apply(in e);
        Index(order, e.Intent.ClOrdId);
        Changed(order.Handle);
    }

    public void Apply(in SubmitAborted e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order);
    }

    public void Apply(in OrderDenied e) => DeniedCount++;

    public void Apply(in OrderAdopted e)
    {
        Order order = new(e.Intent, e.OrderId, e.At);
        Add(order);
        Index(order, order.WireId);
        Index(order, e.OrderId);
    }

    public void Apply(in OrderPendingNew e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order, e.OrderId);
    }

    public void Apply(in OrderAccepted e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order, e.OrderId);
    }

    public void Apply(in OrderRejected e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order, e.OrderId);
    }

    public void Apply(in CancelRequested e)
    {
        this[e.Order].Apply(in e);
        Index(this[e.Order], e.Request);
        Changed(e.Order);
    }

    public void Apply(in CancelPending e)
    {
        this[e.Order].Apply(in e);
        Index(this[e.Order], e.Request);
        Changed(e.Order);
    }

    public void Apply(in CancelRejected e)
    {
        this[e.Order].Apply(in e);
        Index(this[e.Order], e.Request);
        Changed(e.Order);
    }

    public void Apply(in OrderCanceled e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order, e.OrderId);
    }

    public void Apply(in ReplaceRequested e)
    {
        this[e.Order].Apply(in e);
        Index(this[e.Order], e.Request);
        Changed(e.Order);
    }

    public void Apply(in ReplacePending e)
    {
        this[e.Order].Apply(in e);
        Index(this[e.Order], e.Request);
        Changed(e.Order);
    }

    public void Apply(in ReplaceRejected e)
    {
        this[e.Order].Apply(in e);
        Index(this[e.Order], e.Request);
        Changed(e.Order);
    }

    public void Apply(in OrderReplaced e)
    {
        this[e.Order].Apply(in e);
        Index(this[e.Order], e.Request);
        Changed(e.Order, e.OrderId);
    }

    public void Apply(in OrderExpired e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order);
    }

    public void Apply(in OrderDoneForDay e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order);
    }

    public void Apply(in OrderStopped e) => this[e.Order].Apply(in e);

    public void Apply(in OrderSuspended e) => this[e.Order].Apply(in e);

    public void Apply(in OrderCalculated e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order);
    }

    public void Apply(in OrderRestated e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order);
    }

    public void Apply(in RequestAborted e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order);
    }

    public void Apply(in RequestUnknown e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order);
    }

    public void Apply(in RequestResolved e)
    {
        this[e.Order].Apply(in e);
        Changed(e.Order);
    }

    /// <summary>Without an order where the report was about one that is not known here.</summary>
    public void Apply(in ReportViolated e)
    {
        ViolationCount++;
        TryGet(e.Order)?.Apply(in e);
    }

    private void Changed(OrderHandle order, in OrderId given)
    {
        Index(orders[order.Value]!, in given);
        Changed(order);
    }
}
