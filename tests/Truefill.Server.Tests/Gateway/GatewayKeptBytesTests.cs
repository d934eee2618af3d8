using System;
using System.Text;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Tests.Gateway;

/// <summary>What the journal keeps of what a client sends beside orders.</summary>
public sealed class GatewayKeptBytesTests
{
    [Fact]
    public async Task Passwords_of_a_UserRequest_do_not_come_into_the_journal()
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayAlone client = new(day.Service.Host, _ => Task.FromResult(default(Answer)));
        client.Send(2, "BE", (923, "U1"), (924, "3"), (553, "me"), (554, "sesame"), (925, "barley"));
        string kept = Encoding.ASCII.GetString(Assert.Single(client.Asked).Raw.Span);

        Assert.Contains("\u0001554=******\u0001925=******\u0001", kept, StringComparison.Ordinal);
        Assert.Contains("\u0001923=U1\u0001", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_do_those_of_one_that_is_rejected()
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayAlone client = new(day.Service.Host, _ => Task.FromResult(default(Answer)));
        Assert.Contains(
            "\u000135=3\u0001", client.Send(2, "BE", (554, "sesame"), (54, "z")), StringComparison.Ordinal);
        Assert.Contains(
            "\u0001554=******\u0001", Encoding.ASCII.GetString(Assert.Single(client.Asked).Raw.Span), StringComparison.Ordinal);
    }
}
