using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests.Sessions;

public sealed class LogonTests
{
    [Fact]
    public void Credentials_are_sent_demanded_and_never_logged()
    {
        var log = new RecordingLog();
        var client = new Pair(Pair.Initiator with { Username = "ada", Password = "s3cret" }, log: log);
        client.Session.Connect(client.Now);
        Assert.Equal(["35=A|34=1|98=0|108=30|553=ada|554=s3cret"], client.Sent());

        var server = new Pair(Pair.Acceptor with { Username = "ada", Password = "s3cret" }, log: log);
        server.Session.Connect(server.Now);
        server.Peer("A", "98=0|108=30|553=ada|554=wr0ng");
        Assert.Equal(["35=5|34=1|58=Username(553) or Password(554) is wrong"], server.Sent());
        Assert.Equal(FixSessionState.Closing, server.Session.State);

        server = new Pair(Pair.Acceptor with { Username = "ada", Password = "s3cret" }, log: log).LoggedOn("98=0|108=30|553=ada|554=s3cret");
        Assert.True(server.Session.IsLoggedOn);
        Assert.DoesNotContain("s3cret", log.Text);
        Assert.DoesNotContain("wr0ng", log.Text);
        Assert.Contains("554=******", log.Text);
        Assert.DoesNotContain("s3cret", server.Session.Options.ToString());
    }

    [Fact]
    public void A_logon_without_a_password_does_not_pass_for_one_with_an_empty_password()
    {
        var server = new Pair(Pair.Acceptor with { Password = "" });
        server.Session.Connect(server.Now);
        server.Peer("A", "98=0|108=30");
        Assert.Equal(["35=5|34=1|58=Username(553) or Password(554) is wrong"], server.Sent());
    }

    [Theory]
    [InlineData("98=1|108=30", "EncryptMethod(98)")]
    [InlineData("98=0|108=-1", "HeartBtInt(108)")]
    [InlineData("98=0", "HeartBtInt(108)")]
    public void A_logon_that_does_not_fit_is_answered_with_the_reason(string fields, string reason)
    {
        var pair = new Pair(Pair.Acceptor);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", fields);
        Assert.Contains(reason, Assert.Single(pair.Sent()));
        Assert.Equal(FixSessionState.Closing, pair.Session.State);
    }

    [Fact]
    public void The_host_may_refuse_a_logon()
    {
        var pair = new Pair(Pair.Acceptor, host: new RecordingHost { Refusal = "not today" });
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30");
        Assert.Equal(["35=5|34=1|58=not today"], pair.Sent());
        Assert.DoesNotContain("on", pair.Host.Events);
    }

    [Fact]
    public void Under_Fixt_the_application_version_has_to_be_the_agreed_one()
    {
        var options = Pair.Acceptor with { Version = FixVersion.Fix50SP2 };
        Assert.True(new Pair(options).LoggedOn("98=0|108=30|1137=9").Session.IsLoggedOn);
        var pair = new Pair(options);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30|1137=6");
        Assert.Equal(["35=5|34=1|58=DefaultApplVerID(1137) has to be 9"], pair.Sent());
    }

    [Fact]
    public void Reset_on_logon_starts_both_numberings_at_one()
    {
        var pair = new Pair(Pair.Initiator with { ResetOnLogon = true });
        pair.Store.SkipOutbound(50);
        pair.Session.Connect(pair.Now);
        Assert.Equal(["35=A|34=1|98=0|108=30|141=Y"], pair.Sent());
        pair.Peer("A", "98=0|108=30|141=Y");
        Assert.True(pair.Session.IsLoggedOn);
        Assert.Equal((2, 2), (pair.Session.NextOutbound, pair.Session.NextInbound));
    }

    [Fact]
    public void Reset_on_logon_of_an_acceptor_gives_up_its_numbers_and_takes_the_first_one()
    {
        var pair = new Pair(Pair.Acceptor with { ResetOnLogon = true });
        pair.Store.SkipOutbound(50);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30");
        Assert.Equal(["35=A|34=1|98=0|108=30"], pair.Sent());
        Assert.Equal((2, 2), (pair.Session.NextOutbound, pair.Session.NextInbound));
    }

    [Fact]
    public void A_reset_that_nobody_asked_for_is_refused_once_numbers_are_in_use()
    {
        var pair = new Pair();
        pair.Store.SkipOutbound(50);
        pair.Session.Connect(pair.Now);
        pair.Sent();
        pair.Peer("A", "98=0|108=30|141=Y");
        Assert.Contains("ResetSeqNumFlag(141) unasked", Assert.Single(pair.Sent()));
        Assert.Equal(52, pair.Session.NextOutbound);
    }

    [Fact]
    public void A_reset_in_the_middle_of_a_session_goes_both_ways()
    {
        var pair = new Pair().LoggedOn();
        pair.Order();
        pair.Sent();
        pair.Session.RequestReset(pair.Now);
        Assert.Equal(["35=A|34=1|98=0|108=30|141=Y"], pair.Sent());
        pair.Peer("A", "98=0|108=30|141=Y", 1);
        Assert.Empty(pair.Sent());
        Assert.Equal((2, 2), (pair.Session.NextOutbound, pair.Session.NextInbound));
    }

    [Fact]
    public void With_NextExpectedMsgSeqNum_what_is_missing_is_sent_unasked()
    {
        var pair = new Pair(Pair.Acceptor with { NextExpectedMsgSeqNum = true });
        pair.LoggedOn("98=0|108=30|789=1");
        pair.Order("E", "8");
        pair.Session.Disconnect("cut", pair.Now);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30|789=2");
        Assert.Equal(
            ["35=A|34=3|98=0|108=30|789=3", "35=8|34=2|43=Y|122=*|11=E", "35=4|34=3|43=Y|122=*|123=Y|36=4"], pair.Sent());
    }

