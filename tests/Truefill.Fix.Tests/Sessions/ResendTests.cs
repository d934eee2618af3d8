using System;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>What is sent again, and what never is.</summary>
public sealed class ResendTests
{
    [Fact]
    public void An_order_that_is_asked_for_again_is_gap_filled_and_the_host_is_told()
    {
        var pair = new Pair().LoggedOn();
        Assert.Equal(2, pair.Order("C1"));
        Assert.Equal(3, pair.Order("C2", "8"));
        pair.Sent();
        pair.Peer("2", "7=1|16=0");
        Assert.Equal(["35=4|34=1|43=Y|122=*|123=Y|36=3", "35=8|34=3|43=Y|122=*|11=C2"], pair.Sent());
        Assert.Contains("not resent 2 D C1", pair.Host.Events);
    }

    [Fact]
    public void Orders_are_resent_as_possible_duplicates_only_when_that_is_agreed_and_only_while_they_are_fresh()
    {
        var rules = new FixResendRules { Orders = FixResend.PossDup, OrdersMaxAge = TimeSpan.FromSeconds(10) };
        var pair = new Pair(Pair.Initiator with { Resend = rules }).LoggedOn();
        pair.Order("OLD");
        pair.After(8);
        pair.Order("NEW");
        pair.After(3);
        pair.Sent();
        pair.Peer("2", "7=2|16=3");
        Assert.Equal(["35=4|34=2|43=Y|122=*|123=Y|36=3", "35=D|34=3|43=Y|122=*|11=NEW"], pair.Sent());
    }

    [Fact]
    public void A_resend_uses_no_new_number()
    {
        var pair = new Pair().LoggedOn();
        pair.Order("X", "8");
        pair.Peer("2", "7=1|16=0");
        Assert.Equal(3, pair.Session.NextOutbound);
        Assert.Equal(3, pair.Order("Y", "8"));
    }

    [Theory]
    [InlineData("4", "36=2147483647", null, "35=3|34=2|45=2|372=4|373=5|58=NewSeqNo(36) is out of range")]
    [InlineData("4", "123=Y|36=2147483647", null, "35=3|34=2|45=2|372=4|373=5|58=NewSeqNo(36) is out of range")]
    [InlineData("0", "", 2147483647, "35=5|34=2|58=MsgSeqNum(34) is missing or malformed")]
    public void Numbers_that_no_session_reaches_are_refused(string type, string fields, int? number, string answer)
    {
        var pair = new Pair().LoggedOn();
        pair.Peer(type, fields, number);
        Assert.Equal([answer], pair.Sent());
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_make_a_copy_older_than_its_original()
    {
        var log = new RecordingLog();
        var pair = new Pair(log: log).LoggedOn();
        pair.Now += 5_000_000;
        pair.Order("X", "8");
        pair.Now -= 5_000_000;
        pair.Peer("2", "7=2|16=2");
        Assert.Contains("52=20261120-09:30:00.005\u0001122=20261120-09:30:00.005", log.Text);
    }

    [Fact]
    public void A_long_resend_comes_in_pieces_and_is_complete()
    {
        var pair = new Pair().LoggedOn();
        var text = new string('x', 3000);
        for (var i = 0; i < 1000; i++) pair.Order(text, "8");
        pair.Sent();
        pair.Peer("2", "7=2|16=0");
        var messages = pair.Sent();
        Assert.InRange(messages.Count, 30, 500);
        while (pair.Session.Tick(pair.Now)) messages.AddRange(pair.Sent());
        messages.AddRange(pair.Sent());
        Assert.Equal(1000, messages.Count);
        for (var i = 0; i < 1000; i++) Assert.StartsWith($"35=8|34={i + 2}|43=Y|", messages[i]);
    }

    [Theory]
    [InlineData("7=0|16=0", "35=3|34=2|45=2|371=7|372=2|373=5|58=BeginSeqNo(7) has to be 1 or more")]
    [InlineData("7=9|16=0", null)]
    public void A_resend_request_for_what_cannot_be_sent_is_answered_or_passed_over(string fields, string? answer)
    {
        var pair = new Pair().LoggedOn();
        pair.Peer("2", fields);
        Assert.Equal(answer is null ? [] : [answer], pair.Sent());
        Assert.True(pair.Session.IsLoggedOn);
    }

    [Fact]
    public void A_gap_that_stays_is_asked_for_three_times_and_then_ends_the_session()
    {
        var pair = new Pair().LoggedOn();
        pair.Peer("0", number: 5);
        Assert.Equal(["35=2|34=2|7=2|16=0"], pair.Sent());
        for (var i = 0; i < 4; i++)
        {
            for (var s = 0; s < 31; s++)
            {
                pair.After(1);
                pair.Peer("0", number: 6 + (i * 31) + s);
            }
        }

        var sent = pair.Sent();
        Assert.Equal(2, sent.FindAll(m => m.StartsWith("35=2|", StringComparison.Ordinal)).Count);
        Assert.Equal(FixSessionState.Closing, pair.Session.State);
    }

    [Fact]
    public void More_early_messages_than_there_is_room_for_are_asked_for_again()
    {
        var pair = new Pair(Pair.Initiator with { EarlyBytesMax = 1000 }).LoggedOn();
        for (var i = 3; i < 100; i++) pair.Peer("8", $"17=E{i}|150=0|39=0|54=1|37=1|55=X|151=1|14=0|6=0", i);
        pair.Peer("8", "17=E2|150=0|39=0|54=1|37=1|55=X|151=1|14=0|6=0|43=Y|122=NOW", 2);
        Assert.InRange(pair.Host.Messages.Count, 2, 20);
        var had = pair.Host.Messages.Count;
        pair.Sent();
        pair.After(29.5);
        pair.Peer("0", number: 100);
        pair.Sent();
        pair.After(1);
        Assert.Equal([$"35=2|34=3|7={had + 2}|16=0"], pair.Sent());
    }
}
