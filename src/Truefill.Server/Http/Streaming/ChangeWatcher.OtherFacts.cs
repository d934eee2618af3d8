using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Venues;

namespace Truefill.Server.Http.Streaming;

/// <content>Executions, entries, and what shows in no event.</content>
public sealed partial class ChangeWatcher
{
    public void Apply(in OrderExecuted e) => Fill(e.Exec, e.Order);

    public void Apply(in TradeBooked e) => Fill(e.Exec, order: default);

    public void Apply(in TradeCanceled e) => Fill(e.Exec, books.Executions[e.Exec].Order);

    public void Apply(in TradeCorrected e) => Fill(e.Exec, books.Executions[e.Exec].Order);

    public void Apply(in AmendmentAwaited e)
    {
    }

    public void Apply(in ExecutionDuplicated e)
    {
    }

    public void Apply(in FeeCharged e)
    {
        if (e.Exec.IsNone) Changed(e.Account, e.Strategy, e.Symbol);
        else Changed(books.Executions[e.Exec].Position);
    }

    public void Apply(in NameRegistered e)
    {
    }

    public void Apply(in AccountDefined e) => PnlChanged = true;

    public void Apply(in InstrumentDefined e) => PnlChanged = true;

    public void Apply(in PositionImported e) => Changed(e.Account, e.Strategy, e.Symbol);

    public void Apply(in PositionTransferred e)
    {
        Changed(e.Account, e.From, e.Symbol);
        Changed(e.Account, e.To, e.Symbol);
    }

    public void Apply(in MarkSet e) => PnlChanged = true;

    public void Apply(in FxRateSet e) => PnlChanged = true;

    public void Apply(in InputSettled e) => Settle();

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
