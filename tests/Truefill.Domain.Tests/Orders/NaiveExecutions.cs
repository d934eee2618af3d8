using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Tests.Orders;

/// <summary>
/// The least that orders need of an execution desk: ExecID counts once, ExecRefID finds what it is about.
/// </summary>
internal sealed class NaiveExecutions(Deciding deciding) : IExecutionDesk
{
    private readonly Dictionary<string, ExecHandle> seen = [];
    private int last;

    public InputOutcome Report(in ExecutionReport report, Order? order)
    {
        string id = report.ExecId.ToString();
        if (seen.ContainsKey(id)) return InputOutcome.Duplicate;
        ExecKey key = new(report.Venue, report.Scope, report.ExecId);
        if (report.ExecType != ExecType.Trade) return Amend(in report, key, id);
        if (report.LastQty is not { IsPositive: true } quantity || report.LastPx is not { } px)
            return deciding.DeadLetter(DeadLetterReason.InvalidValue, "a trade without quantity or price");
        if (!ExactDecimal.TryMultiply(quantity.Value, px.Value, 1m, out _))
            return deciding.DeadLetter(DeadLetterReason.NumberOutOfRange, "a notional out of range");
        ExecHandle exec = new(++last);
        seen.Add(id, exec);
        if (order is null)
            deciding.Emit.Apply(new TradeBooked(
                exec, key, default, default, default, report.Side ?? Side.Buy, quantity, px, report.OrderId, report.VenueSeq, report.TransactTime));
        else
            deciding.Emit.Apply(new OrderExecuted(exec, order.Handle, key, quantity, px, report.VenueSeq, report.TransactTime));
        return InputOutcome.Applied;
    }

    public InputOutcome Book(NormalisedExecution execution) => InputOutcome.Ignored;

    public void Claim(Order order)
    {
        // What these books hold without an order has no venue's id of one.
    }

    private InputOutcome Amend(in ExecutionReport report, ExecKey key, string id)
    {
        if (!seen.TryGetValue(report.ExecRefId.ToString(), out ExecHandle target))
            return deciding.DeadLetter(DeadLetterReason.Unattributable, "an amendment of no known trade");
        seen.Add(id, target);
        if (report.ExecType == ExecType.TradeCancel)
        {
            deciding.Emit.Apply(new TradeCanceled(target, key, report.VenueSeq, report.TransactTime));
            return InputOutcome.Applied;
        }

        if (report.LastQty is not { } quantity || report.LastPx is not { } px || !ExactDecimal.TryMultiply(quantity.Value, px.Value, 1m, out _))
            return deciding.DeadLetter(DeadLetterReason.InvalidValue, "a correction without quantity or price");
        deciding.Emit.Apply(new TradeCorrected(
            target, key, report.Side ?? Side.Buy, report.Account, quantity, px, report.VenueSeq, report.TransactTime));
        return InputOutcome.Applied;
    }
}
