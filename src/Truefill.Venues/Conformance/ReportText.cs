using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>Reports as lines that a person reads in a failed check.</summary>
internal static class ReportText
{
    /// <param name="prefix">Of the wire ids of this check; what is about others is only counted.</param>
    public static string Of(IReadOnlyList<VenueReport> reports, string prefix)
    {
        int others = 0;
        StringBuilder text = new();
        foreach (VenueReport report in reports)
        {
            if (report.Kind == VenueReportKind.Mark) continue;
            if (IsOfAnother(in report, prefix)) others++;
            else text.Append("  ").Append(Line(report)).Append('\n');
        }

        if (others > 0)
            text.Append(CultureInfo.InvariantCulture, $"  and {others} reports on orders of other checks\n");
        return text.Length == 0 ? "  nothing\n" : text.ToString();
    }

    private static bool IsOfAnother(in VenueReport report, string prefix)
    {
        if (report.Kind != VenueReportKind.ExecutionReport || report.ExecutionReport.ClOrdId.IsNone) return false;
        return !report.ExecutionReport.ClOrdId.ToString().StartsWith(prefix, StringComparison.Ordinal);
    }

    private static string Line(in VenueReport report) => report.Kind switch
    {
        VenueReportKind.ExecutionReport => Line(report.ExecutionReport),
        VenueReportKind.OrderCancelReject => Line(report.CancelReject),
        VenueReportKind.Answer => Line(report.Answer!),
        _ => $"{report.Kind} {report.Detail}",
    };

    private static string Line(in ExecutionReport e) =>
        $"{e.ExecType} {e.ClOrdId} {e.OrdStatus} last {e.LastQty} @ {e.LastPx}"
        + $" cum {e.CumQty} leaves {e.LeavesQty} ExecID {e.ExecId} OrderID {e.OrderId} {e.Text}";

    private static string Line(OrderCancelReject e) => $"OrderCancelReject {e.ClOrdId}: {e.Reason} {e.Text}";

    private static string Line(VenueAnswer e) =>
        $"answer {e.QueryId} {e.Kind} {e.Status} {e.Orders.Count} orders {e.Positions.Count} positions {e.Detail}";
}
