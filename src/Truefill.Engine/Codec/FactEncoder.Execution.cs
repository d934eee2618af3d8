using Truefill.Domain.Executions;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in OrderExecuted e)
    {
        fields.Begin((byte)FactType.OrderExecuted, 1);
        fields.Put(e.Exec);
        fields.PutTrade(in e);
        fields.End();
    }

    public void Apply(in ExecutionAssigned e)
    {
        fields.Begin((byte)FactType.ExecutionAssigned, 1);
        fields.Put(e.Exec);
        fields.Put(e.From);
        fields.Put(e.To);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in TradeBooked e)
    {
        fields.Begin((byte)FactType.TradeBooked, 1);
        fields.Put(e.Exec);
        fields.Put(e.Key);
        fields.Put(e.Account);
        fields.Put(e.Strategy);
        fields.Put(e.Symbol);
        fields.Put((byte)e.Side);
        fields.Put(e.LastQty);
        fields.Put(e.LastPx);
        fields.Put(e.OrderRef);
        fields.Put(e.VenueSeq);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in TradeCanceled e)
    {
        fields.Begin((byte)FactType.TradeCanceled, 1);
        fields.Put(e.Exec);
        fields.Put(e.Key);
        fields.Put(e.VenueSeq);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in TradeCorrected e)
    {
        fields.Begin((byte)FactType.TradeCorrected, 1);
        fields.Put(e.Exec);
        fields.Put(e.Key);
        fields.Put((byte)e.Side);
        fields.Put(e.Account);
        fields.Put(e.LastQty);
        fields.Put(e.LastPx);
        fields.Put(e.VenueSeq);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in AmendmentAwaited e)
    {
        fields.Begin((byte)FactType.AmendmentAwaited, 1);
        fields.Put(e.Key);
        fields.Put(e.Target);
        fields.Put(e.IsBust);
        fields.Put(e.Side);
        fields.Put(e.Account);
        fields.Put(e.LastQty);
        fields.Put(e.LastPx);
        fields.Put(e.VenueSeq);
        fields.Put(e.TransactTime);
        fields.End();
    }

    public void Apply(in ExecutionDuplicated e)
    {
        fields.Begin((byte)FactType.ExecutionDuplicated, 1);
        fields.Put(e.Exec);
        fields.Put(e.Key);
        fields.Put(e.VenueSeq);
        fields.End();
    }

    public void Apply(in FeeCharged e)
    {
        fields.Begin((byte)FactType.FeeCharged, 1);
        fields.Put(e.Exec);
        fields.Put(e.Account);
        fields.Put(e.Strategy);
        fields.Put(e.Symbol);
        fields.Put(e.Fee);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in FeeStated e)
    {
        fields.Begin((byte)FactType.FeeStated, 1);
        fields.Put(e.Correction);
        fields.Put(e.Fee);
        fields.End();
    }
}
