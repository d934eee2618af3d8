using Truefill.Domain.Intake;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in InputSettled e)
    {
        fields.Begin((byte)FactType.InputSettled, 1);
        fields.Put((byte)e.Outcome);
        fields.End();
    }

    public void Apply(in DeadLettered e)
    {
        fields.Begin((byte)FactType.DeadLettered, 1);
        fields.Put(e.Id);
        fields.Put(e.Source);
        fields.Put(e.MsgSeqNum);
        fields.Put((byte)e.Reason);
        fields.Put(e.Detail);
        fields.Put(e.At);
        fields.End();
    }

    public void Apply(in DeadLetterClosed e)
    {
        fields.Begin((byte)FactType.DeadLetterClosed, 1);
        fields.Put(e.Id);
        fields.Put(e.Replayed);
        fields.Put(e.By);
        fields.Put(e.Reason);
        fields.Put(e.At);
        fields.End();
    }
}
