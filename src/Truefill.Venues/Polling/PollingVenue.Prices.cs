using System;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Polling;

/// <content>
/// A broker may change the average price of what is executed: it had shown it later than the quantity, or a trade was
/// put right. Which trade it was does not show. The one told last is corrected by the whole difference, so that what
/// was told adds up to the broker's average again.
/// </content>
public sealed partial class PollingVenue
{
    // Books round an average at ten decimals, and so does each price that is implied by two of them.
    private const decimal SamePrice = 0.000000001m;

    private void PutPriceRight(TrackedOrder order, PollingOrderStatus status)
    {
        if (order.CumQty.IsZero || status.AvgPx is not { } avgPx) return;
        decimal change = avgPx.Value - order.AvgPx.Value;
        if (Math.Abs(change) <= SamePrice) return;
        (ExecId execId, Qty lastQty, Px before) = order.LastTrade;
        if (execId.IsNone || !TryShift(before, change, order.CumQty, lastQty, out Px lastPx))
        {
            Complain(
                order, $"the average price of {order.CumQty} went from {order.AvgPx} to {avgPx}: correct its trades");
            return;
        }

        order.AvgPx = avgPx;
        order.LastTrade = (execId, lastQty, lastPx);
        VenueReport report = Describe(order, ExecType.TradeCorrect, OrdStatus.PartiallyFilled);
        report.ExecutionReport.ExecId = MakeExecId($"{order.BrokerId}-{order.CumQty}-{++order.Corrections}");
        report.ExecutionReport.ExecRefId = execId;
        report.ExecutionReport.LastQty = lastQty;
        report.ExecutionReport.LastPx = lastPx;
        report.ExecutionReport.Text = status.Text;

        // How the order stands is not what this is about, and the order may have ended.
        report.ExecutionReport.OrdStatus = null;
        report.ExecutionReport.LeavesQty = null;
        if (!status.At.IsNone) report.ExecutionReport.TransactTime = status.At;
        Post(report, status);
    }

    // A price on the other side of zero says that it was not this trade.
    private static bool TryShift(Px before, decimal change, Qty cumQty, Qty lastQty, out Px after)
    {
        decimal px = before.Value + (change * cumQty.Value / lastQty.Value);
        return Px.TryFrom(ExactDecimal.RoundToMaxDecimals(px), out after) == NumberError.None
            && Math.Sign(after.Value) == Math.Sign(before.Value);
    }
}
