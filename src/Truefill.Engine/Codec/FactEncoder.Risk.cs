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
}
