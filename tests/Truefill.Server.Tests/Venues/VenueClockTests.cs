using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.DryRun;
using Truefill.Server.Offline;
using Truefill.Server.Service;
using Truefill.Server.Tests.Http;
using Truefill.Server.Venues;

namespace Truefill.Server.Tests.Venues;

/// <summary>A test moves the time of a simulated venue from outside.</summary>
public sealed class VenueClockTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-clock-").FullName;
    private RunningService service = null!;
    private WebHost web = null!;

    private HttpClient Client { get; set; } = null!;

    public async Task InitializeAsync()
    {
        const string Yaml =
            """
            venues:
              - { id: SIM, type: simulated, clock: simulated, latency: 1s }
              - { id: RUNS, type: simulated }
            """;
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest { Yaml = Yaml });
        Assert.Empty(result.Errors);
        TruefillOptions options = result.Options!;
        string state = Path.Combine(folder, "state");
        StateDirectory.Init(state, "clock", Guid.NewGuid());
        service = await RunningService.StartAsync(
            new ServicePlan
            {
                StateDirectory = state,
                Urls = ["http://127.0.0.1:0"],
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                Venues = path => VenueFactory.Create(options, path),
            },
            CancellationToken.None);
        web = await WebHost.StartAsync(service);
        Client = new HttpClient
        {
            BaseAddress = new Uri(web.Urls.First(url => url.StartsWith("http://", StringComparison.Ordinal))),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await web.DisposeAsync();
        service.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_order_reaches_the_venue_when_its_time_has_been_advanced_by_the_latency()
    {
        // The questions of its start wait for its clock too.
        await UntilIs(
            "/api/v1/venues",
            json => json.GetProperty("items")[0].GetProperty("trading").GetString() == "open",
            () => Advance("1s"));
        Reply entered = await Post(
            "/api/v1/orders", """{"symbol":"IBM","side":"buy","qty":"1","price":"1","venue":"SIM","cl_ord_id":"C1"}""");
        Assert.Equal(201, entered.Status);
        DateTimeOffset before = await Advance("0s");
        Assert.Equal("pending_new", (await Get("/api/v1/orders/C1")).Field("ord_status"));

        DateTimeOffset after = await Advance("2s");

        Assert.Equal(TimeSpan.FromSeconds(2), after - before);
        await UntilIs(
            "/api/v1/orders/C1",
            json => json.GetProperty("ord_status").GetString() == "new",
            () => Advance("1s"));
    }

    [Fact]
    public async Task An_order_is_shown_with_one_row_for_each_report_as_a_dry_run_of_the_journal_shows_it()
    {
        await UntilIs(
            "/api/v1/venues",
            json => json.GetProperty("items")[0].GetProperty("trading").GetString() == "open",
            () => Advance("1s"));
        await Post(
            "/api/v1/orders", """{"symbol":"IBM","side":"buy","qty":"5","price":"1","venue":"SIM","cl_ord_id":"C1"}""");
        Assert.Equal(0, (await Get("/api/v1/orders/C1")).Json.GetProperty("history").GetArrayLength());
        await UntilIs("/api/v1/orders/C1", json => json.GetProperty("reports").GetInt32() == 1, () => Advance("1s"));
        await Client.PatchAsync(
            new Uri("/api/v1/orders/C1", UriKind.Relative),
            new StringContent("""{"qty":"3"}""", Encoding.UTF8, "application/json"));
        await UntilIs("/api/v1/orders/C1", json => json.GetProperty("reports").GetInt32() == 2, () => Advance("1s"));
        await Client.DeleteAsync(new Uri("/api/v1/orders/C1", UriKind.Relative));
        await UntilIs("/api/v1/orders/C1", json => json.GetProperty("reports").GetInt32() == 3, () => Advance("1s"));

        JsonElement order = (await Get("/api/v1/orders/C1")).Json;
        JsonElement[] history = [.. order.GetProperty("history").EnumerateArray()];
        Assert.Equal(history.Length, order.GetProperty("reports").GetInt32());
        Assert.Equal(
            ["new new 5 5", "replaced new 3 3", "canceled canceled 3 0"],
            history.Select(row => string.Join(
                ' ', Text(row, "exec_type"), Text(row, "ord_status"), Text(row, "order_qty"), Text(row, "leaves_qty"))));

        using OfflineState journal = OfflineState.Open(Path.Combine(folder, "state"));
        DryRunResult result = JournalDryRun.Run(journal, null);
        Assert.Equal(
            result.HistoryOf(result.Orders.Single().Handle).Select(row => $"{row.Line} {row.AvgPx} {row.CumQty}"),
            history.Select(row => $"{row.GetProperty("line")} {Text(row, "avg_px")} {Text(row, "cum_qty")}"));
    }

    [Fact]
    public async Task A_report_that_came_again_is_one_more_row()
    {
        await UntilIs(
            "/api/v1/venues",
            json => json.GetProperty("items")[0].GetProperty("trading").GetString() == "open",
            () => Advance("1s"));
        await Post("/api/v1/orders", """{"symbol":"IBM","side":"buy","qty":"1","venue":"SIM","cl_ord_id":"C2"}""");
        await UntilIs("/api/v1/orders/C2", json => Text(json, "ord_status") == "filled", () => Advance("1s"));

        // The venue tells its executions again.
        Task<Reply> compared = Post("/api/v1/reconciliations", """{"venue":"SIM"}""");
        await UntilIs(
            "/api/v1/orders/C2",
            json => compared.IsCompleted && json.GetProperty("history").GetArrayLength() == 3,
            () => Advance("1s"));
        Assert.Equal(200, (await compared).Status);

        JsonElement order = (await Get("/api/v1/orders/C2")).Json;
        Assert.Equal(3, order.GetProperty("reports").GetInt32());
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
        Reply refused = await Post($"/api/v1/venues/{venue}/clock", body);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    private async Task<DateTimeOffset> Advance(string by)
    {
        Reply reply = await Post("/api/v1/venues/SIM/clock", $$"""{"advance":"{{by}}"}""");
        Assert.Equal(200, reply.Status);
        return DateTimeOffset.Parse(reply.Field("time")!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task UntilIs(string path, Func<JsonElement, bool> isSo, Func<Task>? meanwhile = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo((await Get(path)).Json))
        {
            if (meanwhile is not null) await meanwhile();
            await Task.Delay(20, limit.Token);
        }
    }

    private async Task<Reply> Get(string path) =>
        await Reply.Of(await Client.GetAsync(new Uri(path, UriKind.Relative)));

    private async Task<Reply> Post(string path, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        return await Reply.Of(await Client.PostAsync(new Uri(path, UriKind.Relative), content));
    }
}
