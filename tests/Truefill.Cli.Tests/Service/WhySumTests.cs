using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Tests.Service;

/// <summary>Every number of a snapshot has an answer to why it is so.</summary>
public sealed class WhySumTests : IAsyncLifetime
{
    private readonly ServiceFixture fixture = new();

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await fixture.Json("positions import " + fixture.Write(
            "lots.csv", "account,symbol,qty,px,reference\nACC1,IBM,100,50,L1\nACC2,TSLA,10,200,L2\n"));
        await fixture.Fill("E1", "buy", "10", "100");
        await fixture.Fill("E2", "buy", "20", "101");
        await fixture.Json("inject - --reason late", """
            {"exec_id":"B1","exec_ref_id":"E1","exec_type":"trade_cancel","timestamp":1767225600001,"account":"ACC1"}
            """);
        await fixture.Fill("E3", "sell", "105", "102");
        await fixture.Fill("E4", "sell", "7", "3.25", "F");
        await Trade("E5", "ACC2", "buy", 5, 210);
        await Trade("E6", "ACC2", "sell", 3, 220);
        await fixture.Json("marks set IBM 103.5");
        await fixture.Json("marks set TSLA 215");
        await fixture.Json("orders submit --account ACC1 --symbol IBM --side buy --qty 5 --price 9 --cl-ord-id O1");
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Every_number_of_a_snapshot_is_answered_and_agrees()
    {
        JsonElement snapshot = await fixture.Json("snapshot");
        int answered = 0;
        foreach (JsonElement position in snapshot.GetProperty("positions").EnumerateArray())
        {
            string id = $"{position.Text("account")}/{position.Text("strategy")}/{position.Text("symbol")}";
            Dictionary<string, string?> figures = await Figures("pnl", id);
            foreach (string name in new[] { "qty", "avg_px", "realized_pnl", "unrealized_pnl", "net_cash", "fees" })
                answered += Same(position, name, figures, name);
            Assert.Equal(
                position.Text("qty"), (await fixture.Json($"why position {id}")).GetProperty("qty").Text("from_facts"));
        }

        JsonElement pnl = snapshot.GetProperty("pnl");
        foreach (JsonElement row in pnl.GetProperty("items").EnumerateArray())
        {
            Dictionary<string, string?> figures = await Figures("pnl", $"{row.Text("account")}/{row.Text("strategy")}");
            foreach (string name in new[] { "realized_pnl", "unrealized_pnl", "fees", "total_pnl" })
                answered += Same(row, name, figures, $"{name} {row.Text("currency")}");
        }

        foreach (JsonElement total in pnl.GetProperty("totals").EnumerateArray())
        {
            Dictionary<string, string?> figures = await Figures("pnl", total.Text("account")!);
            foreach (string name in new[] { "realized_pnl", "unrealized_pnl", "fees", "day_pnl", "total_pnl" })
                answered += Same(total, name, figures, $"{name} {total.Text("currency")}");
        }

        JsonElement exposure = snapshot.GetProperty("exposure");
        foreach ((string list, string suffix) in new[] { ("items", ""), ("converted", "_converted") })
        {
            foreach (JsonElement row in exposure.GetProperty(list).EnumerateArray())
            {
                string id = row.Text("strategy") is { } strategy ? $"{row.Text("account")}/{strategy}" : row.Text("account")!;
                Dictionary<string, string?> figures = await Figures("exposure", id);
                answered += Same(row, "net", figures, $"net{suffix} {row.Text("currency")}");
                answered += Same(row, "gross", figures, $"gross{suffix} {row.Text("currency")}");
            }
        }

        foreach (JsonElement order in snapshot.GetProperty("open_orders").EnumerateArray())
        {
            JsonElement why = await fixture.Json($"why order {order.Text("cl_ord_id")}");
            Assert.Equal(order.Text("leaves_qty"), why.GetProperty("subject").Text("leaves_qty"));
            answered++;
        }

        Assert.True(answered >= 45, $"{answered} numbers");
    }

