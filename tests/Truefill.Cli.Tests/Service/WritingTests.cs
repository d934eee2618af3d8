using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Service;

public sealed class WritingTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Submit = "orders submit --account ACC1 --side buy --symbol ";

    [Fact]
    public async Task An_order_is_entered_shown_and_known()
    {
        JsonElement order = await fixture.Json(Submit + "AAA --qty 100 --price 10.50 --tif gtc --cl-ord-id W1");
        Assert.Equal(("W1", "limit", "10.5"), (order.Text("cl_ord_id"), order.Text("type"), order.Text("price")));
        Assert.Equal(
            order.GetRawText()[..^1] + ",\"history\":[]}", (await fixture.Json("orders show W1")).GetRawText());
        Assert.Contains("history", (await fixture.Run("orders show W1")).Out);
        Assert.Equal("true", (await fixture.Json("orders known W1")).Text("known"));
        Assert.Contains("W1", (await fixture.Run("orders list --symbol AAA")).Out);

        Run unknown = await fixture.Run("orders known W-none -o json");
        Assert.Equal((3, """{"cl_ord_id":"W-none","known":false}"""), (unknown.Code, unknown.Out.Trim()));
    }

    [Fact]
    public async Task An_id_is_one_segment_whatever_it_holds()
    {
        await fixture.Json(Submit + "AAA --qty 1 --cl-ord-id a/b%2F?c");
        Assert.Equal("a/b%2F?c", (await fixture.Json("orders show a/b%2F?c")).Text("cl_ord_id"));
    }

    [Theory]
    [InlineData("orders cancel W-none", 3, "unknown_order")]
    [InlineData("orders resolve W-none --as canceled --reason r", 3, "unknown_order")]
    [InlineData("orders replace W-none --qty 5", 3, "unknown_order")]
    [InlineData("orders replace W-none", 2, "usage")]
    [InlineData("orders list --since yesterday", 2, "invalid_parameter")]
    [InlineData("kill-switch engage --scope symbol --reason r", 2, "kill_switch_target")]
    [InlineData("orders submit --account NOBODY! --symbol AAA --side buy --qty 1", 6, "unknown_account")]
    [InlineData("orders submit --account ACC1 --symbol AAA --side buy --qty 1 --take-profit 5 --stop-loss 6", 6, "malformed_request")]
    [InlineData("orders submit --account ACC1 --symbol AAA --side buy --qty 1 --cl-ord-id ..", 2, "invalid_field")]
    [InlineData("positions close", 2, "usage")]
    [InlineData("positions close --symbol NONE", 3, "not_found")]
    [InlineData("positions import nothing.csv", 3, "not_found")]
    [InlineData("inject nothing.json --reason r", 3, "not_found")]
    public async Task Refusals_have_their_code(string line, int exit, string code)
    {
        Run run = await fixture.Run("-o json " + line);
        Assert.Equal((exit, code), (run.Code, JsonDocument.Parse(run.Error).RootElement.GetProperty("error").Text("code")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public async Task An_empty_execution_file_is_said_to_be_empty(string content)
    {
        Run run = await fixture.Run("inject - --reason r", content);
        Assert.Equal((2, "error: the file is empty, -"), (run.Code, run.Error.Trim()));
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        await fixture.Json(Submit + "AAA --qty 1 --cl-ord-id W2");
        Run run = await fixture.Run(Submit + "AAA --qty 2 --cl-ord-id W2");
        Assert.Equal(6, run.Code);
        Assert.Contains("duplicate_cl_ord_id", run.Error);
    }

    [Fact]
    public async Task A_held_order_is_replaced_and_canceled()
    {
        await fixture.Json(Submit + "BBB --qty 100 --price 10 --cl-ord-id W3");
        Run replace = await fixture.Run("orders replace W3 --qty 50 --price 11 -o json");
        if (replace.Code == 0) Assert.Equal("50", JsonDocument.Parse(replace.Out).RootElement.Text("order_qty"));
        else Assert.Equal(6, replace.Code);
        JsonElement canceled = await fixture.Json("orders cancel W3");
        Assert.Equal("W3", canceled.Text("cl_ord_id"));
    }

    [Fact]
    public async Task Cancel_all_asks_first_and_says_what_it_did()
    {
        await fixture.Json(Submit + "CCC --qty 1 --price 1 --cl-ord-id W4");
        Assert.Equal(2, (await fixture.Run("orders cancel-all --symbol CCC")).Code);
        JsonElement done = await fixture.Json("orders cancel-all --symbol CCC --yes");
        Assert.Equal(["W4"], done.GetProperty("requested").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task Resolve_needs_an_unknown()
    {
        await fixture.Json(Submit + "DDD --qty 1 --cl-ord-id W5");
        Run run = await fixture.Run("orders resolve W5 --as canceled --reason phoned");
        Assert.Equal(6, run.Code);
        Assert.Contains("not_unknown", run.Error);
    }

    [Fact]
    public async Task Opening_lots_are_imported_once_from_csv_and_json()
    {
        string csv =
            fixture.Write("lots.csv", "account,symbol,qty,px,reference\r\nACC1,III,10,1.50,L1\nACC2,III,-5,\"2\",L2\n");
        JsonElement first = await fixture.Json("positions import " + csv);
        Assert.Equal(("2", "0"), (first.Text("imported"), first.Text("duplicates")));
        string json =
            fixture.Write("lots.json", """[{"account":"ACC1","symbol":"III","qty":10,"px":1.50,"reference":"L1"}]""");
        JsonElement again = await fixture.Json("positions import " + json);
        Assert.Equal(("0", "1"), (again.Text("imported"), again.Text("duplicates")));
        JsonElement items = (await fixture.Json("positions list --symbol III")).GetProperty("items");
        Assert.Equal(["10", "-5"], items.EnumerateArray().Select(p => p.Text("qty")));

        Assert.Equal(2, (await fixture.Run("positions import " + fixture.Write("bad.csv", "symbl\nx\n"))).Code);
        Assert.Equal(2, (await fixture.Run("positions import " + fixture.Write("bad.json", "[1"))).Code);
        Run unstated = await fixture.Run("positions import " + fixture.Write("lots2.csv", "symbol,qty\nIII,1\n"));
        Assert.Contains("'items[0].px' is required", unstated.Error);
    }

    [Fact]
    public async Task What_cannot_be_booked_is_kept_and_is_an_error()
    {
        Run run = await fixture.Run("inject - --reason r", "{\"symbol\":");
        Assert.Equal(1, run.Code);
        Assert.Contains("dead letter", run.Error);
    }

    [Fact]
    public async Task A_position_is_closed_by_an_order_on_the_other_side()
    {
        await fixture.Fill("C1", "sell", "7", "10", "SHO");
        Assert.Equal(2, (await fixture.Run("positions close --symbol SHO")).Code);
        Run run = await fixture.Run("-o json positions close --symbol SHO --yes");
        Assert.Equal((0, ""), (run.Code, run.Error));
        JsonElement order = JsonDocument.Parse(run.Out).RootElement.GetProperty("items")[0];
        Assert.Equal(("buy", "7", "market"), (order.Text("side"), order.Text("order_qty"), order.Text("type")));
    }

    [Fact]
    public async Task Marks_are_prices_or_rates()
    {
        JsonElement price = await fixture.Json("marks set MMM 12.50");
        Assert.Contains(price.GetProperty("items").EnumerateArray(), m => m.Text("symbol") == "MMM" && m.Text("price") == "12.5");
        JsonElement rate = await fixture.Json("marks set USDTWD 32.1");
        Assert.Contains(rate.GetProperty("rates").EnumerateArray(), r => r.Text("from") == "USD" && r.Text("rate") == "32.1");
        await fixture.Json("marks set BTCUSD 90000");
        await fixture.Fill("FX1", "buy", "1", "1.1", "EURUSD");
        JsonElement held = await fixture.Json("marks set EURUSD 1.2");
        Assert.Contains(held.GetProperty("items").EnumerateArray(), m => m.Text("symbol") == "EURUSD");
    }

    [Theory]
    [InlineData("reconcile")]
    [InlineData("exec reconcile")]
    public async Task Reconciling_without_a_venue_that_can_be_asked_finds_nothing_and_says_so_in_json(string line)
    {
        JsonElement made = await fixture.Json(line);
        Assert.Empty(made.GetProperty("breaks").EnumerateArray());
    }

    [Theory]
    [InlineData("router")]
    [InlineData("engine")]
    public async Task What_is_not_there_yet_says_so(string line)
    {
        Run run = await fixture.Run(line);
        Assert.Equal(1, run.Code);
        Assert.StartsWith("planned:", run.Error);
    }
}
