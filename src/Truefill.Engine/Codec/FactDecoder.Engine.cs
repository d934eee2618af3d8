using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Orders;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeEngineFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.EngineStarted:
                target.Apply(new EngineStarted(
                    fields.Signed(),
                    fields.String(),
                    fields.String(),
                    fields.NullableString(),
                    fields.Time()));
                return true;

            case FactType.EngineStopped:
                target.Apply(new EngineStopped(fields.String(), fields.Time()));
                return true;

            case FactType.ActionAudited:
                target.Apply(new ActionAudited(
                    fields.String(),
                    fields.String(),
                    fields.String(),
                    fields.String(),
                    fields.String(),
                    (AuditOutcome)fields.Byte(),
                    (DenyReason)fields.Byte(),
                    fields.String(),
                    fields.OrderHandle(),
                    fields.NullableString(),
                    fields.NullableString(),
                    fields.Int(),
                    fields.Time()));
                return true;

            default:
                return false;
        }
    }
}
