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
                target.Apply(ReadOrderExecuted(ref fields, timeBase, inputBody));
                return true;
            case FactType.ExecutionAssigned: target.Apply(ReadExecutionAssigned(ref fields)); return true;
            case FactType.TradeBooked: target.Apply(ReadTradeBooked(ref fields)); return true;
            case FactType.TradeCanceled: target.Apply(ReadTradeCanceled(ref fields)); return true;
            case FactType.TradeCorrected: target.Apply(ReadTradeCorrected(ref fields)); return true;
            case FactType.AmendmentAwaited: target.Apply(ReadAmendmentAwaited(ref fields)); return true;
            case FactType.ExecutionDuplicated: target.Apply(ReadExecutionDuplicated(ref fields)); return true;
            case FactType.FeeCharged: target.Apply(ReadFeeCharged(ref fields)); return true;
            case FactType.FeeStated: target.Apply(ReadFeeStated(ref fields)); return true;
            default: return false;
        }
    }

    private static OrderExecuted ReadOrderExecuted(
        ref FactFields fields, UtcNanos timeBase, ReadOnlySpan<byte> inputBody)
    {
        ExecHandle exec = fields.ExecHandle();
        return fields.Bool() ? ReportedTrade(exec, inputBody, timeBase) : Trade(exec, ref fields);
    }

    private static ExecutionAssigned ReadExecutionAssigned(ref FactFields fields) => new(
        fields.ExecHandle(),
        fields.StrategyId(),
        fields.StrategyId(),
        fields.String(),
        fields.String(),
        fields.Time());

    private static TradeBooked ReadTradeBooked(ref FactFields fields) => new(
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
        fields.Time());

    private static TradeCanceled ReadTradeCanceled(ref FactFields fields) => new(
        fields.ExecHandle(),
        fields.ExecKey(),
        fields.Signed(),
        fields.Time());

    private static TradeCorrected ReadTradeCorrected(ref FactFields fields) => new(
        fields.ExecHandle(),
        fields.ExecKey(),
        (Side)fields.Byte(),
        fields.AccountId(),
        fields.Qty(),
        fields.Px(),
        fields.Signed(),
        fields.Time());

    private static AmendmentAwaited ReadAmendmentAwaited(ref FactFields fields) => new(
        fields.ExecKey(),
        fields.ExecKey(),
        fields.Bool(),
        fields.NullableSide(),
        fields.AccountId(),
        fields.Qty(),
        fields.Px(),
        fields.Signed(),
        fields.Time());

    private static ExecutionDuplicated ReadExecutionDuplicated(ref FactFields fields) =>
        new(fields.ExecHandle(), fields.ExecKey(), fields.Signed());

    private static FeeCharged ReadFeeCharged(ref FactFields fields) => new(
        fields.ExecHandle(),
        fields.AccountId(),
        fields.StrategyId(),
        fields.SymbolId(),
        fields.Fee(),
        fields.Time());

    private static FeeStated ReadFeeStated(ref FactFields fields) => new(fields.ExecKey(), fields.Fee());

    // The terms stand behind the type and the fields of the report that the fact came of.
    private static OrderExecuted ReportedTrade(ExecHandle exec, ReadOnlySpan<byte> inputBody, UtcNanos timeBase)
    {
        FactFields report = new(inputBody, timeBase);
        report.Byte();
        report.Bits();
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
