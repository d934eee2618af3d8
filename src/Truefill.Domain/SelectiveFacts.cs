using Truefill.Domain.Advisories;
using Truefill.Domain.Clients;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;

namespace Truefill.Domain;

/// <summary>
/// For readers to whom most facts say nothing: they override what they read. What must never miss a fact (the books,
/// the codec, the catalogue of events) implements <see cref="IFacts"/> itself.
/// </summary>
public abstract class SelectiveFacts : IFacts
{
    public virtual void Apply(in OrderSubmitted e)
    {
    }

    public virtual void Apply(in OrderHeld e)
    {
    }

    public virtual void Apply(in SubmitAborted e)
    {
    }

    public virtual void Apply(in OrderDenied e)
    {
    }

    public virtual void Apply(in OrderAdopted e)
    {
    }

    public virtual void Apply(in OrderPendingNew e)
    {
    }

    public virtual void Apply(in OrderAccepted e)
    {
    }

    public virtual void Apply(in OrderRejected e)
    {
    }

    public virtual void Apply(in CancelRequested e)
    {
    }

    public virtual void Apply(in CancelPending e)
    {
    }

    public virtual void Apply(in CancelRejected e)
    {
    }

    public virtual void Apply(in OrderCanceled e)
    {
    }

    public virtual void Apply(in ReplaceRequested e)
    {
    }

    public virtual void Apply(in ReplacePending e)
    {
    }

    public virtual void Apply(in ReplaceRejected e)
    {
    }

    public virtual void Apply(in OrderReplaced e)
    {
    }

    public virtual void Apply(in OrderExpired e)
    {
    }

    public virtual void Apply(in OrderDoneForDay e)
    {
    }

    public virtual void Apply(in OrderStopped e)
    {
    }

    public virtual void Apply(in OrderSuspended e)
    {
    }

    public virtual void Apply(in OrderCalculated e)
    {
    }

    public virtual void Apply(in OrderRestated e)
    {
    }

    public virtual void Apply(in RequestUnknown e)
    {
    }

    public virtual void Apply(in RequestResolved e)
    {
    }

    public virtual void Apply(in ReportViolated e)
    {
    }

    public virtual void Apply(in OrderExecuted e)
    {
    }

    public virtual void Apply(in TradeBooked e)
    {
    }

    public virtual void Apply(in TradeCanceled e)
    {
    }

    public virtual void Apply(in TradeCorrected e)
    {
    }

    public virtual void Apply(in AmendmentAwaited e)
    {
    }

    public virtual void Apply(in ExecutionDuplicated e)
    {
    }

    public virtual void Apply(in ExecutionAssigned e)
    {
    }

    public virtual void Apply(in FeeCharged e)
    {
    }

    public virtual void Apply(in FeeStated e)
    {
    }

    public virtual void Apply(in NameRegistered e)
    {
    }

    public virtual void Apply(in NameRetired e)
    {
    }

    public virtual void Apply(in AccountDefined e)
    {
    }

    public virtual void Apply(in InstrumentDefined e)
    {
    }

    public virtual void Apply(in PositionImported e)
    {
    }

    public virtual void Apply(in PositionTransferred e)
    {
    }

    public virtual void Apply(in MarkSet e)
    {
    }

    public virtual void Apply(in FxRateSet e)
    {
    }

    public virtual void Apply(in InputSettled e)
    {
    }

    public virtual void Apply(in DeadLettered e)
    {
    }

    public virtual void Apply(in DeadLetterClosed e)
    {
    }

    public virtual void Apply(in VenueDefined e)
    {
    }

    public virtual void Apply(in SessionOpened e)
    {
    }

    public virtual void Apply(in SessionClosed e)
    {
    }

    public virtual void Apply(in EngineStarted e)
    {
    }

    public virtual void Apply(in EngineStopped e)
    {
    }

    public virtual void Apply(in RequestAborted e)
    {
    }

    public virtual void Apply(in VenueAsked e)
    {
    }

    public virtual void Apply(in VenueAnswered e)
    {
    }

    public virtual void Apply(in BalanceReported e)
    {
    }

    public virtual void Apply(in TradingOpened e)
    {
    }

    public virtual void Apply(in TradingHeld e)
    {
    }

    public virtual void Apply(in KillSwitchSet e)
    {
    }

    public virtual void Apply(in ActionAudited e)
    {
    }

    public virtual void Apply(in PositionListed e)
    {
    }

    public virtual void Apply(in PositionsCompared e)
    {
    }

    public virtual void Apply(in BreakOpened e)
    {
    }

    public virtual void Apply(in BreakChanged e)
    {
    }

    public virtual void Apply(in ProvisionalBooked e)
    {
    }

    public virtual void Apply(in ProvisionalReplaced e)
    {
    }

    public virtual void Apply(in OrderDiffered e)
    {
    }

    public virtual void Apply(in OrderAgreed e)
    {
    }

    public virtual void Apply(in AnswerContinued e)
    {
    }

    public virtual void Apply(in AdvisoryProposed e)
    {
    }

    public virtual void Apply(in AdvisoryDecided e)
    {
    }

    public virtual void Apply(in AdvisoryStarted e)
    {
    }

    public virtual void Apply(in AdvisoryOrdered e)
    {
    }

    public virtual void Apply(in AdvisoryTimedOut e)
    {
    }

    public virtual void Apply(in AdvisoryAsked e)
    {
    }

    public virtual void Apply(in AdvisoryEnded e)
    {
    }

    public virtual void Apply(in AdvisoryReconciled e)
    {
    }

    public virtual void Apply(in LimitSet e)
    {
    }

    public virtual void Apply(in RiskConfigured e)
    {
    }

    public virtual void Apply(in RiskDaysDefined e)
    {
    }

    public virtual void Apply(in LimitTripped e)
    {
    }

    public virtual void Apply(in RiskDayStarted e)
    {
    }

    public virtual void Apply(in ClientMessageTaken e)
    {
    }

    public virtual void Apply(in RequestDenied e)
    {
    }
}
