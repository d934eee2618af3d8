using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Venues.Simulated;

/// <summary>What the venue says of its orders.</summary>
public sealed partial class SimulatedMarket
{
    // ExecRestatementReason(378)=5, partial decline of OrderQty.
    private const int RestatedForDecline = 5;

    private static readonly OrderId NoOrderId = OrderId.FromTrusted("NONE");

    private VenueReport report;
    private long lastExec;
    private long lastSeq;

    internal void Report(
        SimulatedOrder order,
        ExecType type,
        ReportNature nature,
        string? text = null,
        int? reason = null,
        ClOrdId origWireId = default)
    {
        Describe(order, type, ref report.ExecutionReport);
        report.ExecutionReport.ExecId = NextExecId();
        report.ExecutionReport.OrigClOrdId = origWireId;
        report.ExecutionReport.Text = text;
        report.ExecutionReport.Reason = reason;
        WriteDown(in report.ExecutionReport, order.LinkId);
        PostExecutionReport(nature);
    }

    private void ReportTrade(TradeRecord trade, ExecType type, Fee? fee, ExecId refersTo = default, string? text = null)
    {
        Describe(trade.Order, type, ref report.ExecutionReport);
        report.ExecutionReport.ExecId = trade.ExecId;
        report.ExecutionReport.ExecRefId = refersTo;
        report.ExecutionReport.LastQty = trade.Qty;
        report.ExecutionReport.LastPx = trade.Px;
        report.ExecutionReport.Fee = fee;
        report.ExecutionReport.Text = text;
        executions.Add(trade, in report.ExecutionReport);
        WriteDown(in report.ExecutionReport, trade.Order.LinkId);
        PostExecutionReport(ReportNature.Unasked);
    }

    // Nothing is decided yet, so nothing is written down: after a restart the request was never there.
    private void ReportPending(SimulatedOrder order, in VenueCommand command)
    {
        bool cancels = command.Kind == VenueCommandKind.Cancel;
        Describe(order, cancels ? ExecType.PendingCancel : ExecType.PendingReplace, ref report.ExecutionReport);
        report.ExecutionReport.ExecId = NextExecId();
        report.ExecutionReport.ClOrdId = command.WireId;
        report.ExecutionReport.OrigClOrdId = command.OrigWireId;
        PostExecutionReport(ReportNature.Answer);
    }

    private void Report(OrderCancelReject reject)
    {
        report = default;
        report.Kind = VenueReportKind.OrderCancelReject;
        report.ReceivedAt = Now;
        report.CancelReject = reject;
        report.MsgSeqNum = reject.VenueSeq;
        line.Post(in report, ReportNature.Answer);
        report = default;
    }

    private void PostExecutionReport(ReportNature nature)
    {
        report.Kind = VenueReportKind.ExecutionReport;
        report.ReceivedAt = Now;
        report.MsgSeqNum = report.ExecutionReport.VenueSeq;
        line.Post(in report, nature);
    }

    private void Describe(SimulatedOrder order, ExecType type, ref ExecutionReport to)
    {
        OrderTerms terms = order.Terms;
        to = new ExecutionReport
        {
            Venue = default,
            ExecType = type,
            ClOrdId = order.WireId,
            OrderId = order.OrderId,
            OrdStatus = order.ShownStatus,
            AccountName = order.Account,
            SymbolName = order.Book.Symbol,
            Side = terms.Side,
            OrdType = terms.OrdType,
            TimeInForce = terms.TimeInForce,
            OrderQty = terms.OrderQty,
            CumQty = order.CumQty,
            LeavesQty = order.LeavesQty,
            AvgPx = order.AvgPx,
            Price = terms.Price,
            StopPx = terms.StopPx,
            TransactTime = Now,
            VenueSeq = NextSeq(),
        };
    }

    private long NextSeq() => ++lastSeq;

    private ExecId NextExecId() => ExecId.FromTrusted(settings.IdPrefix + "E" + Base36(++lastExec));

    private static string Base36(long value)
    {
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        System.Span<char> text = stackalloc char[13];
        int at = text.Length;
        do
        {
            text[--at] = Digits[(int)(value % 36)];
            value /= 36;
        }
        while (value > 0);
        return new string(text[at..]);
    }
}
