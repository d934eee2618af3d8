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
            case FactType.ClientMessageTaken:
                target.Apply(new ClientMessageTaken(fields.SourceId(), fields.Signed(), fields.Signed()));
                return true;

            case FactType.RequestDenied:
                target.Apply(new RequestDenied(
                    fields.SourceId(),
                    fields.OrderHandle(),
                    (RequestKind)fields.Byte(),
                    fields.ClOrdId(),
                    fields.ClOrdId(),
                    (DenyReason)fields.Byte(),
                    fields.NullableString(),
                    fields.Time()));
                return true;

            default:
                return false;
        }
    }
}
