using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.DryRun;
using Truefill.Server.Offline;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Venues;

/// <summary>A test moves the time of a simulated venue from outside, and the engine's with it.</summary>
public sealed class VenueClockTests : IAsyncLifetime
{
    private SteppedApi api = null!;

    public async Task InitializeAsync() => api = await SteppedApi.StartAsync(
        """
        venues:
          - { id: SIM, type: simulated, clock: simulated, latency: 1s }
          - { id: RUNS, type: simulated }
        """);

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task An_order_reaches_the_venue_when_its_time_has_been_advanced_by_the_latency()
    {
        await api.Open();
        Reply entered = await api.Post(
            "/api/v1/orders", """{"symbol":"IBM","side":"buy","qty":"1","price":"1","venue":"SIM","cl_ord_id":"C1"}""");
        Assert.Equal(201, entered.Status);
        DateTimeOffset before = await api.Advance("0s");
        Assert.Equal("pending_new", (await api.Get("/api/v1/orders/C1")).Field("ord_status"));

        DateTimeOffset after = await api.Advance("2s");

        Assert.Equal(TimeSpan.FromSeconds(2), after - before);
        await api.UntilIs(
            "/api/v1/orders/C1",
            json => json.GetProperty("ord_status").GetString() == "new",
            () => api.Advance("1s"));
    }

    [Fact]
    public async Task An_order_is_shown_with_one_row_for_each_report_as_a_dry_run_of_the_journal_shows_it()
    {
        await api.Open();
        await api.Post(
            "/api/v1/orders", """{"symbol":"IBM","side":"buy","qty":"5","price":"1","venue":"SIM","cl_ord_id":"C1"}""");
        Assert.Equal(0, (await api.Get("/api/v1/orders/C1")).Json.GetProperty("history").GetArrayLength());
        await api.UntilIs("/api/v1/orders/C1", json => json.GetProperty("reports").GetInt32() == 1, () => api.Advance("1s"));
        await api.Send(HttpMethod.Patch, "/api/v1/orders/C1", """{"qty":"3"}""");
        await api.UntilIs("/api/v1/orders/C1", json => json.GetProperty("reports").GetInt32() == 2, () => api.Advance("1s"));
        await api.Send(HttpMethod.Delete, "/api/v1/orders/C1");
        await api.UntilIs("/api/v1/orders/C1", json => json.GetProperty("reports").GetInt32() == 3, () => api.Advance("1s"));

        JsonElement order = (await api.Get("/api/v1/orders/C1")).Json;
        JsonElement[] history = [.. order.GetProperty("history").EnumerateArray()];
        Assert.Equal(history.Length, order.GetProperty("reports").GetInt32());
        Assert.Equal(
            ["new new 5 5", "replaced new 3 3", "canceled canceled 3 0"],
            history.Select(row => string.Join(
                ' ', Text(row, "exec_type"), Text(row, "ord_status"), Text(row, "order_qty"), Text(row, "leaves_qty"))));

        using OfflineState journal = OfflineState.Open(api.StatePath);
        DryRunResult result = JournalDryRun.Run(journal, null);
        Assert.Equal(
            result.HistoryOf(result.Orders.Single().Handle).Select(row => $"{row.Line} {row.AvgPx} {row.CumQty}"),
            history.Select(row => $"{row.GetProperty("line")} {Text(row, "avg_px")} {Text(row, "cum_qty")}"));
    }

