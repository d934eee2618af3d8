using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Conformance;

/// <content>What holds for all that a venue says, whatever it was asked.</content>
public sealed partial class ConformanceRun
{
    /// <summary>The trades of an order, each ExecID(17) once.</summary>
    public IReadOnlyList<ExecutionReport> TradesOf(VenueCommand order)
    {
        List<ExecutionReport> trades = [];
        foreach (VenueReport report in Reports)
        {
            if (IsTradeOf(order, in report) && !trades.Exists(t => t.ExecId == report.ExecutionReport.ExecId))
                trades.Add(report.ExecutionReport);
        }

        return trades;
    }

    internal static bool IsTradeOf(VenueCommand order, in VenueReport report) =>
        report.Kind == VenueReportKind.ExecutionReport && report.ExecutionReport.ExecType == ExecType.Trade
        && IsOf(order, report.ExecutionReport);

    internal static bool IsOf(VenueCommand order, in ExecutionReport report) =>
        report.ClOrdId == order.WireId || report.OrigClOrdId == order.WireId;

    /// <summary>
    /// One trade, one ExecID(17), however often it is told; one ExecID(17), one trade; each of the side that was sent,
    /// at a price and a time that can be; and no more of them than was ordered.
    /// </summary>
    /// <exception cref="ConformanceException">It is not so.</exception>
    public void CheckExecutions()
    {
        Dictionary<ExecId, ExecutionReport> known = [];
        foreach (VenueReport report in Reports)
        {
            Check(
                report.Kind != VenueReportKind.Malformed,
                $"nothing that makes no sense, not '{report.Detail}'");
            ExecutionReport trade = report.ExecutionReport;
            bool isOurs = report.Kind == VenueReportKind.ExecutionReport && trade.ExecType == ExecType.Trade
                && orders.ContainsKey(trade.ClOrdId);
            if (!isOurs) continue;
            CheckPrice(orders[trade.ClOrdId], in trade);
            CheckTimes(orders[trade.ClOrdId], in report);
            Side side = orders[trade.ClOrdId].Terms.Side;
            Check(
                trade.Side is null || trade.Side == side,
                $"Side(54) {side} in ExecID(17)={trade.ExecId}, not {trade.Side}");
            if (known.TryAdd(trade.ExecId, trade)) continue;
            ExecutionReport first = known[trade.ExecId];
            bool isSame = first.ClOrdId == trade.ClOrdId && first.LastQty == trade.LastQty
                && first.LastPx == trade.LastPx;
            Check(isSame, $"ExecID(17)={trade.ExecId} to be of one trade: it is told with two contents");
        }

        foreach (VenueCommand order in orders.Values) CheckSum(order);
    }

    private void CheckSum(VenueCommand order)
    {
        Qty sum = Qty.Zero;
        foreach (ExecutionReport trade in TradesOf(order)) sum += trade.LastQty ?? Qty.Zero;
        Check(
            sum <= order.Terms.OrderQty,
            $"trades of {order.WireId} of at most {order.Terms.OrderQty}, not {sum}: the same trade has to come again"
            + " under the same ExecID(17)");
    }
}
