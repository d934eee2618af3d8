using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

/// <summary>
/// One order built again from its facts, so that each of its earlier states can be looked at. Facts about other orders
/// are passed over; those about this one and its executions must come whole and in the order of the journal.
/// </summary>
/// <param name="books">As they are now: they know which executions are the order's.</param>
public sealed class OrderReplay(Books books, OrderHandle handle) : SelectiveFacts
{
    private readonly ExecutionLedger ledger = new();

    // Looked up by handle only, never iterated.
    private readonly Dictionary<int, ExecHandle> own = [];

    /// <summary>As the facts so far leave it; null before its first.</summary>
    public Order? Order { get; private set; }

    /// <summary>The executions of the order that were met, in the books' handles.</summary>
    public List<ExecHandle> Executions { get; } = [];

    /// <summary>
    /// Since <see cref="BeginInput"/> a fact told what was heard of the order. What the engine asks for by itself after
    /// a report of another order, as it does for protective legs, is no report of this one.
    /// </summary>
    public bool IsReported { get; private set; }

    /// <summary>The input was put aside as a dead letter: nothing was reported of the order.</summary>
    public bool IsDeadLetter { get; private set; }

    public void BeginInput() => IsReported = IsDeadLetter = false;

    public override void Apply(in OrderSubmitted e)
    {
        if (e.Intent.Order != handle) return;
        if (Order is null) Order = new Order(e.Intent, e.At);
        else Order.Apply(in e);
    }

    public override void Apply(in OrderHeld e)
    {
        if (e.Intent.Order != handle) return;
        Order ??= new Order(e.Intent, e.At);
        Order.Apply(in e);
    }

    public override void Apply(in OrderAdopted e)
    {
        if (e.Intent.Order != handle) return;
        Order = new Order(e.Intent, e.OrderId, e.At);
        IsReported = true;
    }

    public override void Apply(in SubmitAborted e) => Own(e.Order)?.Apply(in e);

    public override void Apply(in OrderPendingNew e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderAccepted e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderRejected e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in CancelRequested e) => Own(e.Order)?.Apply(in e);

    public override void Apply(in CancelPending e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in CancelRejected e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderCanceled e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in ReplaceRequested e) => Own(e.Order)?.Apply(in e);

    public override void Apply(in ReplacePending e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in ReplaceRejected e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderReplaced e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderExpired e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderDoneForDay e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderStopped e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderSuspended e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderCalculated e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in OrderRestated e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in RequestUnknown e) => Own(e.Order)?.Apply(in e);

    public override void Apply(in RequestResolved e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in RequestAborted e) => Own(e.Order)?.Apply(in e);

    public override void Apply(in ReportViolated e) => Reported(e.Order)?.Apply(in e);

    public override void Apply(in DeadLettered e) => IsDeadLetter = true;

    public override void Apply(in TradeBooked e)
    {
        if (!IsOwn(e.Exec)) return;
        ledger.Apply(e with { Exec = Enter(e.Exec) }, default);
    }

    public override void Apply(in OrderExecuted e)
    {
        if (Reported(e.Order) is not { } order) return;
        if (own.TryGetValue(e.Exec.Value, out ExecHandle booked))
        {
            ledger.Attribute(booked, handle, default, default);
            Add(order, ledger[booked]);
            return;
        }

        ledger.Apply(e with { Exec = Enter(e.Exec) }, default, order.Side);
        if (e.LastQty.IsPositive) order.AddExecution(e.LastQty, e.LastPx, e.TransactTime);
    }

    public override void Apply(in TradeCanceled e)
    {
        if (!Touch(e.Exec, out ExecHandle exec)) return;
        Remove(ledger[exec]);
        CountReport(ledger[exec]);
        ledger.Apply(e with { Exec = exec });
    }

    public override void Apply(in TradeCorrected e)
    {
        if (!Touch(e.Exec, out ExecHandle exec)) return;
        Remove(ledger[exec]);
        ledger.Apply(e with { Exec = exec });
        if (Order is { } order) Add(order, ledger[exec]);
    }

    public override void Apply(in ExecutionDuplicated e)
    {
        if (Touch(e.Exec, out ExecHandle exec)) CountReport(ledger[exec]);
    }

    private Order? Own(OrderHandle order) => order == handle ? Order : null;

    private Order? Reported(OrderHandle order)
    {
        if (order == handle) IsReported = true;
        return Own(order);
    }

    private bool IsOwn(ExecHandle exec) =>
        exec.Value > 0 && exec.Value <= books.Executions.Count && books.Executions[exec].Order == handle;

    // Handles of a ledger are dense: this one's are its own.
    private ExecHandle Enter(ExecHandle exec)
    {
        Executions.Add(exec);
        return own[exec.Value] = ledger.NextHandle;
    }

    private bool Touch(ExecHandle exec, out ExecHandle known)
    {
        if (!own.TryGetValue(exec.Value, out known)) return false;
        IsReported = true;
        return true;
    }

    private void Add(Order order, in Execution execution)
    {
        if (Counts(in execution)) order.AddExecution(execution.LastQty, execution.LastPx, execution.TransactTime);
        else CountReport(in execution);
    }

    private void CountReport(in Execution execution)
    {
        if (!execution.Order.IsNone) Order?.CountReport();
    }

    private void Remove(in Execution execution)
    {
        if (Counts(in execution)) Order?.RemoveExecution(execution.LastQty, execution.LastPx, execution.TransactTime);
    }

    // Until it is attributed, a trade that was booked without an order moves none.
    private static bool Counts(in Execution execution) =>
        !execution.Order.IsNone && !execution.IsBusted && !execution.LastQty.IsZero;
}
