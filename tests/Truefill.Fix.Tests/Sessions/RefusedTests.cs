namespace Truefill.Fix.Tests.Sessions;

/// <summary>What is refused with a Reject(3) never comes again: the host hears of it and holds its number.</summary>
public sealed class RefusedTests
{
    private const string Report = "17=E1|37=1|150=0|39=0|54=1|55=X|151=1|14=0|6=0";
    private const string NoSide = "17=E1|37=1|150=0|39=0|55=X|151=1|14=0|6=0";

    private static FixSessionOptions ByHost => Pair.Initiator with { Confirmation = FixConfirmation.ByHost };

    [Fact]
    public void A_message_without_a_field_that_it_needs_is_told_and_its_number_waits_for_the_host()
    {
        Pair pair = Refusing();
        pair.Peer("8", NoSide);
        pair.Peer("0");
        Assert.Contains(pair.Sent(), sent => sent.StartsWith("35=3|", System.StringComparison.Ordinal));
        Assert.Equal("refused 2 8: Side(54) is missing", pair.Host.Events[^1]);
        Assert.Equal((4, 2), (pair.Session.NextInbound, pair.Store.NextInbound));

        pair.Session.Confirm(pair.Host.Marks[^1]);
        pair.Sent();
        Assert.Equal(4, pair.Store.NextInbound);
    }

    [Fact]
    public void A_malformed_message_is_told_and_its_number_waits_for_the_host()
    {
        Pair pair = Refusing();
        pair.Peer("8", "17=E1|37=1|150=0|39=0|054=1|55=X");
        pair.Sent();
        Assert.StartsWith("refused 2 8: ", pair.Host.Events[^1], System.StringComparison.Ordinal);
        Assert.Equal((3, 2), (pair.Session.NextInbound, pair.Store.NextInbound));
    }

    [Fact]
    public void Messages_while_the_clocks_differ_are_all_told_where_they_could_not_be_sent_again()
    {
        Pair pair = Refusing(ByHost with { ResetOnLogon = true }, "98=0|108=30|141=Y");
        pair.Peer("8", Report);
        pair.PeerAt(pair.Now - 600_000_000_000, "8", Report);
        pair.PeerAt(pair.Now - 600_000_000_000, "8", Report);
        Assert.Equal(
            ["refused 3 8: SendingTime accuracy problem", "refused 4 8: SendingTime accuracy problem"],
            pair.Host.Events.FindAll(each => each.StartsWith("refused", System.StringComparison.Ordinal)));
        pair.Sent();
        Assert.Equal(2, pair.Store.NextInbound);
    }

    [Fact]
    public void What_had_waited_during_a_long_pause_is_not_counted_and_comes_again_after_the_next_logon()
    {
        Pair pair = Refusing();
        long before = pair.Now;
        pair.Now += 600_000_000_000;
        pair.PeerAt(before, "8", Report);
        Assert.Equal(FixSessionState.Closing, pair.Session.State);
        Assert.StartsWith("35=5|", pair.Sent()[^1], System.StringComparison.Ordinal);
        pair.Session.Disconnect("closed", pair.Now);
        Assert.Equal(2, pair.Store.NextInbound);
        Assert.DoesNotContain(pair.Host.Events, each => each.StartsWith("refused", System.StringComparison.Ordinal));

        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30", 3);
        Assert.Contains("35=2|34=4|7=2|16=0", pair.Sent());
        pair.Peer("8", "43=Y|122=NOW|" + Report, 2);
        Assert.Equal("2D E1", pair.Host.Messages[^1]);
    }

    [Fact]
    public void A_message_that_is_not_in_its_turn_comes_again_and_is_not_told()
    {
        Pair pair = Refusing();
        pair.PeerAt(pair.Now - 600_000_000_000, "8", Report, 5);
        Assert.DoesNotContain(pair.Host.Events, each => each.StartsWith("refused", System.StringComparison.Ordinal));
        Assert.Equal(2, pair.Session.NextInbound);
    }

    [Fact]
    public void A_session_message_is_the_sessions_own()
    {
        Pair pair = Refusing();
        pair.Peer("1");
        Assert.DoesNotContain(pair.Host.Events, each => each.StartsWith("refused", System.StringComparison.Ordinal));
        pair.Sent();
        Assert.Equal(3, pair.Store.NextInbound);
    }

    [Fact]
    public void A_refused_Reject_is_told_like_a_message()
    {
        Pair pair = Refusing();
        pair.Peer("3", "045=2");
        Assert.StartsWith("refused 2 3: ", pair.Host.Events[^1], System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_does_not_take_it_leaves_nothing_to_confirm_but_what_came_before()
    {
        Pair pair = new Pair(ByHost).LoggedOn();
        pair.Peer("8", NoSide);
        pair.Sent();
        Assert.Equal(3, pair.Store.NextInbound);
        pair.Peer("8", Report);
        pair.Peer("8", NoSide);
        pair.Sent();
        Assert.Equal((5, 3), (pair.Session.NextInbound, pair.Store.NextInbound));
        pair.Session.Confirm(pair.Host.Marks[^1]);
        pair.Sent();
        Assert.Equal(5, pair.Store.NextInbound);
    }

    private static Pair Refusing(FixSessionOptions? options = null, string logon = "98=0|108=30") =>
        new Pair(options ?? ByHost, host: new RecordingHost { TakesRefused = true }).LoggedOn(logon);
}
