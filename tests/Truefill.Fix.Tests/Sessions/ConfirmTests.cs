using System.Linq;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>The inbound number on the disk follows the host, not the wire.</summary>
public sealed class ConfirmTests
{
    private const string Report = "17=E1|37=1|150=0|39=0|54=1|55=X|151=1|14=0|6=0";

    private static FixSessionOptions ByHost => Pair.Initiator with { Confirmation = FixConfirmation.ByHost };

    [Fact]
    public void What_the_host_does_not_hold_yet_is_asked_for_again_after_a_crash()
    {
        var pair = new Pair(ByHost).LoggedOn();
        pair.Peer("8", Report);
        pair.Peer("8", Report);
        pair.Sent();
        Assert.Equal((4, 2), (pair.Session.NextInbound, pair.Store.NextInbound));

        pair.Session.Confirm(pair.Host.Marks[0]);
        pair.Sent();
        Assert.Equal(3, pair.Store.NextInbound);

        // The process dies; the next one knows only the store.
        var next = new Pair(ByHost, pair.Store);
        next.Session.Connect(next.Now);
        next.Peer("A", "98=0|108=30", 4);
        Assert.Contains("35=2|34=3|7=3|16=0", next.Sent());
        next.Peer("8", Report + "|43=Y|122=NOW", 3);
        Assert.Equal("3D E1", Assert.Single(next.Host.Messages));
    }

    [Fact]
    public void When_all_is_confirmed_session_messages_count_too()
    {
        var pair = new Pair(ByHost).LoggedOn();
        pair.Peer("8", Report);
        pair.Peer("0");
        pair.Session.Confirm(pair.Host.Marks.Single());
        pair.Sent();
        Assert.Equal(4, pair.Store.NextInbound);
    }

    [Fact]
    public void A_mark_of_an_older_numbering_confirms_nothing()
    {
        var pair = new Pair(ByHost).LoggedOn();
        pair.Peer("8", Report);
        var old = pair.Host.Marks.Single();
        pair.Now += 1_000_000_000;
        pair.Peer("A", "98=0|108=30|141=Y", 1);
        pair.Peer("8", Report, 2);
        pair.Session.Confirm(old with { MsgSeqNum = 2 });
        pair.Sent();
        Assert.Equal(2, pair.Store.NextInbound);
        pair.Session.Confirm(pair.Host.Marks[1]);
        pair.Sent();
        Assert.Equal(3, pair.Store.NextInbound);
    }

    [Fact]
    public void A_message_that_is_resent_within_one_run_reaches_the_host_once()
    {
        var pair = new Pair(ByHost).LoggedOn();
        pair.Peer("8", Report);
        pair.Session.Disconnect("cut", pair.Now);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30", 3);
        pair.Peer("8", Report + "|43=Y|122=NOW", 2);
        Assert.Single(pair.Host.Messages);
    }
}
