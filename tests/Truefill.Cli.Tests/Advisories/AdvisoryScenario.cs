using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>All scenarios share one service and its clock, one after the other.</summary>
[CollectionDefinition(nameof(AdvisoryScenario))]
public sealed class AdvisoryScenarios : ICollectionFixture<AdvisoryWorld>;

/// <summary>An advisory from its proposal to its result, through any door.</summary>
[Collection(nameof(AdvisoryScenario))]
public abstract class AdvisoryScenario(AdvisoryWorld world)
{
    private const int TurnsMost = 60;

    private protected const string Protected = "limit 100 155.53, stop 100 147.98";

    private protected AdvisoryWorld World => world;

    private protected static string Symbol(string scenario, string door) => AdvisoryScript.Symbol(scenario, door);

    private protected static async Task Approve(IAdvisoryDoor at, AdvisoryAsk ask)
    {
        Assert.Equal(IAdvisoryDoor.Taken, await at.Propose(ask));
        Assert.Equal(IAdvisoryDoor.Taken, await at.Decide(ask.Id, approve: true));
    }

    /// <summary>Proposed, approved and executed; what the venue does then is in the script.</summary>
    private protected async Task<IAdvisoryDoor> Execute(string scenario, string door)
    {
        IAdvisoryDoor at = await world.Open(door);
        AdvisoryAsk ask = new(Symbol(scenario, door));
        await Approve(at, ask);
        Assert.Equal(IAdvisoryDoor.Taken, await at.Execute(ask.Id));
        return at;
    }

    /// <summary>Time goes on until it has this status.</summary>
    private protected static Task<JsonElement> Until(IAdvisoryDoor at, string id, string status) =>
        Until(at, id, advisory => advisory.Text("status") == status);

    /// <summary>Time goes on until its outcome has been compared with the venue.</summary>
    private protected static async Task<JsonElement> Compared(IAdvisoryDoor at, string id) =>
        await Until(at, id, advisory => Report(advisory).ValueKind == JsonValueKind.Object);

    private protected static async Task<JsonElement> Until(IAdvisoryDoor at, string id, Func<JsonElement, bool> isSo)
    {
        JsonElement advisory = await Told(at, id);
        for (int left = TurnsMost; left > 0 && !isSo(advisory); left--)
        {
            await at.Advance("1s");
            advisory = await Told(at, id);
        }

        Assert.True(isSo(advisory), advisory.ToString());
        return advisory;
    }

    private protected static async Task<JsonElement> Told(IAdvisoryDoor at, string id)
    {
        JsonElement? advisory = await at.Show(id);
        Assert.NotNull(advisory);
        return advisory.Value;
    }

    private protected static JsonElement Report(JsonElement advisory) => advisory.GetProperty("reconciliation_report");

    /// <summary>Type, quantity and level of what rests at the venue beside the advisory's own order.</summary>
    private protected static async Task<string> Legs(IAdvisoryDoor at, string symbol) => string.Join(
        ", ",
        (await at.OpenOrders(symbol)).Where(order => order.TryGetProperty("leg", out _))
            .Select(order => string.Join(
                ' ', order.Text("type"), order.Text("leaves_qty"), order.Text("price") ?? order.Text("stop_px")))
            .Order(StringComparer.Ordinal));

    private protected static async Task UntilProtected(IAdvisoryDoor at, string symbol, string legs = Protected)
    {
        for (int left = TurnsMost; left > 0 && await Legs(at, symbol) != legs; left--) await at.Advance("1s");
        Assert.Equal(legs, await Legs(at, symbol));
    }

    private protected static async Task<decimal> Held(IAdvisoryDoor at, string symbol) =>
        (await at.Positions(symbol)).Sum(position => decimal.Parse(
            position.Text("qty")!, System.Globalization.CultureInfo.InvariantCulture));

    private protected static decimal Seconds(JsonElement row, string name) =>
        decimal.Parse(row.Text(name)!, System.Globalization.CultureInfo.InvariantCulture);

    private protected static async Task<string> Rows(IAdvisoryDoor at, string id) =>
        string.Join(", ", (await at.Log(id)).Select(row => row.Text("event")));
}
