using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Orders;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeExecutionFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.OrderExecuted:
                target.Apply(new OrderExecuted(
                    fields.ExecHandle(),
                    fields.OrderHandle(),
                    fields.ExecKey(),
                    fields.Qty(),
                    fields.Px(),
                    fields.Signed(),
                    fields.Time()));
                return true;

            case FactType.TradeBooked:
                target.Apply(new TradeBooked(
                    fields.ExecHandle(),
                    fields.ExecKey(),
                    fields.AccountId(),
                    fields.StrategyId(),
                    fields.SymbolId(),
                    (Side)fields.Byte(),
                    fields.Qty(),
                    fields.Px(),
                    fields.OrderId(),
                    fields.Signed(),
                    fields.Time()));
                return true;

            case FactType.TradeCanceled:
                target.Apply(new TradeCanceled(
                    fields.ExecHandle(),
                    fields.ExecKey(),
                    fields.Signed(),
                    fields.Time()));
                return true;

            case FactType.TradeCorrected:
                target.Apply(new TradeCorrected(
                    fields.ExecHandle(),
                    fields.ExecKey(),
                    (Side)fields.Byte(),
                    fields.AccountId(),
                    fields.Qty(),
                    fields.Px(),
                    fields.Signed(),
                    fields.Time()));
                return true;

            case FactType.AmendmentAwaited:
                target.Apply(new AmendmentAwaited(
                    fields.ExecKey(),
                    fields.ExecKey(),
                    fields.Bool(),
                    fields.NullableSide(),
                    fields.AccountId(),
                    fields.Qty(),
                    fields.Px(),
                    fields.Signed(),
                    fields.Time()));
                return true;

            case FactType.ExecutionDuplicated:
                target.Apply(new ExecutionDuplicated(fields.ExecHandle(), fields.ExecKey(), fields.Signed()));
                return true;

            case FactType.FeeCharged:
                target.Apply(new FeeCharged(
                    fields.ExecHandle(),
                    fields.AccountId(),
                    fields.StrategyId(),
                    fields.SymbolId(),
                    fields.Fee(),
                    fields.Time()));
                return true;

            default:
                return false;
        }
    }
}
