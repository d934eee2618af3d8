using System;
using System.Globalization;
using System.Text;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Fix;

namespace Truefill.Venues.Fix.Trading;

/// <summary>
/// What a session says, and that it says nothing, as reports with their bytes. Called under the session's lock, so it
/// hands on and never waits.
/// </summary>
/// <param name="settings">Whose dialect is spoken.</param>
/// <param name="requests">What we sent under which number.</param>
/// <param name="questions">What we asked.</param>
/// <param name="post">Takes each report, with the place of its message in the session; default: it has none.</param>
internal sealed class FixInbound(
    FixVenueSettings settings, FixSentRequests requests, FixQuestions questions, FixInbound.Poster post)
    : IFixApplication
{
    // Trades and positions are of the same contracts.
    private readonly FixReportMapper mapper = new(
        default,
        settings.VenueId,
        settings.Dialect with { FixtDefault = settings.Session.Version },
        questions.Contracts);

    public delegate void Poster(in VenueReport report, FixMark mark);

    public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
    {
        FixMessage message = delivery.Message;
        if (message.MsgType.SequenceEqual(MsgTypes.BusinessMessageReject))
        {
            Refused(in delivery);
            return FixVerdict.Accepted;
        }

        VenueReport report = default;
        mapper.Map(in message, new UtcNanos(delivery.ReceivedAt), ref report);
        report.Raw = message.Bytes.ToArray();
        ReadIds(ref report, settings.Dialect.ClOrdIds);
        if (report.Kind == VenueReportKind.Ignored && questions.TryTakePosition(in message, out VenueAnswer? held))
        {
            report.Kind = VenueReportKind.Answer;
            report.Answer = held;
        }

        bool isStatus = report.Kind == VenueReportKind.ExecutionReport
            && (report.ExecutionReport.ExecType == ExecType.OrderStatus || IsRefusedQuestion(in message, in report));
        if (isStatus && questions.TryTake(in message, in report.ExecutionReport, out VenueAnswer? answer))
        {
            report.Kind = answer is null ? VenueReportKind.Ignored : VenueReportKind.Answer;
            report.Answer = answer;
        }

        if (report.Kind == VenueReportKind.Ignored
            && questions.Continued(in message, new UtcNanos(delivery.ReceivedAt)) is { } query)
        {
            report.Kind = VenueReportKind.AnswerContinues;
            report.QueryId = query;
        }

        post(in report, delivery.Mark);
        return FixVerdict.Accepted;
    }

    public void OnReject(FixSession session, in FixDelivery delivery) => Refused(in delivery);

    // The venue never sends it again, and it may have been a trade.
    public bool OnRefused(FixSession session, in FixDelivery delivery, string reason)
    {
        VenueReport report = new()
        {
            Kind = VenueReportKind.Malformed,
            ReceivedAt = new UtcNanos(delivery.ReceivedAt),
            Raw = delivery.Message.Bytes.ToArray(),
            MsgSeqNum = delivery.Mark.MsgSeqNum,
            Reason = DeadLetterReason.Malformed,
            Detail = $"refused with a Reject(3): {reason}",
        };
        post(in report, delivery.Mark);
        return true;
    }

    public void OnLoggedOn(FixSession session)
    {
        requests.BeginAt(session.NextOutbound);
        Session(VenueReportKind.SessionOpened, null);
    }

    public void OnLoggedOut(FixSession session, string reason)
    {
        Session(VenueReportKind.SessionClosed, reason);
        foreach (VenueAnswer answer in questions.FailOlder(new UtcNanos(long.MaxValue), reason)) Answer(answer);
    }

    // A trade may have been among them: the venue is asked what became of its orders.
    public void OnSkipped(FixSession session, int from, int to) => Session(
        VenueReportKind.MessagesSkipped,
        string.Create(CultureInfo.InvariantCulture, $"the venue sends messages {from} to {to} no more"));

    public void Answer(VenueAnswer answer) => post(
        new VenueReport { Kind = VenueReportKind.Answer, ReceivedAt = new UtcNanos(settings.Clock()), Answer = answer },
        default);

    public void Silent(string detail, UtcNanos now) => post(
        new VenueReport { Kind = VenueReportKind.SessionSilent, ReceivedAt = now, Detail = detail }, default);

    // Our own ids, as we gave them before they took the form that the venue wants.
    internal static void ReadIds(ref VenueReport report, FixIdForm form)
    {
        if (report.Kind == VenueReportKind.ExecutionReport)
        {
            report.ExecutionReport.ClOrdId = form.Read(report.ExecutionReport.ClOrdId);
            report.ExecutionReport.OrigClOrdId = form.Read(report.ExecutionReport.OrigClOrdId);
        }
        else if (report.Kind == VenueReportKind.OrderCancelReject)
        {
            report.CancelReject = report.CancelReject with
            {
                ClOrdId = form.Read(report.CancelReject.ClOrdId),
                OrigClOrdId = form.Read(report.CancelReject.OrigClOrdId),
            };
        }
    }

    private void Session(VenueReportKind kind, string? detail) => post(
        new VenueReport { Kind = kind, ReceivedAt = new UtcNanos(settings.Clock()), Detail = detail }, default);

    // Some venues say that they do not know the order that they are asked about as if they rejected it. Only what is
    // pending is taken for an answer.
    private static bool IsRefusedQuestion(in FixMessage message, in VenueReport report) =>
        report.ExecutionReport is { ExecType: ExecType.Rejected, OrdStatus: OrdStatus.Rejected }
        && (message.Contains(Tags.OrdStatusReqID) || FixQuestions.NamesUnknownOrder(in message));

    // Reject(3) or BusinessMessageReject(j) of something of ours: what it means depends on what that was.
    private void Refused(in FixDelivery delivery)
    {
        FixMessage message = delivery.Message;
        VenueReport report = new()
        {
            Kind = VenueReportKind.Ignored,
            ReceivedAt = new UtcNanos(delivery.ReceivedAt),
            Raw = message.Bytes.ToArray(),
            MsgSeqNum = delivery.Mark.MsgSeqNum,
        };
        message.TryGetInt(Tags.RefSeqNum, out int number);
        string text = Describe(in message);
        if (!requests.TryTake(number, out FixRequest request) && !TryRecognize(in message, out request))
        {
            report.Kind = VenueReportKind.Malformed;
            report.Reason = DeadLetterReason.Unattributable;
            report.Detail = $"the venue refused our message {number.ToString(CultureInfo.InvariantCulture)}: {text}";
        }
        else if (request.Query is { } query)
        {
            report.Answer = questions.Fail(query.Id, text);
            if (report.Answer is not null) report.Kind = VenueReportKind.Answer;
        }
        else if (request.Command is { Kind: VenueCommandKind.CancelAll })
        {
            // Each order's own cancel goes out as well, and says what became of it.
            report.Detail = "the venue refused an OrderMassCancelRequest: " + text;
        }
        else if (request.Command is { } command)
        {
            Refuse(in command, text, delivery.PossDup, ref report);
        }

        post(in report, delivery.Mark);
    }

    private static void Refuse(in VenueCommand command, string text, bool possDup, ref VenueReport report)
    {
        if (command.Kind == VenueCommandKind.New)
        {
            report.Kind = VenueReportKind.ExecutionReport;
            report.ExecutionReport = new ExecutionReport
            {
                Venue = default,
                ExecType = ExecType.Rejected,
                OrdStatus = OrdStatus.Rejected,
                ClOrdId = command.WireId,
                AccountName = command.Account.Length > 0 ? command.Account : null,
                SymbolName = command.Symbol.Length > 0 ? command.Symbol : null,
                Side = command.Terms.Side != default ? command.Terms.Side : null,
                Text = text,
                TransactTime = report.ReceivedAt,
                VenueSeq = report.MsgSeqNum,
                PossDup = possDup,
            };
            return;
        }

        report.Kind = VenueReportKind.OrderCancelReject;
        report.CancelReject = new OrderCancelReject
        {
            Venue = default,
            ClOrdId = command.WireId,
            OrigClOrdId = command.OrigWireId,
            OrderId = command.OrderId,
            ToReplace = command.Kind == VenueCommandKind.Replace,
            Text = text,
            TransactTime = report.ReceivedAt,
            VenueSeq = report.MsgSeqNum,
            PossDup = possDup,
        };
    }

    // After a restart the numbers are forgotten; many venues repeat the request's own id.
    private bool TryRecognize(in FixMessage message, out FixRequest request)
    {
        request = default;
        if (message.TryGet(Tags.BusinessRejectRefID, out ReadOnlySpan<byte> id) != FixRead.Found
            || !ShortText.TryFrom(id, out ShortText wireId)
            || message.TryGetChar(Tags.RefMsgType, out byte type) != FixRead.Found)
            return false;
        VenueCommandKind kind = type switch
        {
            (byte)'D' => VenueCommandKind.New,
            (byte)'F' => VenueCommandKind.Cancel,
            (byte)'G' => VenueCommandKind.Replace,
            _ => default,
        };
        ClOrdId ours = settings.Dialect.ClOrdIds.Read(new ClOrdId(wireId));
        request = new FixRequest(
            new VenueCommand(kind, default, ours, default, default, "", "", default, default), null);
        return kind != default;
    }

    private static string Describe(in FixMessage message)
    {
        StringBuilder text = new();
        if (message.TryGet(Tags.Text, out ReadOnlySpan<byte> said) == FixRead.Found)
            text.Append(Encoding.Latin1.GetString(said));
        foreach (int tag in (ReadOnlySpan<int>)[Tags.RefTagID, Tags.SessionRejectReason, Tags.BusinessRejectReason])
        {
            if (message.TryGet(tag, out ReadOnlySpan<byte> value) != FixRead.Found) continue;
            if (text.Length > 0) text.Append(", ");
            text.Append(tag.ToString(CultureInfo.InvariantCulture)).Append('=');
            text.Append(Encoding.Latin1.GetString(value));
        }

        return text.Length > 0 ? text.ToString() : "without a reason";
    }
}
