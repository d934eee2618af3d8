using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in NameRegistered e)
    {
        fields.Begin((byte)FactType.NameRegistered, 1);
        fields.Put((byte)e.Kind);
        fields.Put(e.Handle);
        fields.Put(e.Name);
        fields.End();
    }

    public void Apply(in NameRetired e)
    {
        fields.Begin((byte)FactType.NameRetired, 1);
        fields.Put((byte)e.Kind);
        fields.Put(e.Handle);
        fields.End();
    }

    public void Apply(in AccountDefined e)
    {
        fields.Begin((byte)FactType.AccountDefined, 1);
        fields.Put(e.Account);
        fields.Put(e.Currency);
        fields.Put((byte)e.Method);
        fields.Put(e.Venue);
        fields.End();
    }

    public void Apply(in InstrumentDefined e)
    {
        fields.Begin((byte)FactType.InstrumentDefined, 1);
        fields.Put(e.Symbol);
        fields.Put(e.Multiplier);
        fields.Put(e.Tick);
        fields.Put(e.Lot);
        fields.Put(e.Currency);
        fields.Put(e.AllowsNonPositivePrice);
        fields.End();
    }

    public void Apply(in PositionImported e)
    {
        fields.Begin((byte)FactType.PositionImported, 1);
        fields.Put(e.Account);
        fields.Put(e.Strategy);
        fields.Put(e.Symbol);
        fields.Put(e.SignedQty);
        fields.Put(e.Price);
        fields.Put(e.Reference);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in PositionTransferred e)
    {
        fields.Begin((byte)FactType.PositionTransferred, 1);
        fields.Put(e.Account);
        fields.Put(e.From);
        fields.Put(e.To);
        fields.Put(e.Symbol);
        fields.Put(e.SignedQty);
        fields.Put(e.Price);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in MarkSet e)
    {
        fields.Begin((byte)FactType.MarkSet, 1);
        fields.Put(e.Symbol);
        fields.Put(e.Price);
        fields.Put(e.Source);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in FxRateSet e)
    {
        fields.Begin((byte)FactType.FxRateSet, 1);
        fields.Put(e.From);
        fields.Put(e.To);
        fields.Put(e.Rate);
        fields.Put(e.At);
        fields.End();
    }
}
