using System;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>What users of other FIX engines were surprised by after a break, each as it is here.</summary>
public sealed class PeerPainTests
{
    private const string Report = "17=E1|37=1|150=0|39=0|54=1|55=X|151=1|14=0|6=0";

    /// <summary>quickfixn#825: an application that forgot about PossDupFlag(43) kept its reports from being sent
    /// again. Here it is not asked.</summary>
    [Fact]
    public void Reports_that_got_lost_are_sent_again_without_the_host_having_to_do_anything()
    {
        var pair = new Pair(Pair.Acceptor).LoggedOn();
        Assert.Equal(2, pair.Order("C1", "8"));
        Assert.Equal(3, pair.Order("C2", "8"));
        pair.Sent();
        pair.Session.Disconnect("the link broke", pair.Now);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30");
        pair.Sent();
        pair.Peer("2", "7=2|16=0");
        var again = pair.Sent();
        Assert.Equal("35=8|34=2|43=Y|122=*|11=C1", again[0]);
        Assert.Equal("35=8|34=3|43=Y|122=*|11=C2", again[1]);
    }

    /// <summary>quickfixn#502: what came with PossDupFlag(43)=Y did not reach the application.</summary>
    [Fact]
    public void A_message_that_was_missed_reaches_the_host_when_it_is_sent_again()
    {
        var pair = new Pair().LoggedOn();
        pair.Peer("8", Report.Replace("E1", "E2"), 3);
        Assert.Equal(["35=2|34=2|7=2|16=0"], pair.Sent());
        Assert.Empty(pair.Host.Messages);
        pair.Peer("8", Report + "|43=Y|122=NOW", 2);
        pair.Peer("8", Report.Replace("E1", "E2") + "|43=Y|122=NOW", 3);
        Assert.Equal("2D E1", pair.Host.Messages[0]);
        Assert.Equal(2, pair.Host.Messages.Count);
        Assert.Contains("E2", pair.Host.Messages[1], StringComparison.Ordinal);
    }

    /// <summary>quickfixj#1254: resent messages were thrown away for their low numbers, though the application had
    /// not worked on them. Here a number counts only once the host holds the message durably.</summary>
    [Fact]
    public void A_message_that_the_host_had_not_worked_on_is_not_too_low_when_it_is_sent_again()
    {
        var options = Pair.Initiator with { Confirmation = FixConfirmation.ByHost };
        var died = new Pair(options).LoggedOn();
        died.Peer("8", Report);
        died.Sent();
        var next = new Pair(options, died.Store);
        next.Session.Connect(next.Now);
        next.Peer("A", "98=0|108=30", 3);
        next.Peer("8", Report + "|43=Y|122=NOW", 2);
        Assert.Equal(["2D E1"], next.Host.Messages);
    }

    /// <summary>quickfixj#656: after a restart the session ended with numbers that nobody could place.</summary>
    [Fact]
    public void A_number_that_is_too_low_ends_the_session_and_says_which_was_expected()
    {
        var pair = new Pair().LoggedOn();
        pair.Peer("8", Report);
        pair.Sent();
        pair.Peer("8", Report, 1);
        Assert.Equal(["35=5|34=2|58=MsgSeqNum(34) too low, expecting 3 but received 1"], pair.Sent());
        Assert.Single(pair.Host.Messages);
    }

    /// <summary>quickfix#268: an order that waited to be sent left twice, once as the answer to a ResendRequest(2)
    /// and once more as itself.</summary>
    [Fact]
    public void An_order_that_waited_when_the_link_broke_does_not_leave_as_itself_after_a_resend()
    {
        var rules = new FixResendRules { Orders = FixResend.PossDup };
        var pair = new Pair(Pair.Initiator with { Resend = rules }).LoggedOn();
        Assert.Equal(2, pair.Order("C1"));
        pair.Session.Disconnect("the link broke", pair.Now);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30");
        pair.Peer("2", "7=2|16=2");
        var orders = pair.Sent().FindAll(sent => sent.StartsWith("35=D", StringComparison.Ordinal));
        Assert.Equal(["35=D|34=2|43=Y|122=*|11=C1"], orders);
        pair.After(60);
        Assert.DoesNotContain(pair.Sent(), sent => sent.StartsWith("35=D", StringComparison.Ordinal));
    }
}
