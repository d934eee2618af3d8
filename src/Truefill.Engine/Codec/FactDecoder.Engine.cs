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
            case FactType.EngineStarted: target.Apply(ReadEngineStarted(ref fields)); return true;
            case FactType.EngineStopped: target.Apply(ReadEngineStopped(ref fields)); return true;
            case FactType.ActionAudited: target.Apply(ReadActionAudited(ref fields)); return true;
            default: return false;
        }
    }

    private static EngineStarted ReadEngineStarted(ref FactFields fields) => new(
        fields.Signed(),
        fields.String(),
        fields.String(),
        fields.NullableString(),
        fields.Time());

    private static EngineStopped ReadEngineStopped(ref FactFields fields) => new(fields.String(), fields.Time());

    private static ActionAudited ReadActionAudited(ref FactFields fields) => new(
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
        fields.Time());
}