    [Fact]
    public void An_initiator_says_what_it_expects_next_and_sends_what_the_acceptor_shows_to_be_missing()
    {
        var pair = new Pair(Pair.Initiator with { NextExpectedMsgSeqNum = true });
        pair.Session.Connect(pair.Now);
        Assert.Equal(["35=A|34=1|98=0|108=30|789=1"], pair.Sent());
        pair.Peer("A", "98=0|108=30|789=2");
        pair.Order("E", "8");
        pair.Session.Disconnect("cut", pair.Now);
        pair.Sent();
        pair.Session.Connect(pair.Now);
        Assert.Equal(["35=A|34=3|98=0|108=30|789=2"], pair.Sent());
        pair.Peer("A", "98=0|108=30|789=2");
        Assert.Equal(["35=8|34=2|43=Y|122=*|11=E", "35=4|34=3|43=Y|122=*|123=Y|36=4"], pair.Sent());
        Assert.True(pair.Session.IsLoggedOn);
    }

    [Theory]
    [InlineData(FixRole.Acceptor, true, false, true, 1)]
    [InlineData(FixRole.Acceptor, true, false, false, 3)]
    [InlineData(FixRole.Acceptor, false, true, true, 1)]
    [InlineData(FixRole.Acceptor, false, true, false, 1)]
    [InlineData(FixRole.Acceptor, false, false, true, 3)]
    [InlineData(FixRole.Initiator, true, false, true, 1)]
    [InlineData(FixRole.Initiator, true, false, false, 3)]
    [InlineData(FixRole.Initiator, false, true, false, 1)]
    [InlineData(FixRole.Initiator, false, false, true, 3)]
    public void Numbers_begin_anew_after_the_ends_that_are_agreed(
        FixRole role, bool onLogout, bool onDisconnect, bool isOrderly, int next)
    {
        var options = Pair.Initiator with { Role = role, ResetOnLogout = onLogout, ResetOnDisconnect = onDisconnect };
        var pair = new Pair(options).LoggedOn();
        if (isOrderly) pair.Peer("5");
        else pair.Order("E", "8");
        pair.Session.Disconnect("gone", pair.Now);
        Assert.Equal(next, pair.Session.NextOutbound);
        Assert.Equal(next == 1 ? 1 : isOrderly ? 3 : 2, pair.Session.NextInbound);
    }

    [Fact]
    public void A_NextExpectedMsgSeqNum_above_what_was_sent_ends_the_session()
    {
        var pair = new Pair(Pair.Acceptor with { NextExpectedMsgSeqNum = true });
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30|789=7");
        Assert.Equal(["35=5|34=1|58=NextExpectedMsgSeqNum(789) too high, expecting 1 but received 7"], pair.Sent());
    }

    [Fact]
    public void A_logon_that_does_not_come_ends_the_connection()
    {
        var pair = new Pair(Pair.Acceptor);
        pair.Session.Connect(pair.Now);
        pair.After(9.5);
        Assert.Equal(FixSessionState.LoggingOn, pair.Session.State);
        pair.After(1);
        Assert.Equal(FixSessionState.Closing, pair.Session.State);
    }

    [Fact]
    public void A_refused_logon_says_why()
    {
        var pair = new Pair();
        pair.Session.Connect(pair.Now);
        pair.Peer("5", "58=go away");
        Assert.Equal("logon refused: go away", pair.Session.CloseReason);
    }

    [Fact]
    public void Nothing_is_sent_before_logon_and_no_number_used()
    {
        var pair = new Pair();
        var writer = pair.Session.Begin("D"u8, pair.Now);
        Assert.Equal(FixSendError.NotLoggedOn, pair.Session.Send(ref writer, pair.Now).Error);
        Assert.Equal(1, pair.Session.NextOutbound);
    }

    [Fact]
    public void A_logout_that_is_not_answered_ends_the_connection()
    {
        var pair = new Pair().LoggedOn();
        pair.Session.LogOut("good night", pair.Now);
        Assert.Equal(["35=5|34=2|58=good night"], pair.Sent());
        pair.After(5.1);
        Assert.Equal(FixSessionState.Closing, pair.Session.State);
        Assert.Contains("out: no answer to Logout(5)", pair.Host.Events);
    }

    [Theory]
    [InlineData("98=0|108=30|07=x|554=s3cret")]
    [InlineData("98=0|108=|95=9|96=a|s3cret|")]
    [InlineData("98=0|108=30|95=99|96=a|s3cret|58=x")]
    public void A_password_behind_what_is_wrong_in_a_logon_is_not_logged(string fields)
    {
        var log = new RecordingLog();
        var body = "35=A|34=1|49=PEER|52=20261120-09:30:00|56=US|" + fields + "|";
        var good = Days.Message(body);
        foreach (var bytes in (byte[][])[good, [.. good[..^4], .. "999\u0001"u8], Days.Message(body, "FIX.X")])
        {
            var server = new Pair(Pair.Acceptor with { Username = "ada", Password = "s3cret" }, log: log);
            server.Session.Connect(server.Now);
            server.Session.Receive(bytes, server.Now);
        }

        Assert.Contains("98=0", log.Text);
        Assert.DoesNotContain("s3cret", log.Text);
    }
}
