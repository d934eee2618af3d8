using Truefill.Domain.Reconciliation;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in PositionListed e)
    {
        fields.Begin((byte)FactType.PositionListed, 1);
        fields.Put(e.Venue);
        fields.Put(e.Account);
        fields.Put(e.Symbol);
        fields.Put(e.Qty);
        fields.Put(e.StopLoss);
        fields.Put(e.TakeProfit);
        if (e.AvgPx is not null) fields.Put(e.AvgPx);
        fields.End();
    }

    public void Apply(in PositionsCompared e)
    {
        fields.Begin((byte)FactType.PositionsCompared, 1);
        fields.Put(e.Id);
        fields.Put(e.Venue);
        fields.Put((byte)e.Status);
        fields.Put(e.Rows);
        fields.Put(e.Differences);
        fields.Put(e.AsOf);
        fields.Put(e.Detail);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in BreakOpened e)
    {
        fields.Begin((byte)FactType.BreakOpened, 1);
        fields.Put(e.Id);
        fields.Put((byte)e.Class);
        fields.Put(e.Venue);
        fields.Put(e.Account);
        fields.Put(e.Symbol);
        fields.Put(e.Expected);
        fields.Put(e.Found);
        fields.Put(e.At);
        if (!e.Order.IsNone) Put(e.Order);
        fields.End();
    }

    public void Apply(in OrderDiffered e)
    {
        fields.Begin((byte)FactType.OrderDiffered, 1);
        fields.Put((byte)e.Class);
        fields.Put(e.Venue);
        fields.Put(e.Account);
        fields.Put(e.Symbol);
        fields.Put(e.Expected);
        fields.Put(e.Found);
        fields.Put(e.AsOf);
        fields.Put(e.At);
        Put(e.Order);
        fields.End();
    }

    public void Apply(in OrderAgreed e)
    {
        fields.Begin((byte)FactType.OrderAgreed, 1);
        fields.Put(e.Venue);
        Put(e.Order);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in BreakChanged e)
    {
        fields.Begin((byte)FactType.BreakChanged, 1);
        fields.Put(e.Id);
        fields.Put((byte)e.State);
        fields.Put(e.Owner);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in ProvisionalBooked e)
    {
        fields.Begin((byte)FactType.ProvisionalBooked, 1);
        fields.Put(e.Break);
        fields.Put(e.Account);
        fields.Put(e.Strategy);
        fields.Put(e.Symbol);
        fields.Put(e.SignedQty);
        fields.Put(e.Price);
        fields.Put(e.AsOf);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in ProvisionalReplaced e)
    {
        fields.Begin((byte)FactType.ProvisionalReplaced, 1);
        fields.Put(e.Break);
        fields.Put(e.Account);
        fields.Put(e.Strategy);
        fields.Put(e.Symbol);
        fields.Put(e.SignedQty);
        fields.Put(e.Price);
        fields.Put(e.Left);
        fields.Put(e.AsOf);
        fields.Put(e.Exec);
        fields.Put(e.At);
        fields.End();
    }

    private void Put(in OrderSight order)
    {
        fields.Put(order.Order);
        fields.Put(order.ClOrdId);
        fields.Put(order.OrderId);
    }
}
