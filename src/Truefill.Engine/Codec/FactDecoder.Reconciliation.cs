using Truefill.Domain;
using Truefill.Domain.Reconciliation;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeReconciliationFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.PositionListed:
                target.Apply(new PositionListed(
                    fields.VenueId(),
                    fields.AccountId(),
                    fields.SymbolId(),
                    fields.Qty(),
                    fields.NullablePx(),
                    fields.NullablePx(),
                    fields.AtEnd ? null : fields.NullablePx()));
                return true;

            case FactType.PositionsCompared:
                target.Apply(new PositionsCompared(
                    fields.Int(),
                    fields.VenueId(),
                    (ReconciliationStatus)fields.Byte(),
                    fields.Int(),
                    fields.Int(),
                    fields.Time(),
                    fields.NullableString(),
                    fields.Time()));
                return true;

            case FactType.BreakOpened:
                target.Apply(new BreakOpened(
                    fields.Int(),
                    (BreakClass)fields.Byte(),
                    fields.VenueId(),
                    fields.AccountId(),
                    fields.SymbolId(),
                    fields.Qty(),
                    fields.Qty(),
                    fields.Time(),
                    fields.AtEnd ? default : Sight(ref fields)));
                return true;

            case FactType.OrderDiffered:
                target.Apply(new OrderDiffered(
                    (BreakClass)fields.Byte(),
                    fields.VenueId(),
                    fields.AccountId(),
                    fields.SymbolId(),
                    fields.Qty(),
                    fields.Qty(),
                    fields.Time(),
                    fields.Time(),
                    Sight(ref fields)));
                return true;

            case FactType.OrderAgreed:
                target.Apply(new OrderAgreed(fields.VenueId(), Sight(ref fields), fields.Time()));
                return true;

            case FactType.BreakChanged:
                target.Apply(new BreakChanged(
                    fields.Int(),
                    (BreakState)fields.Byte(),
                    fields.String(),
                    fields.String(),
                    fields.String(),
                    fields.Time()));
                return true;

            case FactType.ProvisionalBooked:
                target.Apply(new ProvisionalBooked(
                    fields.Int(),
                    fields.AccountId(),
                    fields.StrategyId(),
                    fields.SymbolId(),
                    fields.Qty(),
                    fields.Px(),
                    fields.Time(),
                    fields.String(),
                    fields.String(),
                    fields.Time()));
                return true;

            case FactType.ProvisionalReplaced:
                target.Apply(new ProvisionalReplaced(
                    fields.Int(),
                    fields.AccountId(),
                    fields.StrategyId(),
                    fields.SymbolId(),
                    fields.Qty(),
                    fields.Px(),
                    fields.Qty(),
                    fields.Time(),
                    fields.ExecHandle(),
                    fields.Time()));
                return true;

            default:
                return false;
        }
    }

    private static OrderSight Sight(ref FactFields fields) =>
        new(fields.OrderHandle(), fields.ClOrdId(), fields.OrderId());
}
