namespace Truefill.Fix.Tests.Sessions;

/// <summary>What a session says in each version.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData(FixVersion.Fix40, "35=3|34=3|45=3|58=ClOrdID(11) is missing", "35=2|34=4|7=4|16=999999", 17)]
    [InlineData(FixVersion.Fix41, "35=3|34=3|45=3|58=ClOrdID(11) is missing", "35=2|34=4|7=4|16=999999", 17)]
    [InlineData(FixVersion.Fix42, "35=3|34=3|45=3|371=11|372=D|373=1|58=ClOrdID(11) is missing", "35=2|34=4|7=4|16=0", 21)]
    [InlineData(FixVersion.Fix43, "35=3|34=3|45=3|371=11|372=D|373=1|58=ClOrdID(11) is missing", "35=2|34=4|7=4|16=0", 21)]
    [InlineData(FixVersion.Fix44, "35=3|34=3|45=3|371=11|372=D|373=1|58=ClOrdID(11) is missing", "35=2|34=4|7=4|16=0", 21)]
    [InlineData(FixVersion.Fix50, "35=3|34=3|45=3|371=11|372=D|373=1|58=ClOrdID(11) is missing", "35=2|34=4|7=4|16=0", 21)]
    [InlineData(FixVersion.Fix50SP1, "35=3|34=3|45=3|371=11|372=D|373=1|58=ClOrdID(11) is missing", "35=2|34=4|7=4|16=0", 21)]
    [InlineData(FixVersion.Fix50SP2, "35=3|34=3|45=3|371=11|372=D|373=1|58=ClOrdID(11) is missing", "35=2|34=4|7=4|16=0", 21)]
    public void Rejects_resend_requests_and_times_have_the_form_of_their_version(
        FixVersion version, string reject, string request, int timeLength)
    {
        var log = new RecordingLog();
        var applied = version >= FixVersion.Fix50 ? $"|1137={(char)version.ApplVerId()}" : "";
        var pair = new Pair(Pair.Acceptor with { Version = version }, log: log).LoggedOn("98=0|108=30" + applied);
        pair.Peer("1", "112=A");
        Assert.Equal(["35=0|34=2|112=A"], pair.Sent());
        pair.Peer("D", "21=1|55=IBM|54=1|38=1|40=1|60=20261120-09:30:00");
        Assert.Equal([reject], pair.Sent());
        pair.Peer("0", number: 9);
        Assert.Equal([request], pair.Sent());
        var sent = log.Text[(log.Text.IndexOf("Out", System.StringComparison.Ordinal) + 4)..];
        var time = sent[(sent.IndexOf("\u000152=", System.StringComparison.Ordinal) + 4)..];
        Assert.Equal(timeLength, time.IndexOf('\u0001'));
        Assert.StartsWith("8=" + System.Text.Encoding.ASCII.GetString(version.BeginString()), sent);
    }

    [Theory]
    [InlineData(FixVersion.Fix41, "35=3|34=2|45=2|58=this kind of message is not supported here")]
    [InlineData(FixVersion.Fix42, "35=j|34=2|45=2|372=6|380=3|58=this kind of message is not supported here")]
    public void What_a_host_does_not_serve_is_answered_in_the_form_of_the_version(FixVersion version, string answer)
    {
        var host = new RecordingHost { Verdict = FixVerdict.Unsupported };
        var pair = new Pair(Pair.Acceptor with { Version = version }, host: host).LoggedOn();
        pair.Peer("6", "23=X");
        Assert.Equal([answer], pair.Sent());
    }

    [Fact]
    public void A_message_under_Fixt_may_be_of_another_application_version()
    {
        var options = Pair.Acceptor with { Version = FixVersion.Fix50SP2, Strictness = FixStrictness.Strict };
        var pair = new Pair(options).LoggedOn("98=0|108=30|1137=9");
        // 4.2 wants ExecTransType(20), 5.0 SP2 does not.
        const string report = "37=V|17=E|150=0|39=0|55=IBM|54=1|151=1|14=0|6=0|";
        pair.Peer("8", report);
        pair.Peer("8", "1128=4|" + report);
        Assert.Equal(["35=3|34=2|45=3|371=20|372=8|373=1|58=ExecTransType(20) is missing"], pair.Sent());
    }
}
