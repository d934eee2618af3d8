using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Fix;

namespace Truefill.Server.Tests.Gateway;

/// <summary>Requests about an order that name it by our id.</summary>
public sealed class GatewayOrderIdTests
{
    [Theory]
    [InlineData("F")]
    [InlineData("G")]
    public async Task An_order_is_reached_by_our_OrderID_alone(string type)
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        string orderId = client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted")[37];
        client.Send(type, (37, orderId), (11, "X1"), (55, "IBM"), (54, "1"), (38, "50"), (40, "2"), (44, "11"));
        var told = client.WaitFor(
            m => m[35] is "3" or "9" || (m.GetValueOrDefault(11) == "X1" && m.GetValueOrDefault(150) is "4" or "5"), "it is done");
        Assert.Equal(("8", "C1"), (told[35], told[41]));

        client.Send(type, (37, "T1-99"), (11, "X2"), (55, "IBM"), (54, "1"), (38, "50"), (40, "2"), (44, "11"));
        Assert.Equal("1", client.WaitFor(m => m[35] == "9", "another is not there")[102]);
        client.Send(type, (11, "X3"), (55, "IBM"), (54, "1"), (38, "50"), (40, "2"), (44, "11"));
        Assert.Equal("41", client.WaitFor(m => m[35] == "3", "none is named")[371]);
    }
}