    // The imported lot is of the moment of its import, later than the trades.
    [Fact]
    public async Task A_pnl_lists_the_lots_it_closed_and_the_bytes_that_made_them()
    {
        JsonElement why = await fixture.Json("why pnl ACC1//IBM");
        JsonElement part = Assert.Single(why.GetProperty("parts").EnumerateArray());
        Assert.Equal(
            ["20 101 102 20 E3", "85 102 50 4420 "],
            part.GetProperty("closed_lots").EnumerateArray().Select(lot => string.Join(
                ' ', lot.Text("qty"), lot.Text("entry_px"), lot.Text("exit_px"), lot.Text("realized_pnl"), lot.Text("exit_exec_id"))));
        Assert.Equal("103.5", part.GetProperty("mark").Text("price"));
        Assert.Contains(
            why.GetProperty("causes").EnumerateArray(),
            cause => cause.GetProperty("input").Text("raw_text")?.Contains("\"exec_id\":\"E3\"", StringComparison.Ordinal) == true);
        Assert.Equal(0, why.GetProperty("causes_omitted").GetInt32());
    }

    [Fact]
    public async Task A_position_without_a_mark_is_listed_and_its_figures_are_unknown_not_zero()
    {
        JsonElement why = await fixture.Json("why pnl ACC1//F");
        Assert.Null((await Figures("pnl", "ACC1//F"))["unrealized_pnl USD"]);
        Assert.Equal(JsonValueKind.Null, why.GetProperty("parts")[0].GetProperty("mark").ValueKind);
        JsonElement exposure = await fixture.Json("why exposure ACC1");
        Assert.Contains(exposure.GetProperty("parts").EnumerateArray(), part => part.Text("position") == "ACC1//F" && part.Text("exposure") is null);
    }

    // 2 TWD are 0.06230529595 USD: two of them rounded are not their sum rounded.
    [Fact]
    public async Task A_day_in_another_currency_agrees_where_realised_and_unrealised_round_apart()
    {
        await fixture.Stop();
        await fixture.Start([new DefineInstrument("TWN", Px.FromTrusted(1), Currency: Currency.FromTrusted("TWD"))]);
        await fixture.Json("marks set USDTWD 32.1");
        await fixture.Json("inject - --reason test", TwnTrade("T1", "buy", 2, 10));
        await fixture.Json("inject - --reason test", TwnTrade("T2", "sell", 1, 12));
        await fixture.Json("marks set TWN 12");
        foreach (JsonElement figure in (await fixture.Json("why pnl ACC3")).GetProperty("figures").EnumerateArray())
            Assert.True(figure.GetProperty("agrees").GetBoolean(), figure.GetRawText());
    }

    private static string TwnTrade(string id, string side, int qty, int px) => $$"""
        {"exec_id":"{{id}}","symbol":"TWN","side":"{{side}}","order_id":"","fill_qty":{{qty}},"fill_price":{{px}},"account":"ACC3",
         "timestamp":1767225600000}
        """;

    [Fact]
    public async Task What_is_not_there_is_not_found_and_a_table_is_for_people()
    {
        Run nothing = await fixture.Run("why pnl NOBODY");
        Assert.Equal((3, true), (nothing.Code, nothing.Error.Contains("account/strategy/symbol", StringComparison.Ordinal)));
        Assert.Equal(3, (await fixture.Run("why break 1")).Code);
        Run table = await fixture.Run("why exposure ACC2");
        Assert.Equal(0, table.Code);
        Assert.Contains("gross_converted", table.Out, StringComparison.Ordinal);
    }

    // 1 when there was a number to answer for.
    private static int Same(JsonElement row, string name, Dictionary<string, string?> figures, string figure)
    {
        string key = figures.ContainsKey(figure) ? figure : $"{figure} USD";
        Assert.True(figures.ContainsKey(key), $"{figure} has no answer among {string.Join(", ", figures.Keys)}");
        Assert.Equal(row.Text(name), figures[key]);
        return 1;
    }

    private async Task<Dictionary<string, string?>> Figures(string kind, string id)
    {
        JsonElement why = await fixture.Json($"why {kind} {id}");
        Dictionary<string, string?> figures = [];
        foreach (JsonElement figure in why.GetProperty("figures").EnumerateArray())
        {
            Assert.True(figure.GetProperty("agrees").GetBoolean(), $"{kind} {id}: {figure.GetRawText()}");
            figures[$"{figure.Text("name")} {figure.Text("currency")}".TrimEnd()] = figure.Text("from_parts");
        }

        return figures;
    }

    private Task<JsonElement> Trade(string id, string account, string side, int qty, int px) => fixture.Json(
        "inject - --reason test",
        $$"""
        {"symbol":"TSLA","side":"{{side}}","order_id":"","fill_qty":{{qty}},"fill_price":{{px}},"exec_id":"{{id}}",
        "timestamp":1767225600000,"account":"{{account}}"}
        """);
}
