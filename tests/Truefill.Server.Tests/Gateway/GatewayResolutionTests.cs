using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Server.Configuration.Options;
using Truefill.Venues;

namespace Truefill.Server.Tests.Gateway;

/// <summary>What a client is told when a person says what became of its request.</summary>
public sealed class GatewayResolutionTests
{
    [Fact]
    public async Task An_order_resolved_as_accepted_is_told_as_new()
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        await LoseTrack(day, client);
        await Resolve(day, "C1", Resolution.Accepted);
        var told = Resolved(client);

        Assert.Equal(("0", "0", "C1", null), (told[150], told[39], told[11], told.GetValueOrDefault(41)));
    }

    [Fact]
    public async Task A_replace_resolved_as_accepted_is_told_as_replaced_under_its_own_id()
    {
        using GatewayDay day = await GatewayDay.Start(script: AcceptOrders);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        await Enter(client);
        client.Replace("R1", "C1", "50", "11");
        await LoseTrack(day, client);
        await Resolve(day, "R1", Resolution.Accepted);
        var told = Resolved(client);

        Assert.Equal(("5", "0", "R1", "C1", "50", "11"), (told[150], told[39], told[11], told[41], told[38], told[44]));
    }

    [Theory]
    [InlineData(Resolution.Accepted)]
    [InlineData(Resolution.Canceled)]
    public async Task A_cancel_that_is_said_to_have_ended_its_order_is_told_under_its_own_id(Resolution how)
    {
        using GatewayDay day = await GatewayDay.Start(script: AcceptOrders);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        await Enter(client);
        client.Cancel("X1", "C1");
        await LoseTrack(day, client);
        await Resolve(day, "X1", how);
        var told = Resolved(client);

        Assert.Equal(("4", "4", "X1", "C1"), (told[150], told[39], told[11], told[41]));
    }

    [Fact]
    public async Task The_end_of_an_order_answers_a_cancel_that_it_has_overtaken()
    {
        using GatewayDay day = await GatewayDay.Start(script: AcceptOrders);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        await Enter(client);
        client.Cancel("X1", "C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "6", "the cancel is taken");
        day.Venue.Say(day.Venue.Commands.First(), ExecType.Canceled, OrdStatus.Canceled);
        var told = client.WaitFor(m => m[35] == "8" && m[39] == "4", "it is canceled");

        Assert.Equal(("4", "X1", "C1"), (told[150], told[11], told[41]));
    }

    [Fact]
    public async Task An_order_resolved_as_rejected_while_it_waits_for_its_venues_rate_limit_is_taken_out_of_the_line()
    {
        using GatewayDay day = await GatewayDay.Start(rate: new VenueRateOptions(1, TimeSpan.FromHours(1), 0));
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.Order("C2", "50");
        client.Until(() => day.Service.Venues.Waiting().Sum(each => each.Count) > 0, "it waits");
        await LoseTrack(day, client);
        int before = day.Service.Venues.Waiting().Sum(each => each.Count);
        await Resolve(day, "C2", Resolution.Rejected);
        var told = Resolved(client);
        client.Until(() => day.Service.Venues.Waiting().Sum(each => each.Count) == before - 1, "it waits no more");

        Assert.Equal(("8", "8", "C2"), (told[150], told[39], told[11]));
    }

    private static Dictionary<int, string> Resolved(GatewayClient client) => client.WaitFor(
        m => m[35] == "8" && m.GetValueOrDefault(58)?.StartsWith("resolved as ", StringComparison.Ordinal) == true,
        "what was resolved is told");

    private static async Task Enter(GatewayClient client)
    {
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        await Task.Yield();
    }

    private static async Task LoseTrack(GatewayDay day, GatewayClient client)
    {
        client.Until(() => day.Service.Host.Read(r => r.Books.Orders.All.Any(order => order.HasRequestInFlight)), "it is on its way");
        day.Venue.Drop();
        client.Until(() => day.Service.Host.Read(r => r.Books.Orders.All.Any(order => order.IsUnknown)), "the outcome is unknown");
        await Task.Yield();
    }

    private static async Task Resolve(GatewayDay day, string id, Resolution how) =>
        Assert.Equal(DenyReason.None, (await day.Service.Host.AskAsync(new Input
        {
            Kind = InputKind.ResolveOrder,
            Body = new ResolveOrder { ClOrdId = ClOrdId.FromTrusted(id), As = how, By = "ann", Reason = "the broker's word" },
            Source = "test",
        })).Reason);

    private static void AcceptOrders(ScriptedVenue venue, VenueCommand command)
    {
        if (command.Kind == VenueCommandKind.New) venue.Say(command, ExecType.New, OrdStatus.New);
    }
}
