using System;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Venues;

/// <summary>The thirty seconds of an advisory and their two of grace, over HTTP, on simulated time.</summary>
public sealed class AdvisoryClockTests : IAsyncLifetime
{
    // The late fill hangs on the cancel at 30 s: the engine's clock has gone on by itself meanwhile.
    private const string Script =
        """
        {"when": {"symbol": "AAPL"}, "new": ["accept", "delay 10s", "fill @ 151"]}
        {"when": {"symbol": "MSFT"}, "new": ["accept"]}
        {"when": {"symbol": "NVDA"}, "new": ["accept"], "cancel": ["delay 500ms", "fill @ 151"]}
        {"when": {"symbol": "AMZN"}, "new": ["accept", "delay 50s", "fill @ 151"], "cancel": ["ignore"]}
        {"when": {"symbol": "IBM"}, "new": ["accept", "delay 5s", "partial 40 @ 151"]}
        {"when": {"symbol": "INTC"}, "new": ["lose", "delay 20s", "fill @ 151"], "cancel": ["ignore"]}
        """;

    // Between stop-loss and take-profit, and nothing afterwards.
    private const string Prices =
        """
        time_utc,symbol,price,size
        2026-01-05T15:00:00Z,AAPL,151,1
        2026-01-05T15:00:00Z,NVDA,151,1
        2026-01-05T15:00:00Z,AMZN,151,1
        2026-01-05T15:00:00Z,INTC,151,1
        """;

    private SteppedApi api = null!;

    public async Task InitializeAsync()
    {
        api = await SteppedApi.StartAsync(
            """
            accounts: [ { id: ACC1, venue: SIM } ]
            venues: [ { id: SIM, type: simulated, clock: simulated, latency: 5ms, prices: FOLDER/prices.csv,
                script: FOLDER/script } ]
            """,
            ("script", Script),
            ("prices.csv", Prices));
        await api.Open();
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Theory]
    [InlineData("AAPL", "filled", "100")]
    [InlineData("MSFT", "failed_timeout", "0")]
    [InlineData("NVDA", "executed_full_late", "100")]
    [InlineData("IBM", "partially_filled", "40")]
    public async Task A_fill_decides_by_when_it_comes(string symbol, string status, string filled)
    {
        await Execute(symbol);
        await api.Advance("9s");
        Assert.DoesNotContain((await Advisory(symbol)).Field("status"), new[] { "filled", "failed_timeout" });
        await api.Advance("26s");
        await api.UntilIs(Path(symbol), json => json.GetProperty("status").GetString() == status, () => api.Advance("1s"));
        Reply result = await Advisory(symbol);
        Assert.Equal(filled, result.Field("filled_size") ?? "0");
        if (filled != "0") Assert.Equal("147.98", result.Field("final_sl"));
        if (filled == "100") await IsProtected(symbol, "100");
    }

    [Fact]
    public async Task A_fill_after_the_grace_is_booked_protected_and_left_to_a_person()
    {
        await Execute("AMZN");
        await api.Advance("40s");
        await api.UntilIs(Path("AMZN"), json => json.GetProperty("status").GetString() == "failed_timeout");
        await api.Advance("11s");
        await IsProtected("AMZN", "100");
        Assert.Equal("failed_timeout", (await Advisory("AMZN")).Field("status"));
        Assert.Contains((await api.Get("/api/v1/breaks")).Items, found => found.GetProperty("class").GetString() == "late_fill");
    }

    [Fact]
    public async Task An_order_whose_acknowledgement_is_lost_is_asked_for_and_its_fill_is_in_time()
    {
        await Execute("INTC");
        await api.Advance("25s");
        await api.UntilIs(Path("INTC"), json => json.GetProperty("status").GetString() == "filled");
        await IsProtected("INTC", "100");
    }

    private static string Path(string symbol) => "/api/v1/advisories/ADV-" + symbol;

    private Task<Reply> Advisory(string symbol) => api.Get(Path(symbol));

    private async Task Execute(string symbol)
    {
        Reply proposed = await api.Post(
            "/api/v1/advisories",
            $$"""
            {"advisory_id":"ADV-{{symbol}}","symbol":"{{symbol}}","reference_price":150,"sl_offset_pct":-0.02,"tp_offset_pct":"0.03",
            "position_size":100,"expiration_timestamp":"2099-01-01T00:00:00Z","account":"ACC1","strategy":"swing"}
            """);
        Assert.Equal(201, proposed.Status);
        Assert.Equal(200, (await api.Post(Path(symbol) + "/approve", """{"by":"ann"}""")).Status);
        Assert.Equal("submitted", (await api.Post(Path(symbol) + "/execute", "{}")).Field("status"));
    }

    private Task IsProtected(string symbol, string qty) => api.UntilIs(
        "/api/v1/orders?status=open&symbol=" + symbol,
        json => json.GetProperty("items").EnumerateArray().Count(order =>
            order.GetProperty("type").GetString() is "stop" or "limit"
            && order.GetProperty("leaves_qty").GetString() == qty) == 2,
        () => api.Advance("1s"));
}
