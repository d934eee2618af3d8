using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Simulation.Model;

/// <content>
/// Answers of venues to questions. By themselves they change no number: they are the evidence by which an unknown
/// outcome may end.
/// </content>
public sealed partial class NaiveModel
{
    private VenueAnswer? answer;

    private Prediction TakeAnswer(VenueAnswer taken)
    {
        answer = taken;
        if (taken.Kind == QueryKind.OpenOrders)
            foreach (ExecutionReport listed in taken.Orders)
                if (OrderOf(in listed) is null) TakeListed(in listed);
        return Outcomes.Applied | Outcomes.Ignored | Outcomes.Duplicate;
    }

    // Open at the venue and entered by nobody here: it may be taken into the books.
    private void TakeListed(in ExecutionReport listed)
    {
        ExecutionReport alive = listed;
        alive.ExecType = ExecType.New;
        TakeUnknown(in alive);
    }

    // Nothing but what the venue has just said ends what is not known.
    private string? Conclude(ModelOrder order, ToldConclusion told) => Conclude(order, told, Exact(told.OrderQty));

    private string? Conclude(ModelOrder order, ToldConclusion told, Rational? quantity)
    {
        string? objection = ObjectsTo(order, told, quantity);

        // It is as old as what it follows from, and may be told after what came later.
        ExecutionReport shown = answer?.Orders.FirstOrDefault(each => OrderOf(in each) == order) ?? default;
        order.Facts.Add(new OrderFact
        {
            Type = told.What,
            IsCancelReject = told.What == ExecType.Rejected && told.RequestId.Length > 0,
            RequestId = told.RequestId,
            OrderQty = quantity,
            At = shown.TransactTime.IsNone ? now.Value : shown.TransactTime.Value,
            Seq = shown.VenueSeq,
            Arrival = arrivals,
        });
        return objection;
    }

    // A resolution is a conclusion about one request: that it took effect, or that it did not.
    private string? Conclude(ModelOrder order, ToldResolution told)
    {
        ModelRequest? request = order.Requests.Find(r => r.Id == told.RequestId);
        if (told.RequestId.Length > 0 && request is null) return "nobody made that request";
        ExecType? what = told.As switch
        {
            Resolution.Canceled => ExecType.Canceled,
            Resolution.Rejected => ExecType.Rejected,
            Resolution.Accepted when request is null => ExecType.New,
            Resolution.Accepted when request.IsReplace => ExecType.Replaced,
            _ => null,
        };
        if (what is null) return null;
        ToldConclusion conclusion = new(told.Order, what.Value, told.RequestId, null);
        if (request is not null)
            return Conclude(order, conclusion, what == ExecType.Replaced ? request.OrderQty : null);
        string? objection = ObjectsTo(order, conclusion, null);
        order.Facts.Add(new OrderFact
        {
            Resolution = told.As,
            IsEvident = true,
            At = now.Value,
            Arrival = arrivals,
        });
        return objection;
    }

    private string? ObjectsTo(ModelOrder order, ToldConclusion told, Rational? quantity)
    {
        if (answer is null) return "concluded from nothing that a venue said";
        if (answer.Status == AnswerStatus.Failed) return "concluded from an answer that failed";
        List<ExecutionReport> shown = [.. answer.Orders.Where(shown => OrderOf(in shown) == order)];
        if (shown.Count == 0) return IsDenied(order, told) ? null : $"{answer.Kind} {answer.Status} does not show it";
        return shown.Exists(each => Shows(in each, told, quantity)) ? null
            : $"the venue shows {string.Join(", ", shown.Select(each => $"{each.OrdStatus} {each.OrderQty}"))}";
    }

    // That something is not there only a whole answer about just that can say.
    private bool IsDenied(ModelOrder order, ToldConclusion told) =>
        answer!.Kind == QueryKind.Order && answer.Status is AnswerStatus.NotFound or AnswerStatus.Complete
        && told.What is ExecType.Rejected or ExecType.Canceled;

    private static bool Shows(in ExecutionReport shown, ToldConclusion told, Rational? quantity) => told.What switch
    {
        ExecType.Canceled => shown.OrdStatus == OrdStatus.Canceled,
        ExecType.Expired => shown.OrdStatus == OrdStatus.Expired,
        ExecType.Rejected when told.RequestId.Length == 0 => shown.OrdStatus == OrdStatus.Rejected,
        ExecType.Rejected => true,
        ExecType.Replaced when shown.OrdStatus is OrdStatus.PendingReplace or OrdStatus.PendingCancel => false,
        ExecType.Replaced or ExecType.Restated => quantity is null || Exact(shown.OrderQty) == quantity,
        _ => shown.OrdStatus is not (OrdStatus.Rejected or OrdStatus.PendingNew),
    };
}
