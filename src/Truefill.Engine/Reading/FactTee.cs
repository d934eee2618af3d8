using Truefill.Domain;
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

namespace Truefill.Engine.Reading;

/// <summary>Hands every fact to two targets, in this order.</summary>
public sealed partial class FactTee(IFacts first, IFacts second) : IFacts
{
    public void Apply(in OrderSubmitted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderHeld e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in SubmitAborted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderDenied e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderAdopted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderPendingNew e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderAccepted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderRejected e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in CancelRequested e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in CancelPending e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in CancelRejected e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderCanceled e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ReplaceRequested e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ReplacePending e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ReplaceRejected e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderReplaced e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderExpired e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderDoneForDay e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderStopped e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderSuspended e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderCalculated e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderRestated e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in RequestUnknown e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in RequestResolved e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ReportViolated e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in OrderExecuted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in TradeBooked e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in TradeCanceled e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in TradeCorrected e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AmendmentAwaited e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ExecutionDuplicated e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ExecutionAssigned e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in FeeCharged e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in FeeStated e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in NameRegistered e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in NameRetired e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AccountDefined e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in InstrumentDefined e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in PositionImported e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in PositionTransferred e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in MarkSet e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in FxRateSet e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in InputSettled e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in DeadLettered e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in DeadLetterClosed e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in VenueDefined e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in SessionOpened e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in SessionClosed e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in EngineStarted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in EngineStopped e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in RequestAborted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in VenueAsked e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in VenueAnswered e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AnswerContinued e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in BalanceReported e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in TradingOpened e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in TradingHeld e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in KillSwitchSet e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ActionAudited e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AdvisoryProposed e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AdvisoryDecided e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AdvisoryStarted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AdvisoryOrdered e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AdvisoryTimedOut e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AdvisoryAsked e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AdvisoryEnded e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in AdvisoryReconciled e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in LimitSet e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in RiskConfigured e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in RiskDaysDefined e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in LimitTripped e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in RiskDayStarted e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in ClientMessageTaken e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }

    public void Apply(in RequestDenied e)
    {
        first.Apply(in e);
        second.Apply(in e);
    }
}
