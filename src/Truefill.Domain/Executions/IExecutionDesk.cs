using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Executions;

/// <summary>Where the order desk hands on what a report says about an execution.</summary>
public interface IExecutionDesk
{
    /// <summary>ExecType(150)=F, H or G of a session.</summary>
    /// <param name="order">The order it is about; null when the report fits none.</param>
    InputOutcome Report(in ExecutionReport report, Order? order);

    /// <summary>An execution of an order-less source.</summary>
    InputOutcome Book(NormalisedExecution execution);

    /// <summary>
    /// An order has just become known: what it executed before counts as its own, and no more as nobody's.
    /// </summary>
    void Claim(Order order);
}
