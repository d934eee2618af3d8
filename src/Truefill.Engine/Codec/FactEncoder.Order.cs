using Truefill.Domain.Orders;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in OrderSubmitted e)
    {
        fields.Begin((byte)FactType.OrderSubmitted, 1);
        fields.Put(e.Intent);
        fields.Put(e.At);
        if (e.Intent.ParentQty is { } whole) fields.Put(whole);
        fields.End();
    }

    public void Apply(in OrderHeld e)
    {
        fields.Begin((byte)FactType.OrderHeld, 1);
        fields.Put(e.Intent);
        fields.Put((byte)e.Reason);
        fields.Put(e.At);
        if (e.Intent.ParentQty is { } whole) fields.Put(whole);
        fields.End();
    }

    public void Apply(in SubmitAborted e)
    {
        fields.Begin((byte)FactType.SubmitAborted, 1);
        fields.Put(e.Order);
        fields.Put((byte)e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in OrderDenied e)
    {
        fields.Begin((byte)FactType.OrderDenied, 1);
        fields.Put(e.ClOrdId);
        fields.Put(e.Source);
        fields.Put(e.Account);
        fields.Put(e.Symbol);
        fields.Put((byte)e.Reason);
        fields.Put(e.Detail);
        fields.Put(e.At);
        fields.Put((byte)e.Side);
        fields.Put(e.Strategy);
        fields.End();
    }

    public void Apply(in OrderAdopted e)
    {
        fields.Begin((byte)FactType.OrderAdopted, 1);
        fields.Put(e.Intent);
        fields.Put(e.OrderId);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in OrderPendingNew e)
    {
        fields.Begin((byte)FactType.OrderPendingNew, 1);
        fields.Put(e.Order);
        fields.Put(e.OrderId);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderAccepted e)
    {
        fields.Begin((byte)FactType.OrderAccepted, 1);
        fields.Put(e.Order);
        fields.Put(e.OrderId);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderRejected e)
    {
        fields.Begin((byte)FactType.OrderRejected, 1);
        fields.Put(e.Order);
        fields.Put(e.OrderId);
        fields.Put(e.Reason);
        fields.Put(e.Text);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in CancelRequested e)
    {
        fields.Begin((byte)FactType.CancelRequested, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put((byte)e.Origin);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in CancelPending e)
    {
        fields.Begin((byte)FactType.CancelPending, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in CancelRejected e)
    {
        fields.Begin((byte)FactType.CancelRejected, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.Reason);
        fields.Put(e.Text);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderCanceled e)
    {
        fields.Begin((byte)FactType.OrderCanceled, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.OrderId);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in ReplaceRequested e)
    {
        fields.Begin((byte)FactType.ReplaceRequested, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.Terms);
        fields.Put((byte)e.Origin);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in ReplacePending e)
    {
        fields.Begin((byte)FactType.ReplacePending, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in ReplaceRejected e)
    {
        fields.Begin((byte)FactType.ReplaceRejected, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.Reason);
        fields.Put(e.Text);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderReplaced e)
    {
        fields.Begin((byte)FactType.OrderReplaced, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.OrderId);
        fields.Put(e.Terms);
        fields.Put(e.IsFix42);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderExpired e)
    {
        fields.Begin((byte)FactType.OrderExpired, 1);
        fields.Put(e.Order);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderDoneForDay e)
    {
        fields.Begin((byte)FactType.OrderDoneForDay, 1);
        fields.Put(e.Order);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderStopped e)
    {
        fields.Begin((byte)FactType.OrderStopped, 1);
        fields.Put(e.Order);
        fields.Put(e.Price);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderSuspended e)
    {
        fields.Begin((byte)FactType.OrderSuspended, 1);
        fields.Put(e.Order);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderCalculated e)
    {
        fields.Begin((byte)FactType.OrderCalculated, 1);
        fields.Put(e.Order);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in OrderRestated e)
    {
        fields.Begin((byte)FactType.OrderRestated, 1);
        fields.Put(e.Order);
        fields.Put(e.Reason);
        fields.Put(e.Terms);
        fields.Put(e.CumQty);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in RequestUnknown e)
    {
        fields.Begin((byte)FactType.RequestUnknown, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.Since);
        fields.End();
    }

    public void Apply(in RequestResolved e)
    {
        fields.Begin((byte)FactType.RequestResolved, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put((byte)e.As);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in ReportViolated e)
    {
        fields.Begin((byte)FactType.ReportViolated, 1);
        fields.Put(e.Order);
        fields.Put((byte)e.Rule);
        fields.Put(e.Detail);
        fields.Put(e.VenueSeq);
        fields.End();
    }

    public void Apply(in RequestAborted e)
    {
        fields.Begin((byte)FactType.RequestAborted, 1);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put((byte)e.Reason);
        fields.Put(e.At);
        fields.End();
    }
}
