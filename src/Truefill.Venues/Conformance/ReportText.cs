using System.Collections.Generic;
using System.Text;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>Reports as lines that a person reads in a failed check.</summary>
internal static class ReportText
{
    public static string Of(IReadOnlyList<VenueReport> reports)
    {
        StringBuilder text = new();
        foreach (VenueReport report in reports)
            if (report.Kind != VenueReportKind.Mark)
                text.Append("  ").Append(Line(report)).Append('\n');
        return text.Length == 0 ? "  nothing\n" : text.ToString();
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
        + $" cum {e.CumQty} leaves {e.LeavesQty} {e.Text}";

    private static string Line(OrderCancelReject e) => $"OrderCancelReject {e.ClOrdId}: {e.Reason} {e.Text}";

    private static string Line(VenueAnswer e) =>
        $"answer {e.QueryId} {e.Kind} {e.Status} {e.Orders.Count} orders {e.Positions.Count} positions {e.Detail}";
}
