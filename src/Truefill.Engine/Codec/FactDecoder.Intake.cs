using Truefill.Domain;
using Truefill.Domain.Intake;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeIntakeFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.InputSettled: target.Apply(ReadInputSettled(ref fields)); return true;
            case FactType.DeadLettered: target.Apply(ReadDeadLettered(ref fields)); return true;
            case FactType.DeadLetterClosed: target.Apply(ReadDeadLetterClosed(ref fields)); return true;
            default: return false;
        }
    }

    private static InputSettled ReadInputSettled(ref FactFields fields) => new((InputOutcome)fields.Byte());

    private static DeadLettered ReadDeadLettered(ref FactFields fields) => new(
        fields.Int(),
        fields.SourceId(),
        fields.Signed(),
        (DeadLetterReason)fields.Byte(),
        fields.String(),
        fields.Time());

    private static DeadLetterClosed ReadDeadLetterClosed(ref FactFields fields) => new(
        fields.Int(),
        fields.Bool(),
        fields.String(),
        fields.String(),
        fields.Time());
}
