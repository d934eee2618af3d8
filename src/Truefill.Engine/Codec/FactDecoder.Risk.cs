using Truefill.Domain;
using Truefill.Domain.Risk;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeRiskFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.KillSwitchSet:
                target.Apply(new KillSwitchSet(
                    (KillScope)fields.Byte(),
                    fields.Int(),
                    (KillSwitchType)fields.Byte(),
                    (KillSwitchState)fields.Byte(),
                    fields.String(),
                    fields.String(),
                    fields.Time()));
                return true;

            default:
                return false;
        }
    }
}
