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
            case FactType.NameRegistered:
                target.Apply(new NameRegistered((NameKind)fields.Byte(), fields.Int(), fields.String()));
                return true;

            case FactType.NameRetired:
                target.Apply(new NameRetired((NameKind)fields.Byte(), fields.Int()));
                return true;

            case FactType.AccountDefined:
                target.Apply(new AccountDefined(
                    fields.AccountId(),
                    fields.Currency(),
                    (LotMethod)fields.Byte(),
                    fields.VenueId()));
                return true;

            case FactType.InstrumentDefined:
                target.Apply(new InstrumentDefined(
                    fields.SymbolId(),
                    fields.Px(),
                    fields.Px(),
                    fields.Qty(),
                    fields.Currency(),
                    fields.Bool()));
                return true;

            case FactType.PositionImported:
                target.Apply(new PositionImported(
                    fields.AccountId(),
                    fields.StrategyId(),
                    fields.SymbolId(),
                    fields.Qty(),
                    fields.Px(),
                    fields.ShortText(),
                    fields.String(),
                    fields.String(),
                    fields.Time()));
                return true;

            case FactType.PositionTransferred:
                target.Apply(new PositionTransferred(
                    fields.AccountId(),
                    fields.StrategyId(),
                    fields.StrategyId(),
                    fields.SymbolId(),
                    fields.Qty(),
                    fields.Px(),
                    fields.String(),
                    fields.String(),
                    fields.Time()));
                return true;

            case FactType.MarkSet:
                target.Apply(new MarkSet(fields.SymbolId(), fields.Px(), fields.SourceId(), fields.Time()));
                return true;

            case FactType.FxRateSet:
                target.Apply(new FxRateSet(fields.Currency(), fields.Currency(), fields.Px(), fields.Time()));
                return true;

            default:
                return false;
        }
    }
}
