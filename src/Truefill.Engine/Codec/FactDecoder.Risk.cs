using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;

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

            case FactType.LimitSet:
                target.Apply(new LimitSet(
                    new LimitScope(fields.VenueId(), fields.AccountId(), fields.StrategyId(), fields.SymbolId()),
                    (LimitKind)fields.Byte(),
                    fields.NullableDecimal(),
                    fields.NullableDecimal(),
                    fields.String(),
                    fields.String(),
                    fields.Time()));
                return true;

            case FactType.RiskConfigured:
                target.Apply(new RiskConfigured(fields.String(), fields.Bool(), fields.Time()));
                return true;

            case FactType.RiskDaysDefined:
                target.Apply(new RiskDaysDefined(fields.AccountId(), ReadOffsets(ref fields)));
                return true;

            case FactType.LimitTripped:
                target.Apply(new LimitTripped(
                    (LimitKind)fields.Byte(),
                    fields.AccountId(),
                    fields.StrategyId(),
                    fields.Signed(),
                    fields.String(),
                    fields.Time()));
                return true;

            case FactType.RiskDayStarted:
                target.Apply(new RiskDayStarted(
                    fields.AccountId(), fields.Signed(), fields.Decimal(), fields.Time()));
                return true;

            default:
                return false;
        }
    }

    private static List<DayOffset> ReadOffsets(ref FactFields fields)
    {
        List<DayOffset> offsets = [];
        for (int count = fields.Int(); count > 0; count--)
            offsets.Add(new DayOffset(new UtcNanos(fields.Signed()), fields.Signed()));
        return offsets;
    }
}
