using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Fix;

namespace Truefill.Venues.Fix.Trading;

/// <summary>Questions that were asked, and the status reports that have come in answer. Any thread.</summary>
/// <param name="accounts">What the venue calls ours.</param>
/// <param name="instruments">Likewise; null: as we do.</param>
internal sealed partial class FixQuestions(string venue, FixAccountNames accounts, FixInstruments? instruments = null)
{
    // OrdRejReason(103).
    private const int UnknownOrder = 5;

    // How often it is told that an answer goes on, in nanoseconds: thousands of orders may be in it.
    private const long ToldNanos = UtcNanos.PerSecond;

    private readonly Lock guard = new();
    private readonly Dictionary<long, Question> pending = [];

    /// <param name="deadline">When it is given up if nothing has come of its answer.</param>
    /// <param name="wait">For how long each part of the answer has it waited for anew, in nanoseconds.</param>
    public void Add(in VenueQuery query, UtcNanos deadline, long wait = 0)
    {
        lock (guard) pending[query.Id] = new Question(query, deadline, wait);
    }

    /// <summary>
    /// The question whose answer a message has taken further without ending it; null: none, or it has just been told.
    /// </summary>
    public long? Continued(in FixMessage message, UtcNanos now)
    {
        lock (guard)
        {
            bool isPart = TryGetQuery(in message, Tags.MassStatusReqID, out long id)
                || TryGetQuery(in message, Tags.PosReqID, out id);
            return isPart && pending.TryGetValue(id, out Question? question) && question.Hear(now) ? id : null;
        }
    }

    /// <summary>True when a status report belongs to a question; with the answer, if it is complete by it.</summary>
    public bool TryTake(in FixMessage message, in ExecutionReport report, out VenueAnswer? answer)
    {
        answer = null;
        lock (guard)
        {
            if (Find(in message, in report) is not { } question) return false;
            bool isUnknown = IsUnknown(in message, in report);
            if (!isUnknown) question.Reports.Add(report);
            if (!IsLast(in message, question)) return true;
            pending.Remove(question.Query.Id);
            bool isNotFound = question.Query.Kind == QueryKind.Order && isUnknown;
            answer = AnswerTo(question, isNotFound ? AnswerStatus.NotFound : AnswerStatus.Complete, report.Text);
            return true;
        }
    }

    /// <summary>The answer to a question that the venue refused or that could not be sent; null: it has one.</summary>
    public VenueAnswer? Fail(long query, string why)
    {
        lock (guard) return pending.Remove(query, out Question? question) ? Ended(question, why) : null;
    }

    /// <summary>The answers to all whose time is over.</summary>
    public IReadOnlyList<VenueAnswer> FailOlder(UtcNanos now, string why)
    {
        lock (guard)
        {
            Question[] over = [.. pending.Values.Where(question => question.Deadline <= now)];
            foreach (Question question in over) pending.Remove(question.Query.Id);
            return [.. over.Select(question => Ended(question, why))];
        }
    }

    public VenueAnswer Failed(in VenueQuery query, string why) =>
        AnswerTo(new Question(query, default, 0), AnswerStatus.Failed, why);

    private VenueAnswer Ended(Question question, string why)
    {
        bool hasSome = question.Reports.Count + question.Positions.Count > 0;
        return AnswerTo(question, hasSome ? AnswerStatus.Partial : AnswerStatus.Failed, why);
    }

    private VenueAnswer AnswerTo(Question question, AnswerStatus status, string? detail) => new()
    {
        QueryId = question.Query.Id,
        Venue = venue,
        Kind = question.Query.Kind,
        Status = status,
        Detail = detail,
        Orders = question.Reports,
        Positions = question.Positions,
    };

    // By the id that we gave the question, where the version has one and the venue repeats it, else by the order's.
    private Question? Find(in FixMessage message, in ExecutionReport report)
    {
        if (TryGetQuery(in message, Tags.MassStatusReqID, out long id)
            || TryGetQuery(in message, Tags.OrdStatusReqID, out id))
            return pending.GetValueOrDefault(id);
        // An order that was replaced unheard answers under its new id, and is known by the venue's.
        ClOrdId about = report.ClOrdId;
        OrderId known = report.OrderId;
        return pending.Values.FirstOrDefault(
                question => question.Query.Kind == QueryKind.Order && question.Query.WireId == about)
            ?? pending.Values.FirstOrDefault(
                question => question.Query.Kind == QueryKind.Order && !known.IsNone && question.Query.OrderId == known);
    }

    private static bool TryGetQuery(in FixMessage message, int tag, out long id)
    {
        id = 0;
        return message.TryGet(tag, out ReadOnlySpan<byte> value) == FixRead.Found && value.Length > 1
            && value[0] == 'Q' && FixValue.TryParseLong(value[1..], out id);
    }

    // Where nothing is known, FIX has a rejected status with OrderID(37)=NONE.
    private static bool IsUnknown(in FixMessage message, in ExecutionReport report) =>
        report.OrdStatus == OrdStatus.Rejected && (report.OrderId.IsNone || NamesUnknownOrder(in message));

    /// <summary>OrdRejReason(103) says that the venue does not know the order.</summary>
    public static bool NamesUnknownOrder(in FixMessage message) =>
        message.TryGetInt(Tags.OrdRejReason, out int reason) == FixRead.Found && reason == UnknownOrder;

    private static bool IsLast(in FixMessage message, Question question)
    {
        if (question.Query.Kind == QueryKind.Order) return true;
        if (message.TryGetBoolean(Tags.LastRptRequested, out bool isLast) == FixRead.Found && isLast) return true;
        return message.TryGetInt(Tags.TotNumReports, out int count) == FixRead.Found && question.Reports.Count >= count;
    }

    private sealed class Question(VenueQuery query, UtcNanos deadline, long wait)
    {
        private readonly UtcNanos most = deadline.AddNanos(VenueDesk.AnswerNanosMost - wait);
        private UtcNanos told;

        public VenueQuery Query { get; } = query;

        public UtcNanos Deadline { get; private set; } = deadline;

        /// <summary>A part of the answer has come; false: that needs not be told, it was a moment ago.</summary>
        public bool Hear(UtcNanos now)
        {
            UtcNanos next = now.AddNanos(wait);
            if (next > Deadline) Deadline = next < most ? next : most;
            if (!told.IsNone && now < told.AddNanos(ToldNanos)) return false;
            told = now;
            return true;
        }

        public List<ExecutionReport> Reports { get; } = [];

        public List<VenuePosition> Positions { get; } = [];

        /// <summary>TotalNumPosReports(727); null: not said yet.</summary>
        public int? PositionReports { get; set; }

        /// <summary>PositionReport(AP) so far.</summary>
        public int PositionReportsSeen { get; set; }
    }
}
