using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;

namespace Truefill.Server.Following;

/// <summary>
/// Which facts are events of an order's life, and what they are called in the order event log. Marks, names, sessions
/// and the engine's own life are not; imports and transfers touch no order.
/// </summary>
internal sealed partial class OrderEventFacts(IOrderEvents events) : SelectiveFacts
{
    public override void Apply(in OrderExecuted e) => events.Executed(e.Order, e.Exec);

    public override void Apply(in TradeBooked e) => events.Execution("execution", e.Exec);

    public override void Apply(in TradeCanceled e) => events.Execution("trade_cancel", e.Exec);

    public override void Apply(in TradeCorrected e) => events.Execution("trade_correct", e.Exec);

    public override void Apply(in ExecutionDuplicated e) => events.Execution("duplicate", e.Exec);

    public override void Apply(in FeeCharged e) => events.Fee(in e);

    public override void Apply(in DeadLettered e) => events.DeadLetter(e.Id);
}
