using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Venues;

namespace Truefill.Server.DryRun;

/// <summary>What one step of the engine concerned: the order, what was violated, why it became a dead letter.</summary>
internal sealed class StepWatcher : IFacts
{
    /// <summary>The order that the step was about, none if it was about none.</summary>
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

    public void Apply(in OrderSubmitted e) => Order = e.Intent.Order;

    public void Apply(in OrderHeld e) => Order = e.Intent.Order;

    public void Apply(in SubmitAborted e) => Order = e.Order;

    public void Apply(in OrderDenied e)
    {
    }

    public void Apply(in OrderAdopted e) => Order = e.Intent.Order;

    public void Apply(in OrderPendingNew e) => Order = e.Order;

    public void Apply(in OrderAccepted e) => Order = e.Order;

    public void Apply(in OrderRejected e) => Order = e.Order;

    public void Apply(in CancelRequested e) => Order = e.Order;

    public void Apply(in CancelPending e) => Order = e.Order;

    public void Apply(in CancelRejected e) => Order = e.Order;

    public void Apply(in OrderCanceled e) => Order = e.Order;

    public void Apply(in ReplaceRequested e) => Order = e.Order;

    public void Apply(in ReplacePending e) => Order = e.Order;

    public void Apply(in ReplaceRejected e) => Order = e.Order;

    public void Apply(in OrderReplaced e) => Order = e.Order;

    public void Apply(in OrderExpired e) => Order = e.Order;

    public void Apply(in OrderDoneForDay e) => Order = e.Order;

    public void Apply(in OrderStopped e) => Order = e.Order;

    public void Apply(in OrderSuspended e) => Order = e.Order;

    public void Apply(in OrderCalculated e) => Order = e.Order;

    public void Apply(in OrderRestated e) => Order = e.Order;

    public void Apply(in RequestUnknown e) => Order = e.Order;

    public void Apply(in RequestResolved e) => Order = e.Order;

    public void Apply(in ReportViolated e)
    {
        if (!e.Order.IsNone) Order = e.Order;
        Violations.Add(e);
    }

    public void Apply(in OrderExecuted e)
    {
        Order = e.Order;
        Exec = e.Exec;
    }

    public void Apply(in TradeBooked e) => Exec = e.Exec;

    public void Apply(in TradeCanceled e) => Exec = e.Exec;

    public void Apply(in TradeCorrected e) => Exec = e.Exec;

    public void Apply(in AmendmentAwaited e)
    {
    }

    public void Apply(in ExecutionDuplicated e)
    {
        Exec = e.Exec;
        IsDuplicate = true;
    }

    public void Apply(in FeeCharged e)
    {
    }

    public void Apply(in NameRegistered e)
    {
    }

    public void Apply(in AccountDefined e)
    {
    }

    public void Apply(in InstrumentDefined e)
    {
    }

    public void Apply(in PositionImported e)
    {
    }

    public void Apply(in PositionTransferred e)
    {
    }

    public void Apply(in MarkSet e)
    {
    }

    public void Apply(in FxRateSet e)
    {
    }

    public void Apply(in InputSettled e)
    {
    }

    public void Apply(in DeadLettered e) => DeadLetter = e;

    public void Apply(in DeadLetterClosed e)
    {
    }

    public void Apply(in VenueDefined e)
    {
    }

    public void Apply(in SessionOpened e)
    {
    }

    public void Apply(in SessionClosed e)
    {
    }

    public void Apply(in EngineStarted e)
    {
    }

    public void Apply(in EngineStopped e)
    {
    }

    public void Apply(in ActionAudited e)
    {
    }
}
