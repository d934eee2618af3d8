using System.Collections.Generic;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <content>Executions that a person assigns, and corrections that give way to executions.</content>
public sealed partial class ExecutionDesk
{
    private readonly Corrections corrections = new(deciding);

    /// <summary>A person says whose an execution is that fits no order.</summary>
    public DenyReason Assign(AssignExecution command)
    {
        if (command.By.Length == 0 || command.Reason.Length == 0) return DenyReason.MalformedRequest;
        if (command.Strategy.StartsWith('@') && command.Strategy != SubLedgers.Manual)
            return DenyReason.MalformedRequest;
        if (command.Exec.Value <= 0 || command.Exec.Value > books.Executions.Count) return DenyReason.NotInSuspense;
        Execution execution = books.Executions[command.Exec];
        PositionKey key = books.Positions[execution.Position].Key;
        if (execution.IsBusted || books.Names.Of(key.Strategy) != SubLedgers.Suspense) return DenyReason.NotInSuspense;
        StrategyId strategy = deciding.Strategy(command.Strategy);
        if (!books.Positions.CanTake(
            key with { Strategy = strategy }, execution.LastQty.Value, execution.LastPx.Value))
            return DenyReason.NotionalOutOfRange;
        deciding.Emit.Apply(
            new ExecutionAssigned(command.Exec, key.Strategy, strategy, command.By, command.Reason, deciding.Now));
        return DenyReason.None;
    }

    /// <inheritdoc/>
    public void Claim(Order order)
    {
        if (order.OrderId.IsNone || !books.Names.Strategies.TryGet(SubLedgers.Suspense, out int suspense)) return;
        PositionKey key = new(order.Account, new StrategyId(suspense), order.Symbol);
        if (!books.Positions.TryGet(key, out Position waiting)) return;
        List<ExecHandle> own = [];
        foreach (ExecHandle exec in waiting.Executions)
            if (IsOf(books.Executions[exec], order)) own.Add(exec);
        foreach (ExecHandle exec in own)
        {
            Execution execution = books.Executions[exec];
            deciding.Emit.Apply(new OrderExecuted(
                exec,
                order.Handle,
                execution.Key,
                execution.OriginalQty,
                execution.OriginalPx,
                execution.VenueSeq,
                execution.TransactTime));
        }
    }

    // The venue's id of the order is all that a trade without an order keeps of it.
    private bool IsOf(in Execution execution, Order order) =>
        execution.Order.IsNone && !execution.IsBusted
        && execution.OrderRef == order.OrderId && execution.Key.Venue == order.Venue
        && execution.OriginalSide.Sign() == order.Side.Sign()
        && books.Positions[execution.OriginalPosition].Key.Account == order.Account
        && CanTake(order, execution.LastQty, execution.LastPx);

    // What a trade counts as, less what it was charged in the traded asset, before it is amended or charged. Nobody
    // needs it while no correction waits. A bust leaves charges alone.
    private Counted CountedOf(ExecHandle exec)
    {
        if (!books.Reconciliation.HasProvisionals) return default;
        Execution execution = books.Executions[exec];
        PositionKey key = books.Positions[execution.Position].Key;
        return new Counted(key.Account, key.Symbol, books.Positions.NetQtyOf(exec));
    }

    private void GiveWay(ExecHandle exec, in Counted before, UtcNanos dated)
    {
        if (!books.Reconciliation.HasProvisionals) return;
        Counted after = CountedOf(exec);
        if (before.Account == after.Account)
        {
            corrections.Moved(after.Account, after.Symbol, after.SignedQty - before.SignedQty, dated, exec);
            return;
        }

        if (!before.Account.IsNone) corrections.Moved(before.Account, before.Symbol, -before.SignedQty, dated, exec);
        corrections.Moved(after.Account, after.Symbol, after.SignedQty, dated, exec);
    }

    private readonly record struct Counted(AccountId Account, SymbolId Symbol, decimal SignedQty);
}
