using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Venues;
using Truefill.Venues;

namespace Truefill.Engine.Inputs;

/// <summary>
/// What a venue said, as an input of the engine. Nothing is lost on the way: what makes no sense becomes a dead letter.
/// </summary>
public static class VenueInputs
{
    /// <summary>What a venue of ours said, under its name.</summary>
    /// <param name="handle">The venue that reports are of, whatever they say themselves.</param>
    public static Input Of(in VenueReport report, string venue, VenueId handle)
    {
        VenueReport said = report;
        said.ExecutionReport.Venue = handle;
        if (said.Kind == VenueReportKind.OrderCancelReject)
            said.CancelReject = said.CancelReject with { Venue = handle };
        Input input = default;
        Fill(ref input, in said, InputSource.OfVenue(venue), venue);
        return input;
    }

    /// <summary>Into a slot that is used again and again.</summary>
    /// <param name="source">Where it came from, such as <c>venue:FIX1</c>.</param>
    /// <param name="venue">The venue whose session opens or closes; empty: sessions are of no venue of ours.</param>
    public static void Fill(ref Input input, in VenueReport report, string source, string venue = "")
    {
        input.Source = source;
        input.ReceivedAt = report.ReceivedAt;
        input.Raw = report.Raw;
        input.RequestId = 0;
        input.Body = null;
        switch (report.Kind)
        {
            case VenueReportKind.ExecutionReport:
                input.Kind = InputKind.ExecutionReport;
                input.Report = report.ExecutionReport;
                break;
            case VenueReportKind.OrderCancelReject:
                input.Kind = InputKind.OrderCancelReject;
                input.Body = report.CancelReject;
                break;
            case VenueReportKind.ObservedRequest:
                input.Kind = report.Request switch
                {
                    NewOrderSingle => InputKind.NewOrderSingle,
                    OrderCancelRequest => InputKind.OrderCancelRequest,
                    _ => InputKind.OrderCancelReplaceRequest,
                };
                input.Body = report.Request;
                break;
            case VenueReportKind.Malformed:
                input.Kind = InputKind.Malformed;
                input.Body = new MalformedInput(report.Reason, report.Detail ?? "", report.MsgSeqNum);
                break;
            case VenueReportKind.Answer when report.Answer is not null:
                input.Kind = InputKind.VenueAnswer;
                input.Body = report.Answer;
                break;
            case VenueReportKind.AnswerContinues when venue.Length > 0:
                input.Kind = InputKind.AnswerContinues;
                input.Body = new AnswerProgress(venue, report.QueryId);
                break;
            case VenueReportKind.Charge when report.ExecutionReport.Fee is { } fee:
                input.Kind = InputKind.ChargeFee;
                input.Body = new ChargeFee(
                    new ExecKey(
                        report.ExecutionReport.Venue, report.ExecutionReport.Scope, report.ExecutionReport.ExecId),
                    fee, report.ExecutionReport.TransactTime, report.ExecutionReport.VenueSeq);
                break;
            case VenueReportKind.Mark when report.Mark is not null:
                input.Kind = InputKind.SetMark;
                input.Body = report.Mark;
                break;
            case VenueReportKind.SessionOpened when venue.Length > 0:
                input.Kind = InputKind.SessionOpened;
                input.Body = new SessionChange(venue, report.Detail ?? "");
                break;
            case VenueReportKind.SessionClosed when venue.Length > 0:
                input.Kind = InputKind.SessionClosed;
                input.Body = new SessionChange(venue, report.Detail ?? "");
                break;
            case VenueReportKind.SessionSilent or VenueReportKind.MessagesSkipped when venue.Length > 0:
                input.Kind = InputKind.SessionSilent;
                input.Body = new SessionChange(venue, report.Detail ?? "");
                break;
            default:
                input.Kind = InputKind.Ignored;
                break;
        }
    }
}
