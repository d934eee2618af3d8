using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Fix.Tests.Support;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Fix.Tests.Trading;

/// <summary>What a venue's messages become, without a session.</summary>
public sealed class InboundTests
{
    private const string Status = "35=8|37=V1|11=T1-1|17=0|150=I|39=1|55=IBM|54=1|38=100|14=40|151=60|6=10|";

    private readonly FixSentRequests requests = new();
    private readonly FixQuestions questions = new("FIX1", FixAccountNames.Same);
    private readonly List<VenueReport> reports = [];
    private readonly List<FixMark> marks = [];
    private readonly FixInbound inbound;

    public InboundTests() => inbound = new FixInbound(
        new FixVenueSettings
        {
            VenueId = "FIX1",
            Host = "venue.example",
            Port = 1,
            StoreFolder = "",
            Clock = static () => 5,
            Session = new FixSessionOptions
            {
                Role = FixRole.Initiator,
                Version = FixVersion.Fix44,
                SenderCompId = "C",
                TargetCompId = "V",
            },
        },
        requests,
        questions,
        (in VenueReport report, FixMark mark) =>
        {
            reports.Add(report);
            marks.Add(mark);
        });

    [Fact]
    public void A_fill_comes_with_its_bytes_and_its_place_in_the_session()
    {
        VenueReport report = Receive("35=8|37=V1|11=T1-1|17=E1|150=F|39=2|55=IBM|54=1|38=100|32=100|31=10.5|14=100|151=0|6=10.5|");

        Assert.Equal(VenueReportKind.ExecutionReport, report.Kind);
        Assert.Equal(ExecType.Trade, report.ExecutionReport.ExecType);
        Assert.Equal(7, report.MsgSeqNum);
        Assert.StartsWith("8=FIX.4.4", System.Text.Encoding.ASCII.GetString(report.Raw.Span), StringComparison.Ordinal);
        Assert.Equal(new FixMark(1, 7), Assert.Single(marks));
    }

    [Fact]
    public void Every_charge_of_an_execution_comes_with_it()
    {
        ExecutionReport report = Receive("35=8|37=V1|11=T1-1|17=E1|150=F|39=2|55=IBM|54=1|38=100|32=100|31=10.5|14=100|151=0|6=10.5|12=1|136=2|137=0.25|139=4|137=0.5|139=5|").ExecutionReport;

        Assert.Equal(1m, report.Fee!.Value.Amount.Amount);
        Assert.Equal([0.25m, 0.5m], report.FurtherFees!.Select(fee => fee.Amount.Amount));
        Assert.Equal(new FixMark(1, 7), Assert.Single(marks));
    }

    [Fact]
    public void A_status_that_was_asked_for_ends_the_answer()
    {
        Ask(3, QueryKind.Order, "T1-1");

        VenueAnswer answer = AnswerOf(Receive(Status + "790=Q3|"));

        Assert.Equal((3L, AnswerStatus.Complete, "FIX1"), (answer.QueryId, answer.Status, answer.Venue));
        Assert.Equal(40, Assert.Single(answer.Orders).CumQty!.Value.Value);
    }

    [Fact]
    public void A_venue_that_does_not_repeat_the_question_is_understood_by_the_order()
    {
        Ask(3, QueryKind.Order, "T1-2");
        Ask(4, QueryKind.Order, "T1-1");

        Assert.Equal(4, AnswerOf(Receive(Status)).QueryId);
    }

    [Fact]
    public void A_status_that_nobody_asked_for_is_a_report()
    {
        Ask(3, QueryKind.Order, "T1-2");

        Assert.Equal(VenueReportKind.ExecutionReport, Receive(Status).Kind);
    }

    [Theory]
    [InlineData("790=Q3|")]
    [InlineData("103=5|")]
    public void A_venue_that_rejects_the_question_as_if_it_were_an_order_does_not_know_the_order(string said)
    {
        Ask(3, QueryKind.Order, "T1-1");

        VenueAnswer answer = AnswerOf(Receive(
            "35=8|37=NONE|11=T1-1|17=0|150=8|39=8|55=IBM|54=1|14=0|151=0|6=0|" + said));

        Assert.Equal((3L, AnswerStatus.NotFound), (answer.QueryId, answer.Status));
    }

    [Theory]
    [InlineData("T1-1", "103=0|")]
    [InlineData("T1-2", "103=5|")]
    public void A_rejected_order_is_no_answer_to_a_question(string order, string said)
    {
        Ask(3, QueryKind.Order, "T1-1");

        VenueReport report = Receive(
            $"35=8|37=NONE|11={order}|17=0|150=8|39=8|55=IBM|54=1|14=0|151=0|6=0|" + said);

        Assert.Equal(VenueReportKind.ExecutionReport, report.Kind);
    }

