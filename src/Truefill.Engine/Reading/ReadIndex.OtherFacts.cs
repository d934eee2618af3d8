using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Venues;

namespace Truefill.Engine.Reading;

/// <content>Executions, dead letters, and what leaves no trace here.</content>
public sealed partial class ReadIndex
{
    public void Apply(in OrderExecuted e)
    {
        Stamp(e.Exec);
        Touch(e.Order);
    }

    public void Apply(in TradeBooked e) => Stamp(e.Exec);

    public void Apply(in TradeCanceled e) => Amend(e.Exec);

    public void Apply(in TradeCorrected e) => Amend(e.Exec);

    public void Apply(in AmendmentAwaited e)
    {
    }

    public void Apply(in ExecutionDuplicated e) => Amend(e.Exec);

    public void Apply(in FeeCharged e)
    {
        if (e.Exec.IsNone) Touch(e.Account, e.Strategy, e.Symbol);
        else Amend(e.Exec);
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

    public void Apply(in PositionImported e) => Touch(e.Account, e.Strategy, e.Symbol);

    public void Apply(in PositionTransferred e)
    {
        Touch(e.Account, e.From, e.Symbol);
        Touch(e.Account, e.To, e.Symbol);
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

    public void Apply(in DeadLettered e) => deadLetters.Add(new DeadLetterEntry
    {
        Id = e.Id,
        Seq = player!.Seq,
        InputSeq = inputSeq,
        Time = e.At,
        ReceivedAt = receivedAt,
        Source = books.Names.Of(e.Source),
        MsgSeqNum = e.MsgSeqNum,
        Reason = e.Reason,
        Detail = e.Detail,
        Raw = raw[..rawKept],
        RawLength = rawLength,
    });

    public void Apply(in DeadLetterClosed e)
    {
        DeadLetterEntry entry = deadLetters[e.Id - 1];
        entry.IsOpen = false;
        entry.Replayed = e.Replayed;
        entry.ClosedBy = e.By;
        entry.CloseReason = e.Reason;
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
