using Truefill.Domain.Executions;
using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

/// <content>Whose trade a bust or correction is about.</content>
public sealed partial class OrderDesk
{
    // A venue that uses its ids of orders again means the order whose trade it amends, and not the newest one with that
    // id. What our own ids say goes first.
    private OrderLookup OfAmended(in ExecutionReport report, OrderLookup found)
    {
        if (!found.IsFound || report.ExecType is not (ExecType.TradeCancel or ExecType.TradeCorrect)) return found;
        OrderId id = OrderIdOf(in report);
        if (id.IsNone || AmendedBy(new ExecKey(report.Venue, report.Scope, report.ExecRefId)) is not { } amended)
            return found;
        if (amended.Handle == found.Order || amended.Venue != report.Venue || !amended.HasOrderId(in id)) return found;
        bool isByOrderIdAlone = Orders.FindWire(report.Venue, report.ClOrdId).Outcome == LookupOutcome.None
            && Orders.FindWire(report.Venue, report.OrigClOrdId).Outcome == LookupOutcome.None;
        return isByOrderIdAlone ? OrderLookup.At(amended.Handle) : found;
    }
}
