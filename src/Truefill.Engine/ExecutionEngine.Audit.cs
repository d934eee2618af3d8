using System.Globalization;
using System.Text;
using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Inputs;

namespace Truefill.Engine;

/// <content>
/// Who asked for an input is an input of its own right in front of it, decided in the same step: nothing can come
/// between them, and one block holds both.
/// </content>
public sealed partial class ExecutionEngine
{
    private AuditEntry? audited;

    // What is forbidden to who asks leaves that as its only trace: it is no input, so a replay need not know who may
    // what.
    private bool Admits(AuditEntry audit, in Input input, Effects effects)
    {
        string? refusal = audit.Forbids?.Invoke(Books);
        Input own = new()
        {
            Kind = InputKind.Audit,
            Body = refusal is null ? audit : audit with { Outcome = AuditOutcome.Refused, Code = refusal },
            Source = input.Source,
            ReceivedAt = input.ReceivedAt,
        };
        Decide(in own, wireId: default, effects);
        if (refusal is null) return true;
        if (input.RequestId != 0)
            effects.Add(new Answer(
                input.RequestId, fields.Block.NextSeq - 1, InputOutcome.Ignored, DenyReason.None, default, 0));
        return false;
    }

    private InputOutcome Take(AuditEntry audit)
    {
        if (audit.Outcome == AuditOutcome.Pending) audited = audit;
        else Emit(audit, audit.Outcome, DenyReason.None, order: default, audit.Before, audit.After);
        return InputOutcome.Applied;
    }

    private void Audited(InputOutcome outcome, DenyReason reason, OrderHandle order, string? before)
    {
        AuditEntry audit = audited!;
        audited = null;
        AuditOutcome ended = outcome switch
        {
            InputOutcome.Applied => reason == DenyReason.None ? AuditOutcome.Done : AuditOutcome.Denied,
            InputOutcome.DeadLettered => AuditOutcome.Denied,
            InputOutcome.Duplicate or InputOutcome.Ignored => AuditOutcome.NoEffect,
        };
        string? after = order.IsNone || before is null ? null : Brief(Books.Orders[order]);
        Emit(audit, ended, reason, order, audit.Before ?? before, audit.After ?? after);
    }

    private void Emit(
        AuditEntry audit, AuditOutcome outcome, DenyReason reason, OrderHandle order, string? before, string? after) =>
        deciding.Emit.Apply(new ActionAudited(
            audit.Actor, audit.Role, audit.From, audit.Action, audit.Target, outcome, reason, audit.Code, order, before,
            after, audit.Repeats, Now));

    // An order that is entered had no state before; one that is changed has.
    private string? Brief(object? body) => body switch
    {
        OrderCancelRequest request => Brief(request.OrigClOrdId, request.Account),
        OrderCancelReplaceRequest request => Brief(request.OrigClOrdId, request.Account),
        ResolveOrder request => Brief(request.ClOrdId, request.Account),
        _ => null,
    };

    private string? Brief(in ClOrdId id, string account)
    {
        int handle = 0;
        if (account.Length > 0 && !Books.Names.Accounts.TryGet(account, out handle)) return null;
        OrderLookup found = Books.Orders.Find(id, new AccountId(handle));
        return found.IsFound ? Brief(Books.Orders[found.Order]) : null;
    }

    private static string Brief(Order order)
    {
        StringBuilder text = new(80);
        text.Append("ord_status=").Append(SnakeCase.Of(order.OrdStatus));
        text.Append(CultureInfo.InvariantCulture, $" order_qty={order.OrderQty.Value} cum_qty={order.CumQty.Value}");
        if (order.Terms.Price is { } price) text.Append(CultureInfo.InvariantCulture, $" price={price.Value}");
        if (order.Terms.StopPx is { } stop) text.Append(CultureInfo.InvariantCulture, $" stop_px={stop.Value}");
        if (order.IsUnknown) text.Append(" unknown");
        return text.ToString();
    }
}
