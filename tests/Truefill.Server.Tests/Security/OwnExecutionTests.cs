using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Engine.Inputs;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>What a token for ACC1 may do to executions, whose ids are one space for all accounts.</summary>
public class OwnExecutionTests(GuardTests.TokenHost api) : IClassFixture<GuardTests.TokenHost>
{
    [Theory]
    [InlineData("trade_cancel")]
    [InlineData("trade_correct")]
    public async Task A_trade_of_another_account_is_neither_taken_back_nor_moved(string type)
    {
        string symbol = api.NewId("OTHERS");
        string trade = await Book(symbol, "ACC2");

        Reply reply = await As("Scoped", Amendment(type, api.NewId("X"), trade, symbol));

        Assert.Equal((404, "unknown_execution"), (reply.Status, reply.Code));
        Assert.Equal(["ACC2 5"], await PositionsIn(symbol));
    }

    [Fact]
    public async Task It_is_not_told_whether_a_trade_is_another_account_s_or_none_at_all()
    {
        string symbol = api.NewId("TOLD");
        string trade = await Book(symbol, "ACC2");

        Reply others = await As("Scoped", Amendment("trade_cancel", api.NewId("X"), trade, symbol));
        Reply none = await As("Scoped", Amendment("trade_cancel", api.NewId("X"), "nothing-of-the-kind", symbol));

        Assert.Equal((others.Status, others.Code), (none.Status, none.Code));
        Assert.Equal(
            others.Field("detail").Replace(trade, "", StringComparison.Ordinal),
            none.Field("detail").Replace("nothing-of-the-kind", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("trade_cancel")]
    [InlineData("trade_correct")]
    public async Task Nothing_waits_for_a_trade_to_come_which_may_be_another_account_s(string type)
    {
        string symbol = api.NewId("EARLY");
        string trade = api.NewId("E");
        Assert.Equal(404, (await As("Scoped", Amendment(type, api.NewId("X"), trade, symbol))).Status);

        await Book(symbol, "ACC2", trade);

        Assert.Equal(["ACC2 5"], await PositionsIn(symbol));
    }

    [Theory]
    [InlineData("trade")]
    [InlineData("trade_cancel")]
    [InlineData("trade_correct")]
    public async Task An_id_that_stands_for_another_account_s_execution_shows_nothing_of_it(string type)
    {
        string symbol = api.NewId("TERMS");
        string taken = await Book(symbol, "ACC2");
        string own = await Book(symbol, "ACC1");
        string bust = api.NewId("X");
        Assert.Equal(201, (await As("Admin", Amendment("trade_cancel", bust, taken, symbol))).Status);

        foreach (string id in new[] { taken, bust })
        {
            string body = type == "trade" ? Trade(id, symbol, "ACC1", "7") : Amendment(type, id, own, symbol);
            Reply reply = await As("Scoped", body);
            Assert.Equal((409, "exec_id_taken"), (reply.Status, reply.Code));
            Assert.DoesNotContain("ACC2", reply.Text, StringComparison.Ordinal);
            Assert.False(reply.Json.TryGetProperty("dead_letter_id", out _));
        }
    }

    [Fact]
    public async Task Its_own_trades_are_taken_back_and_corrected()
    {
        string symbol = api.NewId("OWN");
        string first = await Book(symbol, "ACC1");
        string second = await Book(symbol, "ACC1");

        Assert.Equal(201, (await As("Scoped", Amendment("trade_cancel", api.NewId("X"), first, symbol))).Status);
        Reply corrected = await As("Scoped", Amendment("trade_correct", api.NewId("X"), second, symbol));
        Reply again = await As("Scoped", Trade(second, symbol, "ACC1", "5"));

        Assert.Equal((201, 200), (corrected.Status, again.Status));
        Assert.Equal("duplicate", again.Field("outcome"));
        Assert.Equal(["ACC1 2"], await PositionsIn(symbol));
    }

    [Theory]
    [InlineData("\"multiplier\":\"1000\"")]
    [InlineData("\"currency\":\"TWD\"")]
    public async Task What_a_symbol_s_numbers_mean_it_does_not_say_whoever_trades_it_or_will(string contract)
    {
        string symbol = api.NewId("CONTRACT");
        await Book(symbol, "ACC2");
        string stating = Trade(api.NewId("X"), symbol, "ACC1", "1").Replace(
            "\"account\"", contract + ",\"account\"", StringComparison.Ordinal);

        Reply reply = await As("Scoped", stating);
        Assert.Equal((409, "contract_of_others"), (reply.Status, reply.Code));
        Assert.Equal(["ACC2 5"], await PositionsIn(symbol));

        // Nobody has traded that one yet; others may have orders, or trade it tomorrow.
        string alone = api.NewId("ALONE");
        string own = stating.Replace(symbol, alone, StringComparison.Ordinal);
        reply = await As("Scoped", own);
        Assert.Equal((409, "contract_of_others"), (reply.Status, reply.Code));

        // Once it is defined it may be repeated: it changes nothing then.
        Assert.Equal(201, (await As("Admin", own)).Status);
        string more = Trade(api.NewId("X"), alone, "ACC1", "2").Replace(
            "\"account\"", contract + ",\"account\"", StringComparison.Ordinal);
        Assert.Equal(201, (await As("Scoped", more)).Status);
    }

    [Fact]
    public async Task A_trade_that_was_moved_away_is_its_own_no_more()
    {
        string symbol = api.NewId("MOVED");
        string trade = await Book(symbol, "ACC1");
        string moved = Amendment("trade_correct", api.NewId("X"), trade, symbol, "ACC2");
        Assert.Equal(201, (await As("Admin", moved)).Status);

        Assert.Equal(404, (await As("Scoped", Amendment("trade_cancel", api.NewId("X"), trade, symbol))).Status);
    }

    [Fact]
    public async Task Under_the_name_of_a_configured_venue_it_puts_nothing_in_whose_id_the_venue_may_need()
    {
        string venue = api.NewId("HOUSE");
        string symbol = api.NewId("VENUES");
        string id = api.NewId("E");
        await api.Engine.AskAsync(new Input
        {
            Kind = InputKind.DefineVenue,
            Body = new DefineVenue(venue, ReadOnly: true),
            Source = "config",
        });

        Reply refused = await As("Scoped", At(venue, id));
        Assert.Equal((403, "account_forbidden"), (refused.Status, refused.Code));
        Assert.Equal(201, (await As("Admin", At(venue, id))).Status);
        Reply bust = await As("Scoped", Amendment("trade_cancel", api.NewId("X"), id, symbol)
            .Replace("{", $$"""{"venue":"{{venue}}",""", StringComparison.Ordinal));
        Assert.Equal((403, "account_forbidden"), (bust.Status, bust.Code));
        Assert.Equal(201, (await As("Scoped", At("ELSEWHERE", id))).Status);

        string At(string of, string exec) => Trade(exec, symbol, "ACC1", "5")
            .Replace("{", $$"""{"venue":"{{of}}",""", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_attempt_is_in_the_journal_as_refused_and_nothing_else_of_it()
    {
        string symbol = api.NewId("TRIED");
        string trade = await Book(symbol, "ACC2");
        ulong before = api.Engine.Read(replica => replica.Seq);
        string id = api.NewId("X");

        await As("Scoped", Amendment("trade_cancel", id, trade, symbol));

        Reply rows = await Get($"/api/v1/journal?after_seq={before}&limit=100");
        Assert.Contains(rows.Items, row => row.ToString() is { } text
            && text.Contains("unknown_execution", StringComparison.Ordinal)
            && text.Contains("refused", StringComparison.Ordinal));
        Assert.DoesNotContain(rows.Items, row => row.ToString().Contains(id, StringComparison.Ordinal));
    }

    private static string Trade(string id, string symbol, string account, string qty) =>
        $$"""
        {"symbol":"{{symbol}}","side":"buy","order_id":"","fill_qty":"{{qty}}","fill_price":"1","exec_id":"{{id}}",
        "timestamp":1767225600000,"account":"{{account}}"}
        """;

    private static string Amendment(string type, string id, string of, string symbol, string account = "ACC1") =>
        $$"""
        {"exec_type":"{{type}}","exec_id":"{{id}}","exec_ref_id":"{{of}}","symbol":"{{symbol}}","side":"buy",
        "order_id":"","fill_qty":"2","fill_price":"1","timestamp":1767225600001,"account":"{{account}}"}
        """;

    private async Task<string[]> PositionsIn(string symbol) =>
    [
        .. (await Get("/api/v1/positions?symbol=" + symbol)).Items
            .Select(row => $"{row.GetProperty("account")} {row.GetProperty("qty")}"),
    ];

    private async Task<string> Book(string symbol, string account, string? id = null)
    {
        string trade = id ?? api.NewId("E");
        Assert.Equal(201, (await As("Admin", Trade(trade, symbol, account, "5"))).Status);
        return trade;
    }

    private Task<Reply> As(string token, string json) =>
        api.As(token, HttpMethod.Post, "/api/v1/executions?reason=t", json);

    private Task<Reply> Get(string path) => api.As("Admin", HttpMethod.Get, path);
}
