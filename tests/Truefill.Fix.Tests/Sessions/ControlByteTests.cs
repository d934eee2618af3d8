using System;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>Lenient validation lets control bytes in; what cannot be sent back is answered without it.</summary>
public sealed class ControlByteTests
{
    [Fact]
    public void A_TestReqID_with_a_control_byte_is_rejected_and_the_session_goes_on()
    {
        var pair = new Pair().LoggedOn();
        pair.Peer("1", "112=A\rB");
        Assert.Equal(["35=3|34=2|45=2|371=112|372=1|373=6|58=TestReqID(112) has a control byte"], pair.Sent());
        pair.Peer("1", "112=AB");
        Assert.Equal(["35=0|34=3|112=AB"], pair.Sent());
        Assert.True(pair.Session.IsLoggedOn);
    }

    [Fact]
    public void A_TestReqID_of_any_length_comes_back()
    {
        var pair = new Pair().LoggedOn();
        var id = new string('x', 6000);
        pair.Peer("1", "112=" + id);
        Assert.Equal([$"35=0|34=2|112={id}"], pair.Sent());
    }

    [Fact]
    public void A_route_or_message_type_with_a_control_byte_is_left_out_of_the_answer()
    {
        var pair = new Pair().LoggedOn();
        pair.Peer("D", "115=A\rB|116=CS|21=1|55=IBM|54=1|38=1|40=1|60=20261120-09:30:00");
        Assert.StartsWith("35=3|34=2|129=CS|45=2|371=11|372=D|373=1|", Assert.Single(pair.Sent()), StringComparison.Ordinal);
        pair.Host.Verdict = FixVerdict.Unsupported;
        pair.Peer("U\r", "1=A");
        Assert.StartsWith("35=j|34=3|45=3|380=3|", Assert.Single(pair.Sent()), StringComparison.Ordinal);
        Assert.True(pair.Session.IsLoggedOn);
    }
}
