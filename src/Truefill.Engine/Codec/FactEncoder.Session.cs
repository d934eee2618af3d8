using Truefill.Domain.Venues;

namespace Truefill.Engine.Codec;

public sealed partial class FactEncoder
{
    public void Apply(in VenueDefined e)
    {
        fields.Begin((byte)FactType.VenueDefined, 1);
        fields.Put(e.Venue);
        fields.Put(e.ReadOnly);
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
}
