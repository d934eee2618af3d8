using Truefill.Domain.Venues;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in VenueDefined e)
    {
        fields.Begin((byte)FactType.VenueDefined, 1);
        fields.Put(e.Venue);
        fields.Put(e.ReadOnly);
        fields.Put((int)e.Capabilities);
        fields.Put(e.RequestTimeout);
        fields.Put(e.ComparesOnStart);
        fields.Put(e.CompareEvery);
        fields.Put(e.QtyTolerance);
        if (e.CorrectsPositions || e.Orphans != OrphanPolicy.Adopt) fields.Put(e.CorrectsPositions);
        if (e.Orphans != OrphanPolicy.Adopt) fields.Put((byte)e.Orphans);
        fields.End();
    }

    public void Apply(in SessionOpened e)
    {
        fields.Begin((byte)FactType.SessionOpened, 1);
        fields.Put(e.Venue);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in SessionClosed e)
    {
        fields.Begin((byte)FactType.SessionClosed, 1);
        fields.Put(e.Venue);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in VenueAsked e)
    {
        fields.Begin((byte)FactType.VenueAsked, 1);
        fields.Put(e.QueryId);
        fields.Put(e.Venue);
        fields.Put((byte)e.Kind);
        fields.Put(e.Order);
        fields.Put(e.Request);
        fields.Put(e.Since);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in VenueAnswered e)
    {
        fields.Begin((byte)FactType.VenueAnswered, 1);
        fields.Put(e.QueryId);
        fields.Put(e.Venue);
        fields.Put((byte)e.Kind);
        fields.Put((byte)e.Status);
        fields.Put(e.AsOf);
        fields.Put(e.Detail);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in AnswerContinued e)
    {
        fields.Begin((byte)FactType.AnswerContinued, 1);
        fields.Put(e.QueryId);
        fields.Put(e.Venue);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in BalanceReported e)
    {
        fields.Begin((byte)FactType.BalanceReported, 1);
        fields.Put(e.Venue);
        fields.Put(e.Account);
        fields.Put(e.Cash);
        fields.Put(e.BuyingPower);
        fields.Put(e.AsOf);
        fields.End();
    }

    public void Apply(in TradingOpened e)
    {
        fields.Begin((byte)FactType.TradingOpened, 1);
        fields.Put(e.Venue);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        if (e.AwaitsComparison) fields.Put(e.AwaitsComparison);
        fields.End();
    }

    public void Apply(in TradingHeld e)
    {
        fields.Begin((byte)FactType.TradingHeld, 1);
        fields.Put(e.Venue);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }
}
