using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Tests.Support;

/// <summary>Keeps what a venue said, raw bytes copied.</summary>
internal sealed class ReportList : IVenueSink
{
    private readonly List<VenueReport> all = [];

    public IReadOnlyList<VenueReport> All => all;

    public IEnumerable<ExecutionReport> Executions => all
        .Where(r => r.Kind == VenueReportKind.ExecutionReport).Select(r => r.ExecutionReport);

    public IEnumerable<ExecutionReport> Trades => Executions.Where(e => e.ExecType == ExecType.Trade);

    public IEnumerable<OrderCancelReject> CancelRejects => all
        .Where(r => r.Kind == VenueReportKind.OrderCancelReject).Select(r => r.CancelReject);

    public IEnumerable<VenueAnswer> Answers => all
        .Where(r => r.Kind == VenueReportKind.Answer).Select(r => r.Answer!);

    public ExecutionReport Last => Executions.Last();

    /// <summary>Types of the execution reports and cancel rejects, as one reads them in a log.</summary>
    public string Story => string.Join(' ', all.Select(Word).Where(word => word.Length > 0));

    public void Post(in VenueReport report)
    {
        VenueReport kept = report;
        kept.Raw = report.Raw.ToArray();
        all.Add(kept);
    }

    public void Clear() => all.Clear();

    /// <summary>Everything said, as one text.</summary>
    public string Transcript()
    {
        StringBuilder text = new();
        foreach (VenueReport report in all)
            text.Append(CultureInfo.InvariantCulture, $"{report.Kind} {report.ReceivedAt} ")
                .Append(Encoding.UTF8.GetString(report.Raw.Span)).Append(' ').Append(report.Mark).Append('\n');
        return text.ToString();
    }

    private static string Word(VenueReport report) => report.Kind switch
    {
        VenueReportKind.ExecutionReport => report.ExecutionReport.ExecType.ToString(),
        VenueReportKind.OrderCancelReject => "CancelReject",
        _ => "",
    };
}
