using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Fix;

namespace Truefill.Server.Tests.Gateway;

/// <summary>Ids and names that a client could not be told again are refused before anything comes of them.</summary>
public sealed class ClientTextTests
{
    [Fact]
    public async Task An_id_or_name_with_a_byte_that_is_not_printable_is_rejected_and_names_its_field()
    {
        using GatewayDay day = await GatewayDay.Start(script: (venue, command) => venue.Say(command, ExecType.New, OrdStatus.New));
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        Order(11, "A17\r");
        Order(1, "ACC\u00E9");
        Order(55, "IBM\u007F");
        Order(100, "V\u00E9");
        client.SendBytes("F", 41, [(byte)'C', 1 + 1], (11, "X1"), (55, "IBM"), (54, "1"));
        client.SendBytes("F", 37, [(byte)'C', 0x80], (41, "C1"), (11, "X2"), (55, "IBM"), (54, "1"));
        client.SendBytes("H", 790, "Q\r"u8.ToArray(), (11, "C1"), (55, "IBM"), (54, "1"));
        client.SendBytes("AF", 584, "M\u00E9"u8.ToArray(), (585, "7"));
        client.SendBytes("q", 55, "IBM\t"u8.ToArray(), (11, "M1"), (530, "1"));
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the next order is accepted");

        Assert.Equal(
            ["D 11 6", "D 1 6", "D 55 6", "D 100 6", "F 41 6", "F 37 6", "H 790 6", "AF 584 6", "q 55 6"],
            client.Received.Where(m => m[35] == "3").Select(m => $"{m[372]} {m[371]} {m[373]}"));
        Assert.Equal("C1", Assert.Single(client.Received.Where(m => m[35] == "8").Select(m => m[11]).Distinct()));
        Assert.Single(day.Venue.Commands);

        void Order(int tag, string value) => client.SendBytes(
            "D", tag, Encoding.Latin1.GetBytes(value),
            [.. new (int Tag, string Value)[] { (11, "C1"), (1, "ACC1"), (55, "IBM"), (54, "1"), (38, "100"), (40, "2"), (44, "10") }.Where(field => field.Tag != tag)]);
    }

    [Fact]
    public async Task A_name_or_id_that_is_too_long_to_be_told_again_is_rejected()
    {
        using GatewayDay day = await GatewayDay.Start(script: (venue, command) => venue.Say(command, ExecType.New, OrdStatus.New));
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Order(new string('x', 48));
        client.Send("D", (11, "C1"), (1, "ACC1"), (55, new string('x', 65)), (54, "1"), (38, "5"), (40, "1"));
        client.Send("AF", (584, new string('x', 256)), (585, "7"));
        client.Send("AF", (584, new string('y', 255)), (585, "7"));
        client.WaitFor(m => m[35] == "8" && m.GetValueOrDefault(584)?[0] == 'y', "the last is answered");

        Assert.Equal(["11 5", "55 5", "584 5"], client.Received.Where(m => m[35] == "3").Select(m => $"{m[371]} {m[373]}"));
    }
}
