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
}
