using Truefill.Domain.Clients;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in ClientMessageTaken e)
    {
        fields.Begin((byte)FactType.ClientMessageTaken, 1);
        fields.Put(e.Source);
        fields.Put(e.Numbering);
        fields.Put(e.MsgSeqNum);
        fields.End();
    }

    public void Apply(in RequestDenied e)
    {
        fields.Begin((byte)FactType.RequestDenied, 1);
        fields.Put(e.Source);
        fields.Put(e.Order);
        fields.Put((byte)e.Kind);
        fields.Put(e.OrigClOrdId);
        fields.Put(e.Request);
        fields.Put((byte)e.Reason);
        fields.Put(e.Detail);
        fields.Put(e.At);
        fields.End();
    }
}
