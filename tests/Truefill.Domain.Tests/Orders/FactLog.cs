using System.Collections.Generic;
using Truefill.Domain.Advisories;
using Truefill.Domain.Clients;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Orders;

/// <summary>
/// Applies facts to the books and remembers them. Executions go to the order table only, the way the books do it:
/// orders are tested without a ledger, so that one cannot hide the other's mistakes.
/// </summary>
/// <param name="isWhole">Executions go to the whole books instead: ledger, order and position.</param>
internal sealed partial class FactLog(Books books, bool isWhole = false) : IFacts
{
    private readonly List<object> facts = [];
    private readonly Dictionary<ExecHandle, OrderExecuted> live = [];

    public IReadOnlyList<object> Facts => facts;

    public void Clear() => facts.Clear();

    public void Apply(in OrderSubmitted e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderHeld e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in SubmitAborted e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderDenied e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderAdopted e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderPendingNew e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderAccepted e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderRejected e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in CancelRequested e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in CancelPending e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in CancelRejected e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderCanceled e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in ReplaceRequested e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in ReplacePending e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in ReplaceRejected e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderReplaced e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderExpired e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderDoneForDay e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderStopped e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderSuspended e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderCalculated e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in OrderRestated e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in RequestUnknown e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in RequestResolved e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in ReportViolated e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in NameRegistered e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in NameRetired e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AccountDefined e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in InstrumentDefined e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in PositionImported e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in PositionTransferred e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in MarkSet e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in FxRateSet e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in InputSettled e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in DeadLettered e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in DeadLetterClosed e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in VenueDefined e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in SessionOpened e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in SessionClosed e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in EngineStarted e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in EngineStopped e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in ActionAudited e)
    {
        facts.Add(e);
        books.Apply(in e);
    }
    public void Apply(in OrderExecuted e)
    {
        facts.Add(e);
        if (isWhole) books.Apply(in e);
        if (isWhole) return;
        live[e.Exec] = e;
        books.Orders.AddExecution(e.Order, e.LastQty, e.LastPx, e.TransactTime);
    }

    public void Apply(in TradeCanceled e)
    {
        facts.Add(e);
        if (isWhole) books.Apply(in e);
        else if (live.Remove(e.Exec, out OrderExecuted old))
            books.Orders.RemoveExecution(old.Order, old.LastQty, old.LastPx, old.TransactTime);
    }

    public void Apply(in TradeCorrected e)
    {
        facts.Add(e);
        if (isWhole) books.Apply(in e);
        if (!live.TryGetValue(e.Exec, out OrderExecuted old)) return;
        books.Orders.RemoveExecution(old.Order, old.LastQty, old.LastPx, old.TransactTime);
        books.Orders.AddExecution(old.Order, e.LastQty, e.LastPx, old.TransactTime);
        live[e.Exec] = old with { LastQty = e.LastQty, LastPx = e.LastPx };
    }

    public void Apply(in TradeBooked e)
    {
        facts.Add(e);
        if (isWhole) books.Apply(in e);
    }

    public void Apply(in AmendmentAwaited e)
    {
        facts.Add(e);
        if (isWhole) books.Apply(in e);
    }

    public void Apply(in ExecutionDuplicated e)
    {
        facts.Add(e);
        if (isWhole) books.Apply(in e);
    }

    public void Apply(in ExecutionAssigned e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in FeeCharged e)
    {
        facts.Add(e);
        if (isWhole) books.Apply(in e);
    }

    public void Apply(in FeeStated e)
    {
        facts.Add(e);
        if (isWhole) books.Apply(in e);
    }

    public void Apply(in RequestAborted e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in VenueAsked e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in VenueAnswered e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AnswerContinued e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in BalanceReported e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in TradingOpened e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in TradingHeld e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in KillSwitchSet e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryProposed e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryDecided e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryStarted e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryOrdered e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryTimedOut e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryAsked e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryEnded e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryReconciled e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in LimitSet e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in RiskConfigured e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in RiskDaysDefined e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in LimitTripped e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in RiskDayStarted e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in ClientMessageTaken e)
    {
        facts.Add(e);
        books.Apply(in e);
    }

    public void Apply(in RequestDenied e)
    {
        facts.Add(e);
        books.Apply(in e);
    }
}
