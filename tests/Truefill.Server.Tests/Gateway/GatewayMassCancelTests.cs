using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Venues;

namespace Truefill.Server.Tests.Gateway;

/// <summary>A mass cancel says what it cancels, and what it does not.</summary>
public sealed class GatewayMassCancelTests
{
    [Theory]
    [InlineData("FIX.4.3", FixVersion.Fix43, null)]
    [InlineData("FIX.4.4", FixVersion.Fix44, "99")]
    [InlineData("FIX.5.0SP2", FixVersion.Fix50SP2, "99")]
    public async Task While_the_venue_is_away_a_mass_cancel_is_refused_and_so_is_the_cancel_of_each_order(
        string begin, FixVersion version, string? reason)
    {
        using GatewayDay day = await GatewayDay.Start(GatewayDay.Session(begin), Accept);
        using GatewayClient client = new GatewayClient(day.Port, version).Connect();
        Enter(client, "C1", "C2");
        Drop(day, client);
        client.Send("q", (11, "M1"), (530, "7"));
        var report = client.WaitFor(m => m[35] == "r", "the mass cancel is answered");

        Assert.Equal(("M1", "0", "0", reason), (report[11], report[531], report[533], report.GetValueOrDefault(532)));
        Assert.StartsWith("2 of 2 not canceled: venue_not_connected: ", report[58], StringComparison.Ordinal);
        Assert.Equal(
            ["M1 C1 0 1", "M1 C2 0 1"],
            client.Received.Where(m => m[35] == "9").Select(m => $"{m[11]} {m[41]} {m[39]} {m[434]}"));
        Assert.DoesNotContain(day.Venue.Commands, each => each.Kind == VenueCommandKind.Cancel);
    }

    [Fact]
    public async Task A_mass_cancel_that_reaches_some_orders_only_says_how_many_it_does_not()
    {
        using GatewayDay day = await GatewayDay.Start(script: Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        Enter(client, "C1");
        Drop(day, client);

        // Held here, so it needs no venue.
        client.Order("C2", "20", "11");
        client.WaitFor(m => m[35] == "8" && m[11] == "C2", "it is held");
        client.Send("q", (11, "M1"), (530, "7"));
        var report = client.WaitFor(m => m[35] == "r", "the mass cancel is answered");

        Assert.Equal(("7", "1"), (report[531], report[533]));
        Assert.StartsWith("1 of 2 not canceled: venue_not_connected: ", report[58], StringComparison.Ordinal);
        Assert.Equal("C1", Assert.Single(client.Received, m => m[35] == "9")[41]);
    }

    [Fact]
    public async Task Limits_of_cancels_hold_up_no_mass_cancel()
    {
        using GatewayDay day = await GatewayDay.Start(script: Accept);
        await day.Service.Host.AskAsync(new Input
        {
            Kind = InputKind.DefineLimits,
            Body = new DefineLimits([new LimitValue("", "", "", "", LimitKind.CancelsPerDay, 1)], "hash", IsLive: false),
            Source = "test",
        });
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        Enter(client, "C1", "C2", "C3");
        client.Send("q", (11, "M1"), (530, "7"));
        var report = client.WaitFor(m => m[35] == "r", "the mass cancel is answered");

        Assert.Equal(("7", "3", null), (report[531], report[533], report.GetValueOrDefault(58)));
        client.Until(() => client.Received.Count(m => m[35] == "8" && m[150] == "4") == 3, "all are canceled");
        Enter(client, "C4");
        client.Cancel("X4", "C4");
        Assert.StartsWith(
            "too_many_cancels", client.WaitFor(m => m[35] == "9", "a single one is refused")[58], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mass_cancel_leaves_orders_alone_whose_cancel_is_on_its_way()
    {
        using GatewayDay day = await GatewayDay.Start(script: (venue, command) =>
        {
            if (command.Kind == VenueCommandKind.New) venue.Say(command, ExecType.New, OrdStatus.New);
        });
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        Enter(client, "C1", "C2");
        client.Cancel("X1", "C1");
        client.Send("q", (11, "M1"), (530, "7"));
        var report = client.WaitFor(m => m[35] == "r", "the mass cancel is answered");

        Assert.Equal(("7", "1", null), (report[531], report[533], report.GetValueOrDefault(58)));
        Assert.DoesNotContain(client.Received, m => m[35] == "9");
    }

    private static void Enter(GatewayClient client, params string[] ids)
    {
        foreach (string id in ids)
        {
            client.Order(id, (10 + id[1]).ToString(System.Globalization.CultureInfo.InvariantCulture));
            client.WaitFor(m => m[35] == "8" && m[11] == id && m[39] == "0", "it is accepted");
        }
    }

    private static void Drop(GatewayDay day, GatewayClient client)
    {
        day.Venue.Drop();
        client.Until(() => !day.Service.Host.Read(r => r.Books.Sessions.All.Any(s => s.IsOpen)), "the venue is gone");
    }

    private static void Accept(ScriptedVenue venue, VenueCommand command) => venue.Say(
        command,
        command.Kind == VenueCommandKind.New ? ExecType.New : ExecType.Canceled,
        command.Kind == VenueCommandKind.New ? OrdStatus.New : OrdStatus.Canceled);
}