    [Fact]
    public void Numbers_that_are_jumped_over_have_the_venue_asked()
    {
        inbound.OnSkipped(null!, 5, 9);
        VenueReport report = Assert.Single(reports);
        Assert.Equal(
            (VenueReportKind.MessagesSkipped, "the venue sends messages 5 to 9 no more"), (report.Kind, report.Detail));
    }

    [Fact]
    public void An_order_that_the_venue_does_not_know_is_not_found()
    {
        Ask(3, QueryKind.Order, "T1-1");

        VenueAnswer answer = AnswerOf(Receive("35=8|37=NONE|11=T1-1|17=0|150=I|39=8|55=IBM|54=1|14=0|151=0|6=0|"));

        Assert.Equal(AnswerStatus.NotFound, answer.Status);
        Assert.Empty(answer.Orders);
    }

    [Fact]
    public void A_mass_status_is_complete_with_its_last_report()
    {
        Ask(3, QueryKind.OpenOrders, "");

        VenueReport first = Receive(Status + "584=Q3|911=2|912=N|");
        VenueAnswer answer = AnswerOf(Receive(Status.Replace("T1-1", "T1-2", StringComparison.Ordinal) + "584=Q3|911=2|912=Y|"));

        Assert.Equal((VenueReportKind.AnswerContinues, 3L), (first.Kind, first.QueryId));
        Assert.Equal((AnswerStatus.Complete, 2), (answer.Status, answer.Orders.Count));
    }

    [Fact]
    public void A_list_that_takes_longer_than_an_answer_is_waited_for_as_long_as_it_goes_on_and_says_so_each_second()
    {
        const long second = 1_000_000_000;
        questions.Add(
            new VenueQuery(4, QueryKind.OpenOrders, default, default, "", "", default), new(10 * second), 10 * second);
        int told = 0;
        for (long at = second / 2; at <= 40 * second; at += second / 2)
        {
            Assert.Empty(questions.FailOlder(new UtcNanos(at), "late"));
            if (Receive(Status + "584=Q4|912=N|", at).Kind == VenueReportKind.AnswerContinues) told++;
        }

        Assert.Equal(40, told);
        Assert.Empty(questions.FailOlder(new UtcNanos((50 * second) - 1), "late"));
        VenueAnswer late = Assert.Single(questions.FailOlder(new UtcNanos(50 * second), "late"));
        Assert.Equal((AnswerStatus.Partial, 80), (late.Status, late.Orders.Count));
    }

    [Fact]
    public void A_list_that_never_ends_is_given_up_after_five_minutes()
    {
        const long second = 1_000_000_000;
        questions.Add(
            new VenueQuery(4, QueryKind.OpenOrders, default, default, "", "", default), new(10 * second), 10 * second);
        for (long at = second; at < 300 * second; at += second)
        {
            Assert.Empty(questions.FailOlder(new UtcNanos(at), "late"));
            Receive(Status + "584=Q4|912=N|", at);
        }

        Assert.Single(questions.FailOlder(new UtcNanos(300 * second), "late"));
    }

    [Fact]
    public void A_mass_status_that_was_cut_short_is_partial()
    {
        Ask(3, QueryKind.OpenOrders, "");
        Receive(Status + "584=Q3|911=2|912=N|");

        inbound.OnLoggedOut(null!, "the line dropped");

        VenueAnswer answer = AnswerOf(reports[^1]);
        Assert.Equal((AnswerStatus.Partial, "the line dropped"), (answer.Status, answer.Detail));
        Assert.Equal(VenueReportKind.SessionClosed, reports[^2].Kind);
    }

