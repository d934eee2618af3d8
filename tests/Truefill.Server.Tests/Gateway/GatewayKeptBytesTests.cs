using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Fix;

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

    [Theory]
    [InlineData("AN")]
    [InlineData("H")]
    [InlineData("E")]
    public async Task Of_what_is_not_decided_only_the_beginning_is_kept(string type)
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayAlone client = new(day.Service.Host, _ => Task.FromResult(default(Answer)));
        client.Send(2, type, (11, "C1"), (55, "IBM"), (54, "1"), (58, new string('x', 20_000)));
        string kept = Encoding.ASCII.GetString(Assert.Single(client.Asked).Raw.Span);

        Assert.Equal(4096, kept.Length);
        Assert.Contains($"\u000135={type}\u0001", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_kept_whole()
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayAlone client = new(day.Service.Host, _ => Task.FromResult(default(Answer)));
        client.Send(
            2, "D", (11, "C1"), (55, "IBM"), (54, "1"), (38, "5"), (40, "1"), (58, new string('x', 20_000)), (60, "20260105-08:00:00"));
        Assert.InRange(Assert.Single(client.Asked).Raw.Length, 20_000, 21_000);
    }

    [Fact]
    public async Task What_is_longer_than_any_request_is_no_message()
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Connection.Send(
            "AN"u8, new string('x', 70_000), static (ref FixMessageWriter writer, string text) => writer.Append(Tags.Text, text), bytesMax: 100_000);
        client.Until(() => Assert.Single(day.Service.Gateway!.Sessions).Log.Garbled > 0, "it is seen");

        Assert.Equal(0, day.Service.Host.Read(r => r.Books.Intake.Ignored));
    }

    [Fact]
    public async Task A_client_that_sends_more_than_is_agreed_is_read_later_and_loses_nothing()
    {
        using GatewayDay day = await GatewayDay.Start(more: "  messages_per_second: 100\n");
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        Stopwatch watch = Stopwatch.StartNew();
        for (int n = 0; n < 1200; n++) client.Send("AN", (710, "P1"));
        client.Until(() => client.Received.Count(m => m[35] == "j") == 1200, "each is answered");

        // A thousand may come at once, and two hundred are worth two seconds: what follows is not read before.
        client.Send("AN", (710, "P2"));
        client.Until(() => client.Received.Count(m => m[35] == "j") == 1201, "and this one");
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromMinutes(2));
        Assert.True(client.Connection.IsLoggedOn);
    }
}
