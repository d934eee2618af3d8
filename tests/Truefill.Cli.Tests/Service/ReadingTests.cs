using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Service;

public sealed class ReadingTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Fills_and_positions_show_what_was_injected()
    {
        await fixture.Fill("R1", "buy", "10", "100.5", "RRR");
        await fixture.Fill("R2", "sell", "4", "101.25", "RRR");
        JsonElement fills = await fixture.Json("fills --symbol RRR");
        Assert.Equal(["R1", "R2"], fills.GetProperty("items").EnumerateArray().Select(f => f.Text("exec_id")));
        Assert.Equal(JsonValueKind.Null, fills.GetProperty("next").ValueKind);
        JsonElement newest = await fixture.Json("fills --symbol RRR --limit 1");
        Assert.Equal("R2", newest.GetProperty("items")[0].Text("exec_id"));

        JsonElement position = (await fixture.Json("positions list --symbol RRR")).GetProperty("items")[0];
        Assert.Equal(("6", "100.5", "3"), (position.Text("qty"), position.Text("avg_px"), position.Text("realized_pnl")));
        JsonElement lifo = (await fixture.Json("positions list --symbol RRR --method lifo")).GetProperty("items")[0];
        Assert.Equal("lifo", lifo.Text("method"));
        string table = (await fixture.Run("positions list --symbol RRR")).Out;
        Assert.StartsWith("account  strategy  symbol  qty  avg_px", table);
        string csv = (await fixture.Run("positions list --symbol RRR -o csv")).Out;
        Assert.StartsWith("account,strategy,symbol,qty,avg_px", csv);
        Assert.Contains(",RRR,6,100.5,3,", csv);
    }

    [Theory]
    [InlineData("exposure")]
    [InlineData("status")]
    public async Task Exposure_that_is_not_the_whole_says_what_is_missing(string line)
    {
        await fixture.Fill("GAP-" + line, "buy", "1", "1", "UNMARKED");
        string table = (await fixture.Run(line)).Out;
        Assert.Contains("exposure is not complete", table);
        Assert.Contains("UNMARKED", table[table.IndexOf("exposure is not complete", System.StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task Json_is_what_the_api_answers()
    {
        await fixture.Fill("J1", "buy", "10", "100", "JJJ");
        using System.Net.Http.HttpClient http = new() { BaseAddress = new System.Uri(fixture.Url) };
        foreach (string path in (string[])["fills", "positions", "exposure", "accounts", "pnl"])
        {
            string api = await http.GetStringAsync(new System.Uri("/api/v1/" + path, System.UriKind.Relative));
            string line = path == "positions" ? "positions list" : path;
            Assert.Equal(
                JsonSerializer.Serialize(JsonDocument.Parse(api)), JsonSerializer.Serialize(await fixture.Json(line)));
        }
    }

    [Theory]
    [InlineData("status", "mode")]
    [InlineData("exec status", "mode")]
    [InlineData("snapshot", "open_orders")]
    [InlineData("exec snapshot", "open_orders")]
    [InlineData("pnl", "totals")]
    [InlineData("pnl --strategy none", "totals")]
    [InlineData("exposure", "converted")]
    [InlineData("accounts", "items")]
    [InlineData("marks list", "rates")]
    [InlineData("orders list --status all", "items")]
    [InlineData("positions list --account nobody", "items")]
    public async Task Each_reading_command_answers_in_all_three_forms(string line, string member)
    {
        Assert.True((await fixture.Json(line)).TryGetProperty(member, out _));
        Run table = await fixture.Run(line), csv = await fixture.Run(line + " -o csv");
        Assert.Equal((0, 0, "", ""), (table.Code, csv.Code, table.Error, csv.Error));
        Assert.NotEqual("", table.Out);
        Assert.Contains(",", csv.Out);
    }

    [Fact]
    public async Task Status_as_csv_has_all_of_it()
    {
        string csv = (await fixture.Run("status -o csv")).Out;
        Assert.StartsWith("name,value\r\n", csv);
        Assert.Contains("\r\nmode,", csv);
        Assert.Contains("\r\nkill_switch.status,", csv);
        Assert.Contains("\r\nbreaks_open,", csv);
    }

    [Fact]
    public async Task Fills_as_csv_have_the_venues_order_id()
    {
        string csv = (await fixture.Run("fills -o csv")).Out;
        Assert.Contains(",cl_ord_id,order_id,", csv.Split('\n')[0]);
    }

    [Theory]
    [InlineData("positions list --account ACC1 --strategy s --symbol X --venue V --since 2026-01-01T00:00:00Z")]
    [InlineData("pnl --account ACC1 --strategy s --symbol X")]
    [InlineData("exposure --account ACC1 --strategy s")]
    [InlineData("accounts --account nobody")]
    [InlineData("marks list --symbol none --since 2026-01-01T00:00:00Z")]
    [InlineData("breaks list --account A --symbol X --venue V --since 2026-01-01T00:00:00Z")]
    [InlineData("suspense list --account A --symbol X --venue V --since 2026-01-01T00:00:00Z")]
    [InlineData("alerts list --all --since 2100-01-01T00:00:00Z")]
    [InlineData("limits show --account A --strategy s --venue V --symbol X")]
    public async Task Lists_are_narrowed_by_what_the_api_narrows_them_by(string line) =>
        Assert.Equal(0, (await fixture.Json(line)).GetProperty("items").GetArrayLength());

    [Fact]
    public async Task A_pnl_can_be_that_of_one_symbol()
    {
        await fixture.Fill("Y1", "buy", "10", "100", "YYY");
        await fixture.Fill("Y2", "sell", "10", "107", "YYY");
        JsonElement one = (await fixture.Json("pnl --symbol YYY")).GetProperty("items")[0];
        Assert.Equal("70", one.Text("realized_pnl"));
    }

    [Fact]
    public async Task A_section_that_nothing_is_configured_in_is_empty_and_no_error()
    {
        Run run = await Cli.In("config", "show", "--section", "risk", "-o", "json");
        Assert.Equal(0, run.Code);
        Assert.Contains("nothing is configured below 'risk'", run.Error);
    }

    [Fact]
    public async Task Status_check_is_well_while_the_service_runs()
    {
        Assert.Equal(0, (await fixture.Run("status --check")).Code);
        Assert.Equal("running", (await fixture.Json("status")).Text("state"));
    }

    [Theory]
    [InlineData("orders show nothing", 3, "unknown_order")]
    [InlineData("why fill nothing", 3, "unknown_execution")]
    [InlineData("why position nothing", 3, "unknown_position")]
    [InlineData("fills --since yesterday", 2, "invalid_parameter")]
    [InlineData("snapshot --at 999999", 3, "not_found")]
    [InlineData("snapshot --at noon", 2, "usage")]
    [InlineData("exposure --symbol X", 2, "usage")]
    public async Task Errors_have_their_code(string line, int exit, string code)
    {
        Run run = await fixture.Run("-o json " + line);
        Assert.Equal(exit, run.Code);
        Assert.Equal(code, JsonDocument.Parse(run.Error).RootElement.GetProperty("error").Text("code"));
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task Snapshot_at_a_sequence_is_how_things_were()
    {
        await fixture.Fill("S1", "buy", "10", "100", "SSS");
        JsonElement first = (await fixture.Json("fills --symbol SSS")).GetProperty("items")[0];
        await fixture.Fill("S2", "buy", "5", "100", "SSS");
        long seq = first.GetProperty("seq").GetInt64();
        Assert.Equal("10", await QtyAt(seq.ToString()));
        Assert.Null(await QtyAt((seq - 1).ToString()));
        Assert.Equal("10", await QtyAt(first.Text("journaled_at")!));
        Assert.Equal("15", (await fixture.Json("positions list --symbol SSS")).GetProperty("items")[0].Text("qty"));
    }

    private async Task<string?> QtyAt(string at) => (await fixture.Json("snapshot --at " + at)).GetProperty("positions")
        .EnumerateArray().Where(p => p.Text("symbol") == "SSS").Select(p => p.Text("qty")).FirstOrDefault();
}
