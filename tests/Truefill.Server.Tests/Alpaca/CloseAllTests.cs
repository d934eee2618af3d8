using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;
using Truefill.Server.Tests.Venues;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>Closing everything at a venue that takes its time.</summary>
public sealed class CloseAllTests
{
    private const string Yaml = """
        venues:
          - { id: SIM, type: simulated, latency: 1s, cash: 1000000 }
        """;

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    public async Task A_position_that_a_working_order_sells_is_closed_once_the_venue_has_canceled_that(string word)
    {
        await using SteppedApi api = await SteppedApi.StartAsync(Yaml);
        await api.Open();
        await Enter(api, "buy", "\"type\":\"market\"");
        await api.UntilIs("/v2/positions", json => json.EnumerateArray().Any(Holds));
        await Enter(api, "sell", "\"type\":\"limit\",\"limit_price\":\"100000\"");
        await api.UntilIs("/v2/orders", json => json.EnumerateArray()
            .Any(order => order.GetProperty("status").GetString() == "new"));

        Reply closed = await api.Send(HttpMethod.Delete, "/v2/positions?cancel_orders=" + word);

        Assert.Equal(207, closed.Status);
        Assert.Equal(200, Assert.Single(closed.Json.EnumerateArray()).GetProperty("status").GetInt32());
        await api.UntilIs("/v2/positions", json => json.GetArrayLength() == 0);
        Assert.Equal("[]", (await api.Get("/v2/orders")).Text);

        static bool Holds(System.Text.Json.JsonElement position) => position.GetProperty("qty").GetString() == "100";
    }

    private static async Task Enter(SteppedApi api, string side, string terms) => Assert.Equal(200, (await api.Post(
        "/v2/orders",
        $$"""{"symbol":"SPY","side":"{{side}}","qty":"100","time_in_force":"day",{{terms}}}""")).Status);
}
