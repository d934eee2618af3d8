using Truefill.Domain.Risk;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in KillSwitchSet e)
    {
        fields.Begin((byte)FactType.KillSwitchSet, 1);
        fields.Put((byte)e.Scope);
        fields.Put(e.Target);
        fields.Put((byte)e.Type);
        fields.Put((byte)e.State);
        fields.Put(e.Reason);
        fields.Put(e.By);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in LimitSet e)
    {
        fields.Begin((byte)FactType.LimitSet, 1);
        fields.Put(e.Scope.Venue);
        fields.Put(e.Scope.Account);
        fields.Put(e.Scope.Strategy);
        fields.Put(e.Scope.Symbol);
        fields.Put((byte)e.Kind);
        fields.Put(e.Configured);
        fields.Put(e.InForce);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in RiskConfigured e)
    {
        fields.Begin((byte)FactType.RiskConfigured, 1);
        fields.Put(e.ConfigHash);
        fields.Put(e.IsLive);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in RiskDaysDefined e)
    {
        fields.Begin((byte)FactType.RiskDaysDefined, 1);
        fields.Put(e.Account);
        fields.Put(e.Offsets.Count);
        foreach (DayOffset offset in e.Offsets)
        {
            fields.Put(offset.From.Value);
            fields.Put(offset.Nanos);
        }

        fields.End();
    }

    public void Apply(in LimitTripped e)
    {
        fields.Begin((byte)FactType.LimitTripped, 1);
        fields.Put((byte)e.Kind);
        fields.Put(e.Account);
        fields.Put(e.Strategy);
        fields.Put(e.Day);
        fields.Put(e.Detail);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in RiskDayStarted e)
    {
        fields.Begin((byte)FactType.RiskDayStarted, 1);
        fields.Put(e.Account);
        fields.Put(e.Day);
        fields.Put(e.Baseline);
        fields.Put(e.At);
        fields.End();
    }
}