    [Fact]
    public async Task A_report_that_came_again_is_one_more_row()
    {
        await api.Open();
        await api.Post("/api/v1/orders", """{"symbol":"IBM","side":"buy","qty":"1","venue":"SIM","cl_ord_id":"C2"}""");
        await api.UntilIs("/api/v1/orders/C2", json => Text(json, "ord_status") == "filled", () => api.Advance("1s"));

        // The venue tells its executions again.
        Task<Reply> compared = api.Post("/api/v1/reconciliations", """{"venue":"SIM"}""");
        await api.UntilIs(
            "/api/v1/orders/C2",
            json => compared.IsCompleted && json.GetProperty("history").GetArrayLength() == 3,
            () => api.Advance("1s"));
        Assert.Equal(200, (await compared).Status);

        JsonElement order = (await api.Get("/api/v1/orders/C2")).Json;
        Assert.Equal(3, order.GetProperty("reports").GetInt32());
        JsonElement listed = (await api.Get("/api/v1/orders")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal(3, listed.GetProperty("reports").GetInt32());
        Assert.Equal(
            ["new 0", "trade 1", "trade 1"],
            order.GetProperty("history").EnumerateArray().Select(row => $"{Text(row, "exec_type")} {Text(row, "cum_qty")}"));
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    [Theory]
    [InlineData("SIM", """{"advance":"soon"}""", 400, "invalid_field")]
    [InlineData("SIM", """{"advance":"2d"}""", 400, "invalid_field")]
    [InlineData("SIM", "{}", 400, "missing_field")]
    [InlineData("RUNS", """{"advance":"1s"}""", 422, "clock_runs")]
    [InlineData("NONE", """{"advance":"1s"}""", 404, "unknown_venue")]
    public async Task What_cannot_be_advanced_is_refused(string venue, string body, int status, string code)
    {
        Reply refused = await api.Post($"/api/v1/venues/{venue}/clock", body);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Trading_opens_while_the_venues_time_stands()
    {
        DateTimeOffset before = await api.Advance("0s");
        await api.UntilIs(
            "/api/v1/venues", json => json.GetProperty("items")[0].GetProperty("trading").GetString() == "open");
        Assert.Equal(before, await api.Advance("0s"));
        Assert.Equal(200, (await api.Post("/api/v1/reconciliations", """{"venue":"SIM"}""")).Status);
    }

    [Fact]
    public async Task What_was_printed_is_a_mark_when_the_advance_returns()
    {
        DateTimeOffset now = await api.Advance("5s");
        IEnumerable<DateTimeOffset> marked = (await api.Get("/api/v1/marks")).Json.GetProperty("items").EnumerateArray()
            .Where(mark => Text(mark, "source") == "venue:SIM")
            .Select(mark => mark.GetProperty("time").GetDateTimeOffset());
        Assert.True(now - marked.Max() < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Advancing_takes_the_engine_along()
    {
        await api.Open();
        DateTimeOffset before = await EngineTime();
        await api.Advance("1h");
        Assert.True(await EngineTime() >= before.AddHours(1));
    }

    [Fact]
    public async Task A_line_of_the_prices_that_does_not_read_is_named_and_nothing_behind_it_is_printed()
    {
        await using SteppedApi broken = await SteppedApi.StartAsync(
            "venues: [ { id: SIM, type: simulated, clock: simulated, prices: FOLDER/prices.csv } ]",
            ("prices.csv", "time_utc,symbol,price,size\n2024-03-04T14:30:00Z,IBM,181,1\n2024-03-04T14:30:01Z,IBM,182,1\n"
                + "2024-03-04T14:30:02Z,IBM,?,1\n2024-03-04T14:30:03Z,IBM,183,1\n"));
        await broken.Open();
        DateTimeOffset before = await broken.Advance("0s");

        Reply refused = await broken.Post("/api/v1/venues/SIM/clock", """{"advance":"10s"}""");
        Assert.Equal((422, "prices_unreadable"), (refused.Status, refused.Code));
        Assert.Contains("prices.csv:4: price is no price", refused.Field("detail"), StringComparison.Ordinal);

        DateTimeOffset after = await broken.Advance("10s");
        Assert.InRange(after - before, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
        Assert.Equal("182", Text(
            (await broken.Get("/api/v1/marks")).Json.GetProperty("items").EnumerateArray().Single(), "price"));
    }

    private async Task<DateTimeOffset> EngineTime() => DateTimeOffset.Parse(
        (await api.Get("/api/v1/status")).Field("time")!, System.Globalization.CultureInfo.InvariantCulture);
}
