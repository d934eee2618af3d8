using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Server.DryRun;
using Truefill.Server.Offline;

namespace Truefill.Server.Tests.Venues;

/// <summary>What was reported of a bracket and of its legs, which follow each other's reports by themselves.</summary>
public sealed class LegHistoryTests : IAsyncLifetime
{
    private const string Yaml = """
        venues:
          - { id: SIM, type: simulated, clock: simulated, latency: 10ms, script: FOLDER/script.jsonl }
        """;

    private const string Script = """
        {"when": {"side": "buy"}, "new": ["accept", "delay 1s", "partial 4 @ 100", "delay 1s", "fill @ 100"]}
        {"when": {"side": "sell", "type": "market"}, "new": ["accept", "delay 1s", "fill @ 100"]}
        """;

    private SteppedApi api = null!;

    public async Task InitializeAsync()
    {
        api = await SteppedApi.StartAsync(Yaml, ("script.jsonl", Script));
        await api.Open();
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task The_history_of_an_order_has_its_own_reports_and_none_of_another_orders()
    {
        await api.Post(
            "/api/v1/orders",
            """
            {"symbol":"SPY","side":"buy","qty":"10","type":"market","cl_ord_id":"BR1","take_profit":"100000","stop_loss":"1"}
            """);
        await Pass();
        await api.Post(
            "/api/v1/orders",
            """{"symbol":"SPY","side":"sell","qty":"3","type":"market","reduce_only":true,"cl_ord_id":"BR3"}""");
        await Pass();
        string stop = (await Orders()).Single(order => Text(order, "type") == "stop").GetProperty("cl_ord_id").GetString()!;
        Assert.Equal(200, (await api.Send(HttpMethod.Delete, "/api/v1/orders/" + stop)).Status);
        await Pass();

        List<JsonElement> orders = await Orders();
        Assert.Equal(2, orders.Count(order => Text(order, "type") == "stop"));
        using OfflineState journal = OfflineState.Open(api.StatePath);
        DryRunResult replayed = JournalDryRun.Run(journal, null);
        foreach (JsonElement listed in orders)
        {
            string id = Text(listed, "cl_ord_id");
            JsonElement order = (await api.Get("/api/v1/orders/" + id)).Json;
            JsonElement[] history = [.. order.GetProperty("history").EnumerateArray()];
            Assert.Equal((id, order.GetProperty("reports").GetInt32()), (id, history.Length));
            Assert.Equal("new", Text(history[0], "exec_type"));
            bool isLeg = Text(listed, "type") is "stop" or "limit";
            Assert.Equal((id, !isLeg), (id, history.Any(row => Text(row, "exec_type") == "trade")));
            Order same = replayed.Orders.Single(each => each.ClOrdId.ToString() == id);
            Assert.Equal(
                replayed.HistoryOf(same.Handle).Select(row => $"{row.Line} {row.CumQty} {row.LeavesQty}"),
                history.Select(row => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.GetProperty("line")} {Text(row, "cum_qty")} {Text(row, "leaves_qty")}")));
        }
    }

    // Longer than anything takes that was asked for.
    private async Task Pass()
    {
        for (int i = 0; i < 10; i++) await api.Advance("1s");
    }

    private async Task<List<JsonElement>> Orders() =>
        [.. (await api.Get("/api/v1/orders")).Json.GetProperty("items").EnumerateArray()];

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
