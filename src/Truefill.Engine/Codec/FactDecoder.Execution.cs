using System;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeExecutionFact(
        FactType type, ref FactFields fields, UtcNanos timeBase, ReadOnlySpan<byte> inputBody, IFacts target)
    {
        switch (type)
        {
            case FactType.OrderExecuted:
                ExecHandle exec = fields.ExecHandle();
                target.Apply(fields.Bool() ? ReportedTrade(exec, inputBody, timeBase) : Trade(exec, ref fields));
                return true;

            case FactType.ExecutionAssigned:
                target.Apply(new ExecutionAssigned(
                    fields.ExecHandle(),
                    fields.StrategyId(),
                    fields.StrategyId(),
                    fields.String(),
                    fields.String(),
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

            case FactType.FeeStated:
                target.Apply(new FeeStated(fields.ExecKey(), fields.Fee()));
                return true;

            default:
                return false;
        }
    }

    // The terms stand behind the type and the fields of the report that the fact came of.
    private static OrderExecuted ReportedTrade(ExecHandle exec, ReadOnlySpan<byte> inputBody, UtcNanos timeBase)
    {
        FactFields report = new(inputBody, timeBase);
        report.Byte();
        report.Int();
        return Trade(exec, ref report);
    }

    private static OrderExecuted Trade(ExecHandle exec, ref FactFields fields) => new(
        exec,
        fields.OrderHandle(),
        fields.ExecKey(),
        fields.Qty(),
        fields.Px(),
        fields.Signed(),
        fields.Time());
}
