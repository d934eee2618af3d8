using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Venues;

namespace Truefill.Simulation.Ordeal;

/// <summary>What the venue says of itself to whoever judges: answers to questions with ids below zero.</summary>
internal sealed class VenueTruth
{
    /// <summary>By the id of the question.</summary>
    public Dictionary<long, VenueAnswer> Answers { get; } = [];

    /// <summary>ExecID(17) of every trade that was told since.</summary>
    public HashSet<string> Trades { get; } = [];

    public bool Takes(in VenueReport report)
    {
        if (report.Answer is { QueryId: < 0 } answer)
        {
            Answers[answer.QueryId] = answer;
            return true;
        }

        if (report.Kind != VenueReportKind.ExecutionReport) return report.Kind == VenueReportKind.Answer;
        if (report.ExecutionReport is { PossDup: true, ExecType: ExecType.Trade })
            Trades.Add(report.ExecutionReport.ExecId.ToString());
        return true;
    }
}
