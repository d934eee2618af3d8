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
            case FactType.KillSwitchSet: target.Apply(ReadKillSwitchSet(ref fields)); return true;
            case FactType.LimitSet: target.Apply(ReadLimitSet(ref fields)); return true;
            case FactType.RiskConfigured: target.Apply(ReadRiskConfigured(ref fields)); return true;
            case FactType.RiskDaysDefined: target.Apply(ReadRiskDaysDefined(ref fields)); return true;
            case FactType.LimitTripped: target.Apply(ReadLimitTripped(ref fields)); return true;
            case FactType.RiskDayStarted: target.Apply(ReadRiskDayStarted(ref fields)); return true;
            default: return false;
        }
    }

    private static KillSwitchSet ReadKillSwitchSet(ref FactFields fields) => new(
        (KillScope)fields.Byte(),
        fields.Int(),
        (KillSwitchType)fields.Byte(),
        (KillSwitchState)fields.Byte(),
        fields.String(),
        fields.String(),
        fields.Time());

    private static LimitSet ReadLimitSet(ref FactFields fields) => new(
        new LimitScope(fields.VenueId(), fields.AccountId(), fields.StrategyId(), fields.SymbolId()),
        (LimitKind)fields.Byte(),
        fields.NullableDecimal(),
        fields.NullableDecimal(),
        fields.String(),
        fields.String(),
        fields.Time());

    private static RiskConfigured ReadRiskConfigured(ref FactFields fields) =>
        new(fields.String(), fields.Bool(), fields.Time());

    private static RiskDaysDefined ReadRiskDaysDefined(ref FactFields fields) =>
        new(fields.AccountId(), ReadOffsets(ref fields));

    private static LimitTripped ReadLimitTripped(ref FactFields fields) => new(
        (LimitKind)fields.Byte(),
        fields.AccountId(),
        fields.StrategyId(),
        fields.Signed(),
        fields.String(),
        fields.Time());

    private static RiskDayStarted ReadRiskDayStarted(ref FactFields fields) => new(
        fields.AccountId(), fields.Signed(), fields.Decimal(), fields.Time());

    private static List<DayOffset> ReadOffsets(ref FactFields fields)
    {
        List<DayOffset> offsets = [];
        for (int count = fields.Int(); count > 0; count--)
            offsets.Add(new DayOffset(new UtcNanos(fields.Signed()), fields.Signed()));
        return offsets;
    }
}
