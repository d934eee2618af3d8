using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Venues;

namespace Truefill.Server.Tests.Gateway;

/// <summary>A field that changes what an order is, is refused by its name and never passed over.</summary>
public sealed class GatewayFieldTests
{
    [Theory]
    [InlineData(423, "1", "PriceType")]
    [InlineData(854, "1", "QtyType")]
    [InlineData(77, "O", "PositionEffect")]
    [InlineData(15, "EUR", "Currency")]
    [InlineData(63, "3", "SettlType")]
    [InlineData(205, "15", "MaturityDay")]
    [InlineData(541, "20261218", "MaturityDate")]
    [InlineData(389, "0.1", "DiscretionOffsetValue")]
    [InlineData(847, "1", "TargetStrategy")]
    [InlineData(516, "10", "OrderPercent")]
    public async Task What_makes_another_order_of_it_is_refused_on_an_order_and_on_a_replace(int tag, string value, string name)
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Order("C2", "20", "10", (tag, value));
        var order = client.WaitFor(m => m[35] == "8" && m[11] == "C2", "the order is answered");
        Replace(client, "R1", (tag, value));
        var replace = client.WaitFor(m => m.GetValueOrDefault(11) == "R1", "the replace is answered");

        Assert.Equal(("8", "9"), (order[39], replace[35]));
        Assert.StartsWith("unsupported_field: ", order[58], StringComparison.Ordinal);
        Assert.EndsWith($"({name}({tag}) '{value}')", order[58], StringComparison.Ordinal);
        Assert.EndsWith($"({name}({tag}) '{value}')", replace[58], StringComparison.Ordinal);
        Assert.Single(day.Venue.Commands);
    }

    [Fact]
    public async Task What_says_the_usual_passes()
    {
        (int, string)[] usual = [(423, "2"), (854, "0"), (15, "USD"), (63, "0")];
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1", "100", "10", usual);
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        Replace(client, "R1", usual);
        client.WaitFor(m => m[35] == "8" && m[150] == "5", "it is replaced");
    }

    [Fact]
    public async Task A_currency_has_to_be_the_instruments()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        Assert.True(Currency.TryParse("EUR", out Currency eur));
        await day.Service.Host.AskAsync(new Input
        {
            Kind = InputKind.DefineInstrument,
            Body = new DefineInstrument("IBM", Px.FromTrusted(1), Currency: eur),
            Source = "test",
        });
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1", "100", "10", (15, "USD"));
        client.Order("C2", "100", "10", (15, "EUR"));
        Assert.Equal("8", client.WaitFor(m => m[35] == "8" && m[11] == "C1", "the first is refused")[39]);
        client.WaitFor(m => m[35] == "8" && m[11] == "C2" && m[39] == "0", "the second is accepted");
    }

    [Theory]
    [InlineData(18, "E", "contradicts_order")]
    [InlineData(18, "G", "unsupported_field")]
    [InlineData(100, "NOWHERE", "contradicts_order")]
    public async Task A_replace_cannot_make_an_order_reduce_only_or_move_it_to_another_venue(int tag, string value, string reason)
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        Replace(client, "R1", (tag, value));
        var refused = client.WaitFor(m => m.GetValueOrDefault(11) == "R1", "the replace is answered");

        Assert.Equal("9", refused[35]);
        Assert.StartsWith(reason + ": ", refused[58], StringComparison.Ordinal);
        Assert.Contains($"({tag}) '{value}'", refused[58], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replace_may_say_what_the_order_is_already()
    {
        using GatewayDay day = await GatewayDay.Start(script: Fill);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "2", "there is a position");
        client.Send("D", (11, "C2"), (1, "ACC1"), (55, "IBM"), (54, "2"), (38, "50"), (40, "2"), (44, "11"), (18, "E"), (100, "V"));
        client.WaitFor(m => m[35] == "8" && m[11] == "C2" && m[39] == "0", "the exit is accepted");
        client.Send("G", (41, "C2"), (11, "R2"), (55, "IBM"), (54, "2"), (38, "40"), (40, "2"), (44, "11"), (18, "E"), (100, "V"));
        client.WaitFor(m => m[35] == "8" && m[11] == "R2" && m[150] == "5", "it is replaced");
    }

    private static void Replace(GatewayClient client, string id, params (int Tag, string Value)[] more) => client.Send(
        "G", [(41, "C1"), (11, id), (55, "IBM"), (54, "1"), (38, "50"), (40, "2"), (44, "10"), .. more]);

    // Buys at once, and leaves sells open.
    private static void Fill(ScriptedVenue venue, VenueCommand command)
    {
        ScriptedVenue.Accept(venue, command);
        if (command is { Kind: VenueCommandKind.New, Terms.Side: Truefill.Domain.Orders.Side.Buy })
            venue.Say(command, ExecType.Trade, OrdStatus.Filled, 100, 10);
    }
}
