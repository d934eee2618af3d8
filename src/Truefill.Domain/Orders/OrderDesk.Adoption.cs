using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Orders;

/// <summary>Orders that the venue knows and nobody here entered.</summary>
public sealed partial class OrderDesk
{
    private readonly OrderBreaks orderBreaks = new(deciding);

    // Only a report of an order that lives: what has ended elsewhere needs no order here.
    private Order? Adopt(in ExecutionReport report)
    {
        bool lives = report.ExecType is ExecType.New or ExecType.PendingNew or ExecType.Restated or ExecType.Replaced
            or ExecType.PendingCancel or ExecType.PendingReplace or ExecType.Stopped or ExecType.Suspended;
        OrderId id = OrderIdOf(in report);
        if (orderBreaks.PolicyOf(report.Venue) == OrphanPolicy.Report) return null;
        if (!lives || (report.ClOrdId.IsNone && id.IsNone)) return null;
        if (report.Side is not { } side || report.OrderQty is not { IsPositive: true } quantity) return null;
        if (report.Symbol.IsNone && report.SymbolName is not { Length: > 0 }) return null;
        ClOrdId own = report.OrigClOrdId.IsNone ? report.ClOrdId : report.OrigClOrdId;
        OrderIntent intent = new(
            Orders.NextHandle,
            own.IsNone ? new ClOrdId(id.Text) : own,
            own,
            OrderOrigin.Adopted,
            deciding.Source,
            report.Account.IsNone ? deciding.Account(AccountName(report.AccountName ?? "")) : report.Account,
            deciding.Strategy(deciding.AdoptInto),
            report.Venue,
            report.Symbol.IsNone ? deciding.Symbol(report.SymbolName!) : report.Symbol,
            new OrderTerms(
                side,
                report.OrdType ?? (report.Price is null ? OrdType.Market : OrdType.Limit),
                report.TimeInForce ?? TimeInForce.Day,
                quantity,
                report.Price,
                report.StopPx));
        deciding.Emit.Apply(new OrderAdopted(intent, id, deciding.Now));
        Order adopted = Orders[intent.Order];
        orderBreaks.Adopted(adopted);
        executions.Claim(adopted);
        return adopted;
    }
}
