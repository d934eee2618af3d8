using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Fix;
using Truefill.Venues;

namespace Truefill.Server.Tests.Gateway;

/// <summary>An id of a client stands for one thing, and what it says again is answered with what became of it.</summary>
public sealed class GatewayResendTests
{
    private static readonly (int, string)[] OfAcc2 =
        [(11, "C1"), (1, "ACC2"), (55, "IBM"), (54, "1"), (38, "7"), (40, "2"), (44, "10")];

    [Fact]
    public async Task A_clients_id_is_refused_in_its_other_account_and_in_one_that_is_new()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Send("D", OfAcc2);
        var refused = client.WaitFor(m => m[35] == "8" && m[39] == "8", "it is refused");
        Assert.Equal(("6", "ACC2", "NONE"), (refused[103], refused[1], refused[37]));

        // So the id names one order, also without its account.
        client.Cancel("X1", "C1");
        client.WaitFor(m => m[35] == "8" && m[11] == "X1" && m[39] == "4", "the order is canceled");
        client.Send("D", [.. OfAcc2.Select(f => f.Item1 == 1 ? (1, "ACC9") : f.Item1 == 11 ? (11, "X1") : f)]);
        client.Until(() => client.Received.Count(m => m[35] == "8" && m.GetValueOrDefault(103) == "6") == 2, "refused");
        Assert.Equal(2, day.Venue.Commands.Count);
    }

    [Fact]
    public async Task The_same_id_of_another_client_is_another_order()
    {
        string sessions = GatewayDay.Session() + ", " + GatewayDay.Session(name: "OTHER");
        using GatewayDay day = await GatewayDay.Start(sessions, ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        using GatewayClient other = new GatewayClient(day.Port, FixVersion.Fix44, "OTHER").Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        other.Order("C1");
        other.WaitFor(m => m[35] == "8" && m[39] == "0", "and so is the other's");
    }

    [Theory]
    [InlineData(false, "6")]
    [InlineData(true, "4")]
    public async Task A_cancel_that_is_said_again_is_answered_with_the_orders_status(bool isAnswered, string told)
    {
        using GatewayDay day = await GatewayDay.Start(script: (venue, command) =>
        {
            if (isAnswered || command.Kind == VenueCommandKind.New) ScriptedVenue.Accept(venue, command);
        });
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Cancel("X1", "C1");
        client.WaitFor(m => m[35] == "8" && m[11] == "X1" && m[39] == (isAnswered ? "4" : "6"), "the cancel is taken");
        client.Send("F", (97, "Y"), (41, "C1"), (11, "X1"), (55, "IBM"), (54, "1"));
        var status = client.WaitFor(m => m[35] is "9" || m.GetValueOrDefault(150) == "I", "it is answered");

        Assert.Equal(("8", "X1", "C1", told), (status[35], status[11], status[41], status[39]));
        Assert.Single(day.Venue.Commands, each => each.Kind == VenueCommandKind.Cancel);
    }

    [Fact]
    public async Task A_replace_that_is_said_again_is_answered_with_the_orders_status_and_not_made_again()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Replace("R1", "C1", "50", "11");
        client.WaitFor(m => m[35] == "8" && m[150] == "5", "it is replaced");
        client.Send("G", (97, "Y"), (41, "C1"), (11, "R1"), (55, "IBM"), (54, "1"), (38, "50"), (40, "2"), (44, "11"));
        var status = client.WaitFor(m => m[35] is "9" || m.GetValueOrDefault(150) == "I", "it is answered");

        Assert.Equal(("8", "R1", "C1", "0", "50"), (status[35], status[11], status[41], status[39], status[38]));
        Assert.Single(day.Venue.Commands, each => each.Kind == VenueCommandKind.Replace);
    }

    [Fact]
    public async Task A_replace_of_a_held_order_that_is_said_again_is_answered_with_its_status_too()
    {
        using GatewayDay day = await GatewayDay.Start();
        day.Venue.Drop();
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Until(() => !day.Service.Host.Read(r => r.Books.Sessions.All.Any(s => s.IsOpen)), "the venue is gone");
        client.Order("C1");
        client.Replace("R1", "C1", "50", "11");
        client.Send("G", (97, "Y"), (41, "C1"), (11, "R1"), (55, "IBM"), (54, "1"), (38, "50"), (40, "2"), (44, "11"));
        var status = client.WaitFor(m => m[35] is "9" || m.GetValueOrDefault(150) == "I", "it is answered");

        Assert.Equal(("8", "R1", "A", "50"), (status[35], status[11], status[39], status[38]));
    }

    [Fact]
    public async Task A_cancel_under_an_id_of_something_else_is_refused_however_it_is_said()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Send("F", (97, "Y"), (41, "C1"), (11, "C1"), (55, "IBM"), (54, "1"));
        Assert.Equal("6", client.WaitFor(m => m[35] == "9", "it is refused")[102]);
        client.Send("F", (97, "Y"), (41, "C1"), (11, "X1"), (55, "IBM"), (54, "1"));
        client.WaitFor(m => m[35] == "8" && m[11] == "X1" && m[39] == "4", "one that had not come is taken");
    }
}
