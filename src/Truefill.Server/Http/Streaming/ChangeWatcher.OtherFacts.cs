using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;

namespace Truefill.Server.Http.Streaming;

/// <content>Executions, entries, and what shows in no event.</content>
public sealed partial class ChangeWatcher
{
    public override void Apply(in OrderExecuted e) => Fill(e.Exec, e.Order);

    public override void Apply(in TradeBooked e) => Fill(e.Exec, order: default);

    public override void Apply(in TradeCanceled e) => Fill(e.Exec, books.Executions[e.Exec].Order);

    public override void Apply(in TradeCorrected e) => Fill(e.Exec, books.Executions[e.Exec].Order);

    public override void Apply(in FeeCharged e)
    {
        if (e.Exec.IsNone) Changed(e.Account, e.Strategy, e.Symbol);
        else Fill(e.Exec, order: default);
    }

    // Nothing of the trade changes; its order has been reported once more.
    public override void Apply(in ExecutionDuplicated e)
    {
        if (!e.Exec.IsNone && books.Executions[e.Exec].Order is { IsNone: false } order) orders.Add(order.Value);
    }

    public override void Apply(in AccountDefined e) => PnlChanged = true;

    public override void Apply(in InstrumentDefined e) => PnlChanged = true;

    public override void Apply(in PositionImported e) => Changed(e.Account, e.Strategy, e.Symbol);

    public override void Apply(in ProvisionalBooked e) => Changed(e.Account, e.Strategy, e.Symbol);

    public override void Apply(in ProvisionalReplaced e) => Changed(e.Account, e.Strategy, e.Symbol);

    public override void Apply(in ExecutionAssigned e)
    {
        Execution execution = books.Executions[e.Exec];
        Fill(e.Exec, order: default);
        LeftBy(books.Positions[execution.Position].Key, e.From);
        LeftBy(books.Positions[execution.OriginalPosition].Key, e.From);
    }

    public override void Apply(in PositionTransferred e)
    {
        Changed(e.Account, e.From, e.Symbol);
        Changed(e.Account, e.To, e.Symbol);
    }

    public override void Apply(in MarkSet e) => PnlChanged = true;

    public override void Apply(in FxRateSet e) => PnlChanged = true;

    public override void Apply(in InputSettled e) => Settle();

    private void LeftBy(in PositionKey now, StrategyId from) => Changed(now.Account, from, now.Symbol);
}
