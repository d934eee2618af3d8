using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Conformance;

/// <content>No check leaves an order that works: the next one, and the account's owner, would have it.</content>
public sealed partial class ConformanceRun
{
    /// <summary>Cancels what still works, if that can be done; whether it could is not what was checked.</summary>
    internal async Task SweepAsync()
    {
        foreach (VenueCommand order in orders.Values.ToArray())
        {
            bool isUp = Reports.LastOrDefault(r => r.Kind is VenueReportKind.SessionOpened
                or VenueReportKind.SessionClosed).Kind == VenueReportKind.SessionOpened;
            if (!isUp) return;
            if (HasEnded(order)) continue;
            ClOrdId id = NextId();
            VenueCommand cancel = order with
            {
                Kind = VenueCommandKind.Cancel,
                WireId = id,
                OrigWireId = order.WireId,
                OrderId = OrderIdOf(order),
            };
            await CallAsync("the last cancel", () => Venue.Send(in cancel));
            await UntilAsync("an answer to the last cancel", r => r.CancelReject.ClOrdId == id || HasEnded(order));
        }
    }

    private OrderId OrderIdOf(VenueCommand order) => Reports
        .Where(r => r.Kind == VenueReportKind.ExecutionReport && IsOf(order, r.ExecutionReport))
        .Select(r => r.ExecutionReport.OrderId).FirstOrDefault(id => !id.IsNone, order.OrderId);

    private bool HasEnded(VenueCommand order)
    {
        Qty traded = TradesOf(order).Aggregate(Qty.Zero, (sum, trade) => sum + (trade.LastQty ?? Qty.Zero));
        return traded >= order.Terms.OrderQty || Reports.Any(r => r.Kind == VenueReportKind.ExecutionReport
            && IsOf(order, r.ExecutionReport) && Ends(order, r.ExecutionReport));
    }

    // A second order under an id is refused under the same id as the first, which lives.
    private bool Ends(VenueCommand order, in ExecutionReport report) => report.ExecType switch
    {
        ExecType.Canceled or ExecType.Expired => true,
        ExecType.Replaced => report.OrigClOrdId == order.WireId,
        ExecType.Rejected => !Reports.Any(r => r.ExecutionReport.ClOrdId == order.WireId
            && r.ExecutionReport.ExecType == ExecType.New),
        _ => false,
    };
}
