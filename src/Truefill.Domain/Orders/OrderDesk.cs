using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;

namespace Truefill.Domain.Orders;

/// <summary>Decides requests for orders and what venues report about them.</summary>
public sealed class OrderDesk(Deciding deciding, ExecutionDesk executions)
{
    public InputOutcome Report(in ExecutionReport report) => executions.Report(report, null);

    public InputOutcome Report(in OrderCancelReject reject) => deciding.DeadLetter(DeadLetterReason.Unattributable, "");

    /// <summary>Emits <see cref="OrderSubmitted"/>, <see cref="OrderHeld"/> or <see cref="OrderDenied"/>.</summary>
    public DenyReason New(NewOrderSingle request, out OrderHandle order)
    {
        order = default;
        deciding.Emit.Apply(new Intake.InputSettled(InputOutcome.Ignored));
        return DenyReason.MalformedRequest;
    }

    public DenyReason Cancel(OrderCancelRequest request, out OrderHandle order)
    {
        order = default;
        deciding.Emit.Apply(new Intake.InputSettled(InputOutcome.Ignored));
        return DenyReason.UnknownOrder;
    }

    public DenyReason Replace(OrderCancelReplaceRequest request, out OrderHandle order)
    {
        order = default;
        deciding.Emit.Apply(new Intake.InputSettled(InputOutcome.Ignored));
        return DenyReason.UnknownOrder;
    }

    public DenyReason Resolve(ResolveOrder request, out OrderHandle order)
    {
        order = default;
        deciding.Emit.Apply(new Intake.InputSettled(InputOutcome.Ignored));
        return DenyReason.UnknownOrder;
    }
}