    [Fact]
    public void An_order_that_the_venue_could_not_take_is_rejected()
    {
        requests.Record(41, Command(VenueCommandKind.New));

        VenueReport report = Receive("35=j|45=41|372=D|380=3|58=no such market|");

        Assert.Equal(VenueReportKind.ExecutionReport, report.Kind);
        Assert.Equal(ExecType.Rejected, report.ExecutionReport.ExecType);
        Assert.Equal("T1-1", report.ExecutionReport.ClOrdId.ToString());
        Assert.Equal("no such market, 380=3", report.ExecutionReport.Text);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void A_cancel_or_replace_that_the_venue_could_not_read_is_refused(int kind, bool toReplace)
    {
        requests.Record(41, Command((VenueCommandKind)kind));

        VenueReport report = Receive("35=3|45=41|371=38|373=5|");

        Assert.Equal(VenueReportKind.OrderCancelReject, report.Kind);
        Assert.Equal(("T1-1", toReplace), (report.CancelReject.ClOrdId.ToString(), report.CancelReject.ToReplace));
        Assert.Equal("371=38, 373=5", report.CancelReject.Text);
    }

    [Fact]
    public void A_request_to_cancel_all_that_is_refused_ends_no_order()
    {
        requests.Record(41, Command(VenueCommandKind.CancelAll));

        VenueReport report = Receive("35=j|45=41|372=q|380=3|58=not here|");

        Assert.Equal(VenueReportKind.Ignored, report.Kind);
        Assert.Equal("the venue refused an OrderMassCancelRequest: not here, 380=3", report.Detail);
    }

    [Fact]
    public void A_question_that_the_venue_does_not_answer_has_failed()
    {
        VenueQuery query = Ask(3, QueryKind.Order, "T1-1");
        requests.Record(41, new FixRequest(null, query));

        Assert.Equal(AnswerStatus.Failed, AnswerOf(Receive("35=j|45=41|372=H|380=3|")).Status);
    }

    [Fact]
    public void After_a_restart_a_refusal_is_understood_by_the_id_that_it_repeats() =>
        Assert.Equal("T1-1", Receive("35=j|45=41|372=D|379=T1-1|380=0|").ExecutionReport.ClOrdId.ToString());

    [Fact]
    public void A_refusal_of_nobody_knows_what_is_kept_for_a_person()
    {
        VenueReport report = Receive("35=j|45=41|372=D|380=0|58=why|");

        Assert.Equal((VenueReportKind.Malformed, DeadLetterReason.Unattributable), (report.Kind, report.Reason));
        Assert.Equal("the venue refused our message 41: why, 380=0", report.Detail);
    }

    [Fact]
    public void A_number_of_an_earlier_numbering_means_nothing()
    {
        requests.Record(41, Command(VenueCommandKind.New));
        requests.Record(2, Command(VenueCommandKind.New));

        Assert.Equal(VenueReportKind.Malformed, Receive("35=3|45=41|373=5|").Kind);
    }

    [Fact]
    public void An_answer_that_does_not_come_in_time_has_failed()
    {
        Ask(3, QueryKind.Order, "T1-1");

        Assert.Empty(questions.FailOlder(new UtcNanos(99), "late"));
        Assert.Equal(AnswerStatus.Failed, Assert.Single(questions.FailOlder(new UtcNanos(100), "late")).Status);
    }

    [Fact]
    public void What_was_refused_with_a_Reject_is_a_dead_letter_with_its_bytes_and_its_place_in_the_session()
    {
        byte[] bytes = Days.Message("35=8|49=V|56=C|34=7|52=20260105-14:30:01.500|17=E1|150=F|");
        Assert.True(FixParser.Parse(bytes, new FixFieldIndex(), out FixMessage message).IsOk);
        FixDelivery delivery = new(message, new FixMark(1, 7), possDup: false, possResend: false, 9);
        Assert.True(inbound.OnRefused(null!, in delivery, "Side(54) is missing"));

        VenueReport report = Assert.Single(reports);
        Assert.Equal((VenueReportKind.Malformed, DeadLetterReason.Malformed), (report.Kind, report.Reason));
        Assert.Equal("refused with a Reject(3): Side(54) is missing", report.Detail);
        Assert.Equal((7, new UtcNanos(9)), (report.MsgSeqNum, report.ReceivedAt));
        Assert.Equal(bytes, report.Raw.ToArray());
        Assert.Equal(new FixMark(1, 7), Assert.Single(marks));
    }

    private static VenueAnswer AnswerOf(VenueReport report)
    {
        Assert.Equal(VenueReportKind.Answer, report.Kind);
        return report.Answer!;
    }

    private static FixRequest Command(VenueCommandKind kind) => new(
        new VenueCommand(
            kind, default, ClOrdId.FromTrusted("T1-1"), default, default, "ACC", "IBM",
            new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(1)), Qty.Zero),
        null);

    private VenueQuery Ask(long id, QueryKind kind, string wireId)
    {
        ClOrdId about = wireId.Length > 0 ? ClOrdId.FromTrusted(wireId) : default;
        VenueQuery query = new(id, kind, about, default, "", "IBM", default, Side.Buy);
        questions.Add(in query, new UtcNanos(100));
        return query;
    }

    private VenueReport Receive(string body, long receivedAt = 9)
    {
        int end = body.IndexOf('|', StringComparison.Ordinal) + 1;
        byte[] bytes = Days.Message(body[..end] + "49=V|56=C|34=7|52=20260105-14:30:01.500|" + body[end..]);
        Assert.True(FixParser.Parse(bytes, new FixFieldIndex(), out FixMessage message).IsOk);
        FixDelivery delivery = new(message, new FixMark(1, 7), possDup: false, possResend: false, receivedAt);
        if (message.MsgType.SequenceEqual(MsgTypes.Reject)) inbound.OnReject(null!, in delivery);
        else inbound.OnMessage(null!, in delivery);
        return reports[^1];
    }
}
