using Truefill.Domain;
using Truefill.Domain.Reconciliation;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeReconciliationFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.PositionListed: target.Apply(ReadPositionListed(ref fields)); return true;
            case FactType.PositionsCompared: target.Apply(ReadPositionsCompared(ref fields)); return true;
            case FactType.BreakOpened: target.Apply(ReadBreakOpened(ref fields)); return true;
            case FactType.OrderDiffered: target.Apply(ReadOrderDiffered(ref fields)); return true;
            case FactType.OrderAgreed: target.Apply(ReadOrderAgreed(ref fields)); return true;
            case FactType.BreakChanged: target.Apply(ReadBreakChanged(ref fields)); return true;
            case FactType.ProvisionalBooked: target.Apply(ReadProvisionalBooked(ref fields)); return true;
            case FactType.ProvisionalReplaced: target.Apply(ReadProvisionalReplaced(ref fields)); return true;
            default: return false;
        }
    }

    private static PositionListed ReadPositionListed(ref FactFields fields) => new(
        fields.VenueId(),
        fields.AccountId(),
        fields.SymbolId(),
        fields.Qty(),
        fields.NullablePx(),
        fields.NullablePx(),
        fields.AtEnd ? null : fields.NullablePx());

    private static PositionsCompared ReadPositionsCompared(ref FactFields fields) => new(
        fields.Int(),
        fields.VenueId(),
        (ComparisonStatus)fields.Byte(),
        fields.Int(),
        fields.Int(),
        fields.Time(),
        fields.NullableString(),
        fields.Time());

    private static BreakOpened ReadBreakOpened(ref FactFields fields) => new(
        fields.Int(),
        (BreakClass)fields.Byte(),
        fields.VenueId(),
        fields.AccountId(),
        fields.SymbolId(),
        fields.Qty(),
        fields.Qty(),
        fields.Time(),
        fields.AtEnd ? default : Sight(ref fields));

    private static OrderDiffered ReadOrderDiffered(ref FactFields fields) => new(
        (BreakClass)fields.Byte(),
        fields.VenueId(),
        fields.AccountId(),
        fields.SymbolId(),
        fields.Qty(),
        fields.Qty(),
        fields.Time(),
        fields.Time(),
        Sight(ref fields));

    private static OrderAgreed ReadOrderAgreed(ref FactFields fields) =>
        new(fields.VenueId(), Sight(ref fields), fields.Time());

    private static BreakChanged ReadBreakChanged(ref FactFields fields) => new(
        fields.Int(),
        (BreakState)fields.Byte(),
        fields.String(),
        fields.String(),
        fields.String(),
        fields.Time());

    private static ProvisionalBooked ReadProvisionalBooked(ref FactFields fields) => new(
        fields.Int(),
        fields.AccountId(),
        fields.StrategyId(),
        fields.SymbolId(),
        fields.Qty(),
        fields.Px(),
        fields.Time(),
        fields.String(),
        fields.String(),
        fields.Time());

    private static ProvisionalReplaced ReadProvisionalReplaced(ref FactFields fields) => new(
        fields.Int(),
        fields.AccountId(),
        fields.StrategyId(),
        fields.SymbolId(),
        fields.Qty(),
        fields.Px(),
        fields.Qty(),
        fields.Time(),
        fields.ExecHandle(),
        fields.Time());

    private static OrderSight Sight(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.ClOrdId(), fields.OrderId());
}
