using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Server.DryRun;

/// <summary>
/// What one step of the engine was told: of which order, what was violated, why it became a dead letter. What the
/// engine asked for by itself in the same step, as it does for protective legs, is passed over.
/// </summary>
internal sealed class StepWatcher : SelectiveFacts
{
    /// <summary>The order that the step was told of, none if it was told of none.</summary>
    public OrderHandle Order { get; private set; }

    /// <summary>The execution that the step was about, none if it was about none.</summary>
    public ExecHandle Exec { get; private set; }

    public List<ReportViolated> Violations { get; } = [];

    public DeadLettered? DeadLetter { get; private set; }

    /// <summary>The execution had been booked before.</summary>
    public bool IsDuplicate { get; private set; }

    public void Clear()
    {
        Order = default;
        Exec = default;
        Violations.Clear();
        DeadLetter = null;
        IsDuplicate = false;
    }

    public override void Apply(in OrderAdopted e) => Order = e.Intent.Order;

    public override void Apply(in OrderPendingNew e) => Order = e.Order;

    public override void Apply(in OrderAccepted e) => Order = e.Order;

    public override void Apply(in OrderRejected e) => Order = e.Order;

    public override void Apply(in CancelPending e) => Order = e.Order;

    public override void Apply(in CancelRejected e) => Order = e.Order;

    public override void Apply(in OrderCanceled e) => Order = e.Order;

    public override void Apply(in ReplacePending e) => Order = e.Order;

    public override void Apply(in ReplaceRejected e) => Order = e.Order;

    public override void Apply(in OrderReplaced e) => Order = e.Order;

    public override void Apply(in OrderExpired e) => Order = e.Order;

    public override void Apply(in OrderDoneForDay e) => Order = e.Order;

    public override void Apply(in OrderStopped e) => Order = e.Order;

    public override void Apply(in OrderSuspended e) => Order = e.Order;

    public override void Apply(in OrderCalculated e) => Order = e.Order;

    public override void Apply(in OrderRestated e) => Order = e.Order;

    public override void Apply(in RequestResolved e) => Order = e.Order;

    public override void Apply(in ReportViolated e)
    {
        if (!e.Order.IsNone) Order = e.Order;
        Violations.Add(e);
    }

    public override void Apply(in OrderExecuted e)
    {
        Order = e.Order;
        Exec = e.Exec;
    }

    public override void Apply(in TradeBooked e) => Exec = e.Exec;

    public override void Apply(in TradeCanceled e) => Exec = e.Exec;

    public override void Apply(in TradeCorrected e) => Exec = e.Exec;

    public override void Apply(in ExecutionDuplicated e)
    {
        Exec = e.Exec;
        IsDuplicate = true;
    }

    public override void Apply(in DeadLettered e) => DeadLetter = e;
}
