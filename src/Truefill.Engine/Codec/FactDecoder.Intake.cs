using Truefill.Domain;
using Truefill.Domain.Intake;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeIntakeFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.InputSettled:
                target.Apply(new InputSettled((InputOutcome)fields.Byte()));
                return true;

            case FactType.DeadLettered:
                target.Apply(new DeadLettered(
                    fields.Int(),
                    fields.SourceId(),
                    fields.Signed(),
                    (DeadLetterReason)fields.Byte(),
                    fields.String(),
                    fields.Time()));
                return true;

            case FactType.DeadLetterClosed:
                target.Apply(new DeadLetterClosed(
                    fields.Int(),
                    fields.Bool(),
                    fields.String(),
                    fields.String(),
                    fields.Time()));
                return true;

            default:
                return false;
        }
    }
}
