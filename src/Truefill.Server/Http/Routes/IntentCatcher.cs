using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Venues;

namespace Truefill.Server.Http.Routes;

/// <summary>Takes what an order was entered with out of the fact that entered it.</summary>
internal sealed class IntentCatcher : IFacts
{
    public OrderIntent? Intent { get; private set; }

    public void Apply(in OrderSubmitted e) => Intent = e.Intent;

    public void Apply(in OrderHeld e) => Intent = e.Intent;

    public void Apply(in SubmitAborted e)
    {
    }

    public void Apply(in OrderDenied e)
    {
    }

    public void Apply(in OrderAdopted e)
    {
    }

    public void Apply(in OrderPendingNew e)
    {
    }

    public void Apply(in OrderAccepted e)
    {
    }

    public void Apply(in OrderRejected e)
    {
    }

    public void Apply(in CancelRequested e)
    {
    }

    public void Apply(in CancelPending e)
    {
    }

    public void Apply(in CancelRejected e)
    {
    }

    public void Apply(in OrderCanceled e)
    {
    }

    public void Apply(in ReplaceRequested e)
    {
    }

    public void Apply(in ReplacePending e)
    {
    }

    public void Apply(in ReplaceRejected e)
    {
    }

    public void Apply(in OrderReplaced e)
    {
    }

    public void Apply(in OrderExpired e)
    {
    }

    public void Apply(in OrderDoneForDay e)
    {
    }

    public void Apply(in OrderStopped e)
    {
    }

    public void Apply(in OrderSuspended e)
    {
    }

    public void Apply(in OrderCalculated e)
    {
    }

    public void Apply(in OrderRestated e)
    {
    }

    public void Apply(in RequestUnknown e)
    {
    }

    public void Apply(in RequestResolved e)
    {
    }

    public void Apply(in ReportViolated e)
    {
    }

    public void Apply(in OrderExecuted e)
    {
    }

    public void Apply(in TradeBooked e)
    {
    }

    public void Apply(in TradeCanceled e)
    {
    }

    public void Apply(in TradeCorrected e)
    {
    }

    public void Apply(in AmendmentAwaited e)
    {
    }

    public void Apply(in ExecutionDuplicated e)
    {
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

    public void Apply(in DeadLettered e)
    {
    }

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
