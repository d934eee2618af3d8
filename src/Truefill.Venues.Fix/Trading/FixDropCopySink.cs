using System;
using Truefill.Domain.Orders;

namespace Truefill.Venues.Fix.Trading;

/// <summary>
/// Of a drop copy, the trades, busts and corrections with their charges, and what could not be read. The rest is
/// counted, its bytes are journaled, and it changes nothing: a copy comes at a time of its own, so what it says of an
/// order's state may be over.
/// </summary>
internal sealed class FixDropCopySink(IVenueSink sink) : IVenueSink
{
    public void Post(in VenueReport report)
    {
        VenueReport copied = Copied(in report);
        sink.Post(in copied);
    }

    public void Post(in VenueReport report, Action held)
    {
        VenueReport copied = Copied(in report);
        sink.Post(in copied, held);
    }

    public void Retrying(in VenueRetry retry) => sink.Retrying(retry with { Reason = "drop copy: " + retry.Reason });

    /// <summary>What counts of it: see above.</summary>
    internal static VenueReport Copied(in VenueReport report)
    {
        VenueReport copied = report;
        copied.IsCopy = true;
        if (report.Kind == VenueReportKind.Malformed) return copied;
        bool isExecution = report.Kind == VenueReportKind.ExecutionReport
            && report.ExecutionReport.ExecType is ExecType.Trade or ExecType.TradeCorrect or ExecType.TradeCancel;
        if (!isExecution)
        {
            copied.Kind = VenueReportKind.Ignored;
            copied.Answer = null;
            copied.Request = null;
            return copied;
        }

        // As with a repetition, the order may have gone on since: its totals are not held against the books.
        copied.ExecutionReport.PossDup = true;
        copied.ExecutionReport.OrdStatus = null;
        copied.ExecutionReport.CumQty = null;
        copied.ExecutionReport.LeavesQty = null;
        copied.ExecutionReport.AvgPx = null;
        return copied;
    }
}
