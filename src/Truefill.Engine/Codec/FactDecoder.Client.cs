using Truefill.Domain;
using Truefill.Domain.Clients;
using Truefill.Domain.Orders;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeClientFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.ClientMessageTaken: target.Apply(ReadClientMessageTaken(ref fields)); return true;
            case FactType.RequestDenied: target.Apply(ReadRequestDenied(ref fields)); return true;
            default: return false;
        }
    }

    private static ClientMessageTaken ReadClientMessageTaken(ref FactFields fields) =>
        new(fields.SourceId(), fields.Signed(), fields.Signed());

    private static RequestDenied ReadRequestDenied(ref FactFields fields) => new(
        fields.SourceId(),
        fields.OrderHandle(),
        (RequestKind)fields.Byte(),
        fields.ClOrdId(),
        fields.ClOrdId(),
        (DenyReason)fields.Byte(),
        fields.NullableString(),
        fields.Time());
}
