using Truefill.Domain.Intake;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Executions;

/// <summary>The seam between orders and executions: who decides what a trade, bust or correction counts as.</summary>
public interface IExecutionDesk
{
    /// <summary>ExecType(150)=F, H or G of a session. <paramref name="order"/> is null when the report fits no order.</summary>
    InputOutcome Report(in ExecutionReport report, Order? order);
}
