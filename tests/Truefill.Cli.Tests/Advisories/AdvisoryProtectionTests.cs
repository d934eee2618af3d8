using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Advisories;

/// <summary>What protects a position after the fill, at the venue or held by the engine.</summary>
public sealed class AdvisoryProtectionTests(AdvisoryWorld world) : AdvisoryScenario(world)
{
    [Theory]
    [ThreeDoors]
    public async Task A_leg_that_the_venue_refuses_is_held_counts_as_present_and_sells_at_its_level(string door)
    {
        IAdvisoryDoor at = await Execute("ENGINE", door);
        string id = Symbol("ENGINE", door);
        JsonElement result = await Compared(at, id);
        Assert.Equal(("filled", "147.98"), (result.Text("status"), result.Text("final_sl")));
        Assert.Equal(("matched", "147.98"), (Report(result).Text("status"), Report(result).Text("internal_sl")));
        Assert.Null(Report(result).Text("broker_sl"));

        await at.Mark(id, "147.99");
        await at.Advance("1s");
        Assert.Equal(100, await Held(at, id));
        await at.Mark(id, "147.98");
        for (int left = 10; left > 0 && await Held(at, id) != 0; left--) await at.Advance("1s");
        Assert.Equal(0, await Held(at, id));
        Assert.Equal("", await Legs(at, id));
    }

    [Theory]
    [ThreeDoors]
    public async Task A_leg_that_fills_takes_the_other_one_with_it(string door)
    {
        IAdvisoryDoor at = await Execute("TARGET", door);
        string id = Symbol("TARGET", door);
        await UntilProtected(at, id);
        for (int left = 20; left > 0 && await Held(at, id) != 0; left--) await at.Advance("1s");
        Assert.Equal(0, await Held(at, id));
        for (int left = 10; left > 0 && (await at.OpenOrders(id)).Count > 0; left--) await at.Advance("1s");
        Assert.Empty(await at.OpenOrders(id));
        Assert.Equal("filled", (await Told(at, id)).Text("status"));
    }

    [Theory]
    [ThreeDoors]
    public async Task An_ordinary_order_has_the_same_protection_as_far_as_it_is_filled(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        string id = Symbol("BRACKET", door);
        await at.Buy(id, 100, takeProfit: "160", stopLoss: "140");
        await at.Advance("2s");
        Assert.Equal("", await Legs(at, id));
        await UntilProtected(at, id, "limit 40 160, stop 40 140");
        Assert.Equal(40, await Held(at, id));
        await UntilProtected(at, id, "limit 100 160, stop 100 140");
        Assert.All(
            (await at.OpenOrders(id)).Where(order => order.TryGetProperty("leg", out _)),
            leg => Assert.Equal(id, leg.Text("parent")));
    }

    [Theory]
    [ThreeDoors]
    public async Task Protection_follows_a_correction_and_a_bust(string door)
    {
        IAdvisoryDoor at = await World.Open(door);
        string id = Symbol("CORRECTED", door);
        await at.Buy(id, 100, takeProfit: "160", stopLoss: "140");
        await UntilProtected(at, id, "limit 100 160, stop 100 140");
        await UntilProtected(at, id, "limit 60 160, stop 60 140");
        Assert.Equal(60, await Held(at, id));
        await UntilProtected(at, id, "");
        Assert.Equal(0, await Held(at, id));
    }
}
