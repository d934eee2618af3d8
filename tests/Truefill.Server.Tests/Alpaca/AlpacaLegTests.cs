using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;
using Truefill.Server.Tests.Venues;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>Legs that protect a position, as Alpaca's clients find, count and cancel them.</summary>
public sealed class AlpacaLegTests : IAsyncLifetime
{
    private const string Yaml = """
        venues:
          - { id: SIM, type: simulated, clock: simulated, latency: 10ms, cash: 1000000 }
        """;

    private const string Both = """
        "type":"market","order_class":"bracket","take_profit":{"limit_price":"100000"},"stop_loss":{"stop_price":"1"}
        """;

    private SteppedApi api = null!;

    public async Task InitializeAsync()
    {
        api = await SteppedApi.StartAsync(Yaml);
        await api.Open();
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task Before_its_first_order_an_account_is_there_and_has_a_history()
    {
        Reply account = await api.Get("/v2/account");
        Assert.True(account.Status == 200, account.Text);
        Assert.Equal(("ACTIVE", "USD"), (account.Field("status"), account.Field("currency")));
        Reply history = await api.Get("/v2/account/portfolio/history");
        Assert.True(history.Status == 200, history.Text);
        foreach (string path in (string[])["/v2/positions", "/v2/orders?status=all", "/v2/account/activities"])
            Assert.Equal("[]", (await api.Get(path)).Text);
    }

    private async Task<string> Filled(string terms)
    {
        Reply placed = await api.Post("/v2/orders", Order(terms));
        Assert.True(placed.Status == 200, placed.Text);
        await api.Advance("5s");
        Reply shown = await api.Get("/v2/orders/" + placed.Field("id"));
        Assert.Equal("filled", shown.Field("status"));
        return placed.Field("id");
    }

    private static string Order(string terms) =>
        $$"""{"symbol":"SPY","side":"buy","qty":"10","time_in_force":"day",{{terms}}}""";

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
