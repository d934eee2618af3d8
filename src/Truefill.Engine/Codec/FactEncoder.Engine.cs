using Truefill.Domain.Engine;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in EngineStarted e)
    {
        fields.Begin((byte)FactType.EngineStarted, 1);
        fields.Put(e.Epoch);
        fields.Put(e.Build);
        fields.Put(e.ConfigHash);
        fields.Put(e.Held);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in EngineStopped e)
    {
        fields.Begin((byte)FactType.EngineStopped, 1);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in ActionAudited e)
    {
        fields.Begin((byte)FactType.ActionAudited, 1);
        fields.Put(e.Actor);
        fields.Put(e.Role);
        fields.Put(e.From);
        fields.Put(e.Action);
        fields.Put(e.Target);
        fields.Put((byte)e.Outcome);
        fields.Put((byte)e.Reason);
        fields.Put(e.Code);
        fields.Put(e.Order);
        fields.Put(e.Before);
        fields.Put(e.After);
        fields.Put(e.Repeats);
        fields.Put(e.At);
        fields.End();
    }
}
