using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;

namespace Truefill.Domain;

/// <summary>
/// The order in which an execution fact reaches the tables: what held before is read and withdrawn, then the ledger,
/// then the order, then the position.
/// </summary>
public sealed partial class Books
{
    public void Apply(in OrderExecuted e)
    {
        Order order = Orders[e.Order];
        if (e.Exec.Value <= Executions.Count)
        {
            Attribute(e.Exec, order);
            Executed(e.Exec, e.TransactTime);
            return;
        }

        if (order.Position.IsNone)
            order.Position = Positions.HandleOf(new PositionKey(order.Account, order.Strategy, order.Symbol));
        Executions.Apply(in e, order.Position, order.Side);
        if (e.LastQty.IsPositive) Orders.AddExecution(e.Order, e.LastQty, e.LastPx, e.TransactTime);
        Positions.Enter(e.Exec);
        Executed(e.Exec, e.TransactTime);
    }

    public void Apply(in TradeBooked e)
    {
        PositionKey key = new(e.Account, e.Strategy, e.Symbol);
        Executions.Apply(in e, Positions.HandleOf(key));
        Positions.Enter(e.Exec);
        Protections.Moved(in key, e.TransactTime);
    }

    public void Apply(in TradeCanceled e)
    {
        Execution execution = Executions[e.Exec];
        RemoveFromOrder(execution);
        CountReport(execution);
        Positions.Withdraw(e.Exec);
        Executions.Apply(in e);
        Positions.MoveFees(e.Exec);
        Executed(e.Exec, e.TransactTime);
    }

    public void Apply(in TradeCorrected e)
    {
        Execution execution = Executions[e.Exec];
        RemoveFromOrder(execution);
        Positions.Withdraw(e.Exec);
        AccountId account = Executions.Apply(in e);
        PositionKey key = Positions[execution.OriginalPosition].Key;
        if (!account.IsNone) key = key with { Account = account };
        Executions.Record(e.Exec).Entry.Position = Positions.HandleOf(key).Value;
        AddToOrder(execution);
        Positions.Enter(e.Exec);
        Positions.MoveFees(e.Exec);
        Executed(e.Exec, e.TransactTime);
    }

    public void Apply(in AmendmentAwaited e) => Executions.Apply(in e);

    /// <summary>That it came again is all there is to say: one more report, and nothing of the trade.</summary>
    public void Apply(in ExecutionDuplicated e)
    {
        if (!e.Exec.IsNone) CountReport(Executions[e.Exec]);
    }

    public void Apply(in FeeCharged e) => Positions.Apply(in e);

    public void Apply(in FeeStated e) => Executions.Apply(in e);

    public void Apply(in ExecutionAssigned e)
    {
        Execution execution = Executions[e.Exec];
        PositionKey was = Positions[execution.Position].Key;
        PositionKey original = Positions[execution.OriginalPosition].Key with { Strategy = e.To };
        Positions.Withdraw(e.Exec);
        Executions.Assign(
            e.Exec, Positions.HandleOf(was with { Strategy = e.To }), Positions.HandleOf(original));
        Positions.Enter(e.Exec);
        Positions.MoveFees(e.Exec);
        Protections.Moved(in was, e.At);
        Executed(e.Exec, e.At);
    }

    // Whatever depends on what an order, or a position, has executed looks again.
    private void Executed(ExecHandle exec, UtcNanos at)
    {
        if (Advisories.Count == 0 && Protections.Count == 0) return;
        Execution execution = Executions[exec];
        Advisories.Touch(execution.Order);
        if (!execution.Order.IsNone) Protections.Changed(execution.Order, at);
        Protections.Moved(Positions[execution.Position].Key, at);
        Protections.Moved(Positions[execution.OriginalPosition].Key, at);
    }

    // A trade that was booked without an order has found it: it leaves @suspense for the order's strategy.
    private void Attribute(ExecHandle exec, Order order)
    {
        Execution execution = Executions[exec];
        Positions.Withdraw(exec);
        PositionKey live = Positions[execution.Position].Key with { Strategy = order.Strategy };
        PositionKey original = Positions[execution.OriginalPosition].Key with { Strategy = order.Strategy };
        Executions.Attribute(exec, order.Handle, Positions.HandleOf(live), Positions.HandleOf(original));
        AddToOrder(execution);
        Positions.Enter(exec);
        Positions.MoveFees(exec);
    }

    private void AddToOrder(in Execution execution)
    {
        if (execution.IsBusted || execution.LastQty.IsZero)
        {
            CountReport(execution);
            return;
        }

        if (execution.Order.IsNone) return;
        Orders.AddExecution(execution.Order, execution.LastQty, execution.LastPx, execution.TransactTime);
    }

    // Of a trade that adds nothing to its order; one that does counts by that.
    private void CountReport(in Execution execution)
    {
        if (!execution.Order.IsNone) Orders[execution.Order].CountReport();
    }

    private void RemoveFromOrder(in Execution execution)
    {
        if (execution.Order.IsNone || execution.IsBusted || execution.LastQty.IsZero) return;
        Orders.RemoveExecution(execution.Order, execution.LastQty, execution.LastPx, execution.TransactTime);
    }
}
