using System;
using System.Linq;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Fix.Tests.Support;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Fix.Tests.Trading;

/// <summary>A venue's own positions, as RequestForPositionsAck(AO) and PositionReport(AP) tell them.</summary>
public sealed class PositionTests
{
    private const string Long = "35=AP|721=R1|710=Q3|728=0|1=ACC|55=IBM|15=USD|702=1|703=TQ|704=150|705=50|";

    private FixQuestions questions = new("FIX1", FixAccountNames.Same);

    public PositionTests() => Ask();

    private void Ask() => questions.Add(
        new VenueQuery(3, QueryKind.Positions, default, default, "ASKED", "", default), new UtcNanos(100));

    [Fact]
    public void A_list_is_complete_when_as_many_have_come_as_were_announced()
    {
        Assert.Null(Receive("35=AO|721=R0|710=Q3|727=2|728=0|729=0|1=ACC|"));
        Assert.Null(Receive(Long));
        VenueAnswer answer = Receive("35=AP|721=R2|710=Q3|728=0|55=MSFT|702=2|703=SOD|704=9|703=TOT|705=7.5|")!;

        Assert.Equal((3L, AnswerStatus.Complete, QueryKind.Positions), (answer.QueryId, answer.Status, answer.Kind));
        Assert.Equal(
            [("ACC", "IBM", 100m, "USD"), ("ASKED", "MSFT", -7.5m, "")],
            answer.Positions.Select(p => (p.Account, p.Symbol, p.Qty.Value, p.Currency.IsNone ? "" : p.Currency.ToString())));
        Assert.Null(Receive(Long));
    }

    [Fact]
    public void What_is_long_and_what_is_short_of_a_symbol_is_one_position()
    {
        Receive("35=AO|721=R0|710=Q3|727=3|728=0|729=0|1=ACC|");
        Receive("35=AP|721=R1|710=Q3|728=0|1=ACC|55=IBM|702=1|703=TQ|704=150|");
        Receive("35=AP|721=R2|710=Q3|728=0|1=ACC|55=IBM|702=1|703=TQ|705=40|");
        VenueAnswer answer = Receive("35=AP|721=R3|710=Q3|728=0|1=OTHER|55=IBM|702=1|703=TQ|704=7|")!;

        Assert.Equal(
            [("ACC", "IBM", 110m), ("OTHER", "IBM", 7m)],
            answer.Positions.Select(p => (p.Account, p.Symbol, p.Qty.Value)));
    }

    [Theory]
    [InlineData("167=FUT|200=202612|", "167=FUT|200=202703|")]
    [InlineData("167=CS|", "167=OPT|200=202612|201=1|202=150|")]
    public void Two_contracts_of_a_symbol_are_no_list_unless_each_has_its_own_name(string first, string second)
    {
        Receive("35=AO|721=R0|710=Q3|727=2|728=0|729=0|1=ACC|");
        Receive($"35=AP|721=R1|710=Q3|728=0|1=ACC|55=ES|{first}702=1|703=TQ|704=1|");
        VenueAnswer answer = Receive($"35=AP|721=R2|710=Q3|728=0|1=ACC|55=ES|{second}702=1|703=TQ|705=1|")!;

        Assert.Equal(AnswerStatus.Failed, answer.Status);
        Assert.Contains("instruments[].contract", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_that_is_configured_is_listed_under_our_name()
    {
        questions = new("FIX1", FixAccountNames.Same, new(
        [
            new FixInstrument("ESZ6", 50, new FixContract("ES", "FUT", "202612")),
            new FixInstrument("ESH7", 50, new FixContract("ES", "FUT", "202703")),
        ]));
        Ask();
        Receive("35=AO|721=R0|710=Q3|727=3|728=0|729=0|1=ACC|");
        Receive("35=AP|721=R1|710=Q3|728=0|1=ACC|55=ES|167=FUT|200=202612|702=1|703=TQ|704=1|");
        Receive("35=AP|721=R2|710=Q3|728=0|1=ACC|55=ES|167=FUT|200=202703|702=1|703=TQ|705=1|");
        VenueAnswer answer = Receive("35=AP|721=R3|710=Q3|728=0|1=ACC|55=ES|200=202612|702=1|703=TQ|704=2|")!;

        Assert.Equal([("ESZ6", 3m), ("ESH7", -1m)], answer.Positions.Select(p => (p.Symbol, p.Qty.Value)));
    }

    [Fact]
    public void The_number_may_stand_in_the_reports_themselves() =>
        Assert.Single(Receive(Long + "727=1|")!.Positions);

    [Theory]
    [InlineData("35=AO|721=R0|710=Q3|728=2|729=0|")]
    [InlineData("35=AO|721=R0|710=Q3|727=0|728=0|729=0|")]
    public void That_there_are_none_is_a_complete_list(string ack)
    {
        VenueAnswer answer = Receive(ack)!;

        Assert.Equal(AnswerStatus.Complete, answer.Status);
        Assert.Empty(answer.Positions);
    }

    [Theory]
    [InlineData("35=AO|721=R0|710=Q3|728=3|729=2|58=not for you|", "PosReqResult(728)=3 not for you")]
    [InlineData("35=AP|721=R1|710=Q3|727=1|728=0|1=ACC|55=IBM|702=1|703=SOD|704=10|", "IBM")]
    [InlineData("35=AP|721=R1|710=Q3|727=1|728=0|1=ACC|55=IBM|702=1|703=TQ|704=ten|", "IBM")]
    public void What_was_refused_or_cannot_be_read_is_no_list(string message, string why)
    {
        VenueAnswer answer = Receive(message)!;

        Assert.Equal(AnswerStatus.Failed, answer.Status);
        Assert.Contains(why, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_number_of_reports_a_list_is_never_complete()
    {
        Assert.Null(Receive(Long));

        VenueAnswer late = Assert.Single(questions.FailOlder(new UtcNanos(100), "late"));
        Assert.Equal(AnswerStatus.Partial, late.Status);
        Assert.Single(late.Positions);
    }

    [Fact]
    public void Positions_of_a_question_of_somebody_else_are_left_alone() =>
        Assert.Null(Receive(Long.Replace("Q3", "Q4", StringComparison.Ordinal) + "727=1|"));

    private VenueAnswer? Receive(string body)
    {
        int end = body.IndexOf('|', StringComparison.Ordinal) + 1;
        byte[] bytes = Days.Message(body[..end] + "49=V|56=C|34=7|52=20260105-14:30:01.500|" + body[end..]);
        Assert.True(FixParser.Parse(bytes, new FixFieldIndex(), out FixMessage message).IsOk);
        Assert.Equal(questions.TryTakePosition(in message, out VenueAnswer? answer), answer is not null);
        return answer;
    }
}
