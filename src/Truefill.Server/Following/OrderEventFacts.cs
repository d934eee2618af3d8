using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Venues;

namespace Truefill.Server.Following;

/// <summary>
/// Which facts are events of an order's life, and what they are called in the order event log. Marks, names, sessions
/// and
/// the engine's own life are not; imports and transfers touch no order.
/// </summary>
internal sealed partial class OrderEventFacts(OrderEventWriter events) : IFacts
{
    public void Apply(in OrderExecuted e) => events.Executed(e.Order, e.Exec);

    public void Apply(in TradeBooked e) => events.Execution("execution", e.Exec);

    public void Apply(in TradeCanceled e) => events.Execution("trade_cancel", e.Exec);

    public void Apply(in TradeCorrected e) => events.Execution("trade_correct", e.Exec);

    public void Apply(in AmendmentAwaited e)
    {
    }

    public void Apply(in ExecutionDuplicated e) => events.Execution("duplicate", e.Exec);

    public void Apply(in FeeCharged e) => events.Fee(in e);

    public void Apply(in DeadLettered e) => events.DeadLetter(e.Id);

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

    public void Apply(in NameRegistered e)
    {
    }

    public void Apply(in AccountDefined e)
    {
    }

    public void Apply(in InstrumentDefined e)
    {
    }

    public void Apply(in InputSettled e)
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
