using System.Collections.Generic;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>Numbers that the counterparty jumps over: what of it was received, and who is told of the rest.</summary>
public sealed class SkippedTests
{
    private const string Report = "37=1|150=0|39=0|54=1|55=X|151=1|14=0|6=0";
    private const string GapFill = "43=Y|122=NOW|123=Y|36=";

    [Fact]
    public void What_came_early_and_is_jumped_over_was_received_all_the_same()
    {
        Pair pair = Behind(Pair.Initiator);
        pair.Peer("4", GapFill + "8", 2);
        Assert.Equal(["6 E6", "7 E7"], pair.Host.Messages);
        Assert.Equal(8, pair.Session.NextInbound);
        Assert.Equal("skipped 2 to 7", pair.Host.Events[^1]);
        pair.Peer("8", "17=E8|" + Report, 8);
        Assert.Equal("8 E8", pair.Host.Messages[^1]);
    }

    [Fact]
    public void A_reset_of_the_number_jumps_over_nothing_that_was_received()
    {
        Pair pair = Behind(Pair.Initiator);
        pair.Peer("4", "36=20", 30);
        Assert.Equal(["6 E6", "7 E7"], pair.Host.Messages);
        Assert.Equal((20, "skipped 2 to 19"), (pair.Session.NextInbound, pair.Host.Events[^1]));
    }

    [Fact]
    public void A_logon_with_new_numbers_on_a_standing_session_loses_what_was_missing_and_says_so()
    {
        Pair pair = Behind(Pair.Initiator);
        pair.Peer("A", "98=0|108=30|141=Y", 1);
        Assert.Equal(["6 E6", "7 E7"], pair.Host.Messages);
        Assert.Contains("skipped 2 to 6", pair.Host.Events);
        Assert.True(pair.Session.IsLoggedOn);
        Assert.Equal(2, pair.Session.NextInbound);
    }

    [Fact]
    public void An_order_that_its_client_jumps_over_is_stale()
    {
        Pair pair = Behind(Pair.Acceptor);
        pair.Peer("4", GapFill + "8", 2);
        Assert.Empty(pair.Host.Messages);
        Assert.Equal(8, pair.Session.NextInbound);
    }

    [Fact]
    public void One_gap_is_told_once_when_all_of_it_is_closed()
    {
        Pair pair = Behind(Pair.Initiator);
        pair.Peer("4", GapFill + "4", 2);
        pair.Peer("8", "43=Y|122=NOW|17=E4|" + Report, 4);
        Assert.DoesNotContain(pair.Host.Events, told => told.StartsWith("skipped", System.StringComparison.Ordinal));
        pair.Peer("4", GapFill + "6", 5);
        Assert.Equal(["4D E4", "6 E6", "7 E7"], pair.Host.Messages);
        Assert.Equal("skipped 2 to 5", pair.Host.Events[^1]);
    }

    [Fact]
    public void A_copy_that_came_early_is_not_handed_on_again()
    {
        Pair pair = Behind(Pair.Initiator);
        for (var number = 2; number <= 7; number++)
            pair.Peer("8", $"43=Y|122=NOW|17=E{number}|" + Report, number);
        List<string> told = pair.Host.Messages;
        Assert.Equal(["2D E2", "3D E3", "4D E4", "5D E5", "6 E6", "7 E7"], told);
    }

    // Logged on with number 5 while 2 was expected; 6 and 7 have come since.
    private static Pair Behind(FixSessionOptions options)
    {
        Pair pair = new(options);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=30", 1);
        pair.Peer("8", "17=E6|" + Report, 6);
        pair.Peer("8", "17=E7|" + Report, 7);
        Assert.Contains("35=2|34=2|7=2|16=0", pair.Sent());
        Assert.Empty(pair.Host.Messages);
        return pair;
    }
}
