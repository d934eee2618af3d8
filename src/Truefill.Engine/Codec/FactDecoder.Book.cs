using Truefill.Domain;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeBookFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.NameRegistered: target.Apply(ReadNameRegistered(ref fields)); return true;
            case FactType.NameRetired: target.Apply(ReadNameRetired(ref fields)); return true;
            case FactType.AccountDefined: target.Apply(ReadAccountDefined(ref fields)); return true;
            case FactType.InstrumentDefined: target.Apply(ReadInstrumentDefined(ref fields)); return true;
            case FactType.PositionImported: target.Apply(ReadPositionImported(ref fields)); return true;
            case FactType.PositionTransferred: target.Apply(ReadPositionTransferred(ref fields)); return true;
            case FactType.MarkSet: target.Apply(ReadMarkSet(ref fields)); return true;
            case FactType.FxRateSet: target.Apply(ReadFxRateSet(ref fields)); return true;
            default: return false;
        }
    }

    private static NameRegistered ReadNameRegistered(ref FactFields fields) =>
        new((NameKind)fields.Byte(), fields.Int(), fields.String());

    private static NameRetired ReadNameRetired(ref FactFields fields) => new((NameKind)fields.Byte(), fields.Int());

    private static AccountDefined ReadAccountDefined(ref FactFields fields) => new(
        fields.AccountId(),
        fields.Currency(),
        (LotMethod)fields.Byte(),
        fields.VenueId());

    private static InstrumentDefined ReadInstrumentDefined(ref FactFields fields) => new(
        fields.SymbolId(),
        fields.Px(),
        fields.Px(),
        fields.Qty(),
        fields.Currency(),
        fields.Bool());

    private static PositionImported ReadPositionImported(ref FactFields fields) => new(
        fields.AccountId(),
        fields.StrategyId(),
        fields.SymbolId(),
        fields.Qty(),
        fields.Px(),
        fields.ShortText(),
        fields.String(),
        fields.String(),
        fields.Time());

    private static PositionTransferred ReadPositionTransferred(ref FactFields fields) => new(
        fields.AccountId(),
        fields.StrategyId(),
        fields.StrategyId(),
        fields.SymbolId(),
        fields.Qty(),
        fields.Px(),
        fields.String(),
        fields.String(),
        fields.Time());

    private static MarkSet ReadMarkSet(ref FactFields fields) =>
        new(fields.SymbolId(), fields.Px(), fields.SourceId(), fields.Time());

    private static FxRateSet ReadFxRateSet(ref FactFields fields) =>
        new(fields.Currency(), fields.Currency(), fields.Px(), fields.Time());
}
