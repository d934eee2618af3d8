using Truefill.Domain;
using Truefill.Domain.Engine;

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

            default:
                return false;
        }
    }
}
