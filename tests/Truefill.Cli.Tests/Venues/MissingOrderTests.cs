using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Advisories;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Venues;

/// <summary>An order that the venue had accepted and does not know any more, and the way out of it.</summary>
[Collection(nameof(AdvisoryScenario))]
public sealed class MissingOrderTests(AdvisoryWorld world)
{
    private const int TurnsMost = 60;

    [Theory]
    [InlineData("http", "canceled", "FORGOTTEN")]
    [InlineData("cli", "canceled", "FORGOTTEN")]
    [InlineData("http", "filled", "FORGOTTEN-FILLED")]
    [InlineData("cli", "filled", "FORGOTTEN-FILLED")]
    public async Task A_person_says_how_it_ended_and_the_break_is_over(string door, string end, string scenario)
    {
        IAdvisoryDoor at = await world.Open(door);
        string id = AdvisoryScript.Symbol(scenario, door);
        await Enter(door, id);
        await Until(at, id, "open");
        Assert.Equal("100", (await at.OpenOrders(id)).Single().Text("leaves_qty"));

        await Do(
            door, $"orders resolve {id} --as {end} --reason word-of-the-desk",
            $"orders/{id}/resolve", $$"""{"as":"{{end}}","reason":"word of the desk","by":"ann"}""");

        Assert.Empty(await at.OpenOrders(id));
        await Until(at, id, "resolved");
        Assert.Empty(await at.Positions(id));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("cli")]
    public async Task Who_only_closes_the_break_leaves_the_order_as_it_is(string door)
    {
        IAdvisoryDoor at = await world.Open(door);
        string id = AdvisoryScript.Symbol("FORGOTTEN-LEFT", door);
        await Enter(door, id);
        string number = await Until(at, id, "open");

        await Do(
            door, $"breaks resolve {number} --reason known",
            $"breaks/{number}/resolve", """{"reason":"known","by":"ann"}""");

        await Until(at, id, "resolved");
        Assert.Equal("100", (await at.OpenOrders(id)).Single().Text("leaves_qty"));
    }

    private Task Enter(string door, string id) => Do(
        door, $"orders submit --symbol {id} --side buy --qty 100 --price 100 --account ACC1 --cl-ord-id {id}",
        "orders",
        $$"""{"symbol":"{{id}}","side":"buy","qty":"100","price":"100","account":"ACC1","cl_ord_id":"{{id}}"}""");

    // The number of the order's break, once it has that state.
    private async Task<string> Until(IAdvisoryDoor at, string id, string state)
    {
        for (int left = TurnsMost; left > 0; left--)
        {
            JsonElement found = (await at.Breaks()).FirstOrDefault(each =>
                each.TryGetProperty("cl_ord_id", out JsonElement of) && of.GetString() == id);
            if (found.ValueKind == JsonValueKind.Object && found.Text("state") == state)
            {
                Assert.Equal("missing_order", found.Text("class"));
                return found.Text("id")!;
            }

            await at.Advance("5s");
        }

        throw new Xunit.Sdk.XunitException($"no break of {id} is {state}");
    }

    private async Task Do(string door, string line, string path, string json)
    {
        if (door == "cli")
        {
            Run run = await Cli.In(["--state-dir", world.StatePath, "--by", "ann", .. line.Split(' ')]);
            Assert.True(run.Code == 0, run.Error);
            return;
        }

        using StringContent body = new(json, Encoding.UTF8, "application/json");
        Uri uri = new("/api/v1/" + path, UriKind.Relative);
        using HttpResponseMessage response = await world.Http.PostAsync(uri, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
