using Truefill.Domain;
using Truefill.Domain.Advisories;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;
using Truefill.Engine.Applied;
using Truefill.Engine.Codec;

namespace Truefill.Engine;

/// <summary>
/// Emitting a fact: it is encoded into the open block, then applied to the books, in that order and at once.
/// </summary>
internal sealed partial class FactRecorder(FactEncoder encoder, Books books, PositionBoard board, Outbox outbox)
    : IFacts
{
    public void Apply(in OrderSubmitted e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        outbox.Add(in e);
    }

    public void Apply(in OrderHeld e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in SubmitAborted e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderDenied e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderAdopted e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderPendingNew e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderAccepted e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderRejected e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in CancelRequested e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        outbox.Add(in e);
    }

    public void Apply(in CancelPending e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in CancelRejected e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderCanceled e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in ReplaceRequested e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        outbox.Add(in e);
    }

    public void Apply(in ReplacePending e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in ReplaceRejected e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderReplaced e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderExpired e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderDoneForDay e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderStopped e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderSuspended e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderCalculated e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderRestated e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in RequestUnknown e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in RequestResolved e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        outbox.Add(in e);
    }

    public void Apply(in ReportViolated e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in OrderExecuted e)
    {
        encoder.Apply(in e);
        PositionHandle before = e.Exec.Value <= books.Executions.Count ? books.Executions[e.Exec].Position : default;
        books.Apply(in e);
        Publish(before, e.Exec, PositionChange.Fill);
    }

    public void Apply(in TradeBooked e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        Publish(default, e.Exec, PositionChange.Fill);
    }

    public void Apply(in TradeCanceled e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        Publish(default, e.Exec, PositionChange.Bust);
    }

    public void Apply(in TradeCorrected e)
    {
        encoder.Apply(in e);
        PositionHandle before = books.Executions[e.Exec].Position;
        books.Apply(in e);
        Publish(before, e.Exec, PositionChange.Correction);
    }

    public void Apply(in AmendmentAwaited e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in ExecutionDuplicated e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in ExecutionAssigned e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in FeeCharged e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        Publish(new PositionKey(e.Account, e.Strategy, e.Symbol), PositionChange.Fee);
    }

    public void Apply(in FeeStated e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in NameRegistered e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in NameRetired e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AccountDefined e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in InstrumentDefined e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in PositionImported e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        Publish(new PositionKey(e.Account, e.Strategy, e.Symbol), PositionChange.Import);
    }

    public void Apply(in PositionTransferred e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        Publish(new PositionKey(e.Account, e.From, e.Symbol), PositionChange.Transfer);
        Publish(new PositionKey(e.Account, e.To, e.Symbol), PositionChange.Transfer);
    }

    public void Apply(in MarkSet e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in FxRateSet e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in InputSettled e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in DeadLettered e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in DeadLetterClosed e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in VenueDefined e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in SessionOpened e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in SessionClosed e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in EngineStarted e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in EngineStopped e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in ActionAudited e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    // A correction or a found order can move an execution: the position that it left changed too.
    private void Publish(PositionHandle left, ExecHandle exec, PositionChange reason)
    {
        PositionHandle now = books.Executions[exec].Position;
        if (!left.Equals(default) && left != now) board.Publish(left, reason, encoder.LastSeq);
        board.Publish(now, reason, encoder.LastSeq);
    }

    private void Publish(in PositionKey key, PositionChange reason)
    {
        if (books.Positions.TryGet(in key, out Position position))
            board.Publish(position.Handle, reason, encoder.LastSeq);
    }

    public void Apply(in RequestAborted e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in VenueAsked e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        outbox.Add(in e);
    }

    public void Apply(in VenueAnswered e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AnswerContinued e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in BalanceReported e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in TradingOpened e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in TradingHeld e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in KillSwitchSet e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
        outbox.Add(in e);
    }

    public void Apply(in AdvisoryProposed e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryDecided e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryStarted e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryOrdered e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryTimedOut e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryAsked e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryEnded e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }

    public void Apply(in AdvisoryReconciled e)
    {
        encoder.Apply(in e);
        books.Apply(in e);
    }
}
