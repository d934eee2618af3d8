using Truefill.Domain.Clients;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;

namespace Truefill.Engine.Reading;

/// <content>Executions, dead letters, and what leaves no trace here.</content>
public sealed partial class ReadIndex
{
    public override void Apply(in OrderExecuted e)
    {
        Stamp(e.Exec);
        Touch(e.Order);
    }

    public override void Apply(in TradeBooked e) => Stamp(e.Exec);

    public override void Apply(in TradeCanceled e) => Amend(e.Exec);

    public override void Apply(in TradeCorrected e) => Amend(e.Exec);

    public override void Apply(in ExecutionDuplicated e) => Amend(e.Exec);

    public override void Apply(in FeeCharged e)
    {
        if (e.Exec.IsNone) Touch(e.Account, e.Strategy, e.Symbol);
        else Amend(e.Exec);
    }

    public override void Apply(in PositionImported e) => Touch(e.Account, e.Strategy, e.Symbol);

    public override void Apply(in BreakOpened e)
    {
        TouchBreak(e.Id);
        if (!e.Order.Order.IsNone) Touch(e.Order.Order);
    }

    public override void Apply(in OrderDiffered e)
    {
        if (!e.Order.Order.IsNone) Touch(e.Order.Order);
    }

    public override void Apply(in OrderAgreed e)
    {
        if (!e.Order.Order.IsNone) Touch(e.Order.Order);
    }

    public override void Apply(in BreakChanged e) => TouchBreak(e.Id);

    public override void Apply(in ProvisionalBooked e)
    {
        TouchBreak(e.Break);
        Touch(e.Account, e.Strategy, e.Symbol);
    }

    public override void Apply(in ProvisionalReplaced e)
    {
        TouchBreak(e.Break);
        Touch(e.Account, e.Strategy, e.Symbol);
    }

    public override void Apply(in ExecutionAssigned e)
    {
        Amend(e.Exec);
        PositionKey now = books.Positions[books.Executions[e.Exec].Position].Key;
        Touch(now.Account, e.From, now.Symbol);
    }

    public override void Apply(in PositionTransferred e)
    {
        Touch(e.Account, e.From, e.Symbol);
        Touch(e.Account, e.To, e.Symbol);
    }

    public override void Apply(in RequestDenied e)
    {
        if (!e.Order.IsNone) Touch(e.Order);
    }

    public override void Apply(in DeadLettered e) => deadLetters.Add(new DeadLetterEntry
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
        Raw = rawKept,
        RawLength = rawLength,
    });

    public override void Apply(in DeadLetterClosed e) => deadLetters.Close(in e);
}
