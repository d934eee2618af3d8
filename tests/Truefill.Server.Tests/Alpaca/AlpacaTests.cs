using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Security;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>What Alpaca's clients get, read field by field.</summary>
public class AlpacaTests(AlpacaTests.KeyHost api) : IClassFixture<AlpacaTests.KeyHost>
{
    // What the models of alpaca-py and Alpaca.Markets cannot be made without.
    private static readonly string[] OrderRequired =
    [
        "id", "client_order_id", "created_at", "updated_at", "submitted_at", "symbol", "asset_class", "filled_qty", "order_class",
        "order_type", "type", "side", "time_in_force", "status", "extended_hours",
    ];

    private static readonly string[] OrderKeys =
    [
        "filled_at", "expired_at", "expires_at", "canceled_at", "failed_at", "replaced_at", "replaced_by", "replaces", "asset_id", "notional",
        "qty", "filled_avg_price", "limit_price", "stop_price", "trail_price", "trail_percent", "hwm", "legs", "position_intent",
    ];

    private static readonly string[] AccountRequired =
        ["id", "account_number", "status", "currency", "cash", "created_at", "trading_blocked", "transfers_blocked", "account_blocked"];

    private static readonly string[] AssetRequired =
        ["id", "class", "exchange", "symbol", "name", "status", "tradable", "marginable", "shortable", "easy_to_borrow", "fractionable"];

    private static readonly string[] PositionRequired =
        ["asset_id", "symbol", "exchange", "asset_class", "avg_entry_price", "qty", "side", "cost_basis"];

    private static readonly string[] FillRequired =
        ["id", "account_id", "activity_type", "transaction_time", "type", "price", "qty", "side", "symbol", "leaves_qty", "cum_qty", "order_id", "order_status"];

    /// <summary>One key for each account, one that may only look.</summary>
    public class KeyHost : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Access = new TokenAccess([Key("ONE", "ACC1"), Key("TWO", "ACC2"), Key("EYE", "ACC1") with { Role = Role.Viewer }, Key("ALL", null), Key("RISK", "ACC2") with { Role = Role.Risk }]),
        };

        private static ApiToken Key(string name, string? account) =>
            new(name, Role.Trader, SHA256.HashData(Encoding.UTF8.GetBytes("secret-" + name)))
            {
                Accounts = account is null ? null : new AccountScope([account]),
            };
    }

    [Fact]
    public async Task An_order_has_every_field_that_a_client_cannot_do_without_and_is_found_by_both_ids()
    {
        string own = api.NewId("a");
        Reply placed = await As("ONE", HttpMethod.Post, "/v2/orders", Limit(own));

        Assert.Equal(200, placed.Status);
        Assert.All(OrderRequired, name => Assert.NotEqual(JsonValueKind.Null, placed.Json.GetProperty(name).ValueKind));
        Assert.All(OrderKeys, name => Assert.True(placed.Json.TryGetProperty(name, out _), name));
        Assert.Equal(("7", "10.5", "accepted", own),
            (placed.Field("qty"), placed.Field("limit_price"), placed.Field("status"), placed.Field("client_order_id")));
        string id = placed.Field("id");
        Assert.Equal(id, (await As("ONE", HttpMethod.Get, "/v2/orders/" + id)).Field("id"));
        Assert.Equal(id, (await As("ONE", HttpMethod.Get, "/v2/orders:by_client_order_id?client_order_id=" + own)).Field("id"));
        Assert.Contains((await As("ONE", HttpMethod.Get, "/v2/orders")).Json.EnumerateArray(), each => each.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task Another_key_sees_and_changes_nothing_of_the_account()
    {
        string own = api.NewId("b");
        string id = (await As("ONE", HttpMethod.Post, "/v2/orders", Limit(own))).Field("id");

        foreach (HttpMethod method in new[] { HttpMethod.Get, HttpMethod.Delete })
            Assert.Equal((404, 40410000), StatusAndCode(await As("TWO", method, "/v2/orders/" + id)));
        Assert.Equal(404, (await As("TWO", HttpMethod.Patch, "/v2/orders/" + id, """{"qty":"1"}""")).Status);
        Assert.Equal(404, (await As("TWO", HttpMethod.Get, "/v2/orders:by_client_order_id?client_order_id=" + own)).Status);
        Assert.DoesNotContain(id, (await As("TWO", HttpMethod.Get, "/v2/orders?status=all")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await As("TWO", HttpMethod.Delete, "/v2/orders")).Text, StringComparison.Ordinal);
        Assert.Equal((403, 40310000), StatusAndCode(await As("EYE", HttpMethod.Post, "/v2/orders", Limit(api.NewId("b")))));
    }

    [Fact]
    public async Task A_client_order_id_is_taken_once()
    {
        string own = api.NewId("c");
        await As("ONE", HttpMethod.Post, "/v2/orders", Limit(own));
        Reply again = await As("ONE", HttpMethod.Post, "/v2/orders", Limit(own));
        Assert.Equal((422, 42210000), StatusAndCode(again));
        Assert.Equal("client_order_id must be unique", again.Field("message"));
    }

    [Theory]
    [InlineData("\"type\":\"trailing_stop\",\"trail_percent\":\"1\"", "trailing stops")]
    [InlineData("\"type\":\"market\",\"notional\":\"100\"", "notional")]
    [InlineData("\"type\":\"market\",\"time_in_force\":\"opg\"", "opening or the close")]
    [InlineData("\"type\":\"market\",\"time_in_force\":\"cls\"", "opening or the close")]
    [InlineData("\"type\":\"market\",\"extended_hours\":true", "extended_hours")]
    [InlineData("\"type\":\"limit\",\"order_class\":\"oco\"", "oco orders require")]
    [InlineData("\"type\":\"market\",\"order_class\":\"oco\",\"take_profit\":{\"limit_price\":\"9\"},\"stop_loss\":{\"stop_price\":\"8\"}", "of the type limit")]
    [InlineData("\"type\":\"limit\",\"limit_price\":\"7\",\"order_class\":\"oco\",\"take_profit\":{\"limit_price\":\"9\"},\"stop_loss\":{\"stop_price\":\"8\"}", "are one price")]
    [InlineData("\"type\":\"market\",\"order_class\":\"mleg\"", "multi-leg")]
    [InlineData("\"type\":\"market\",\"order_class\":\"bracket\",\"take_profit\":{\"limit_price\":\"9\"}", "bracket orders require")]
    [InlineData("\"type\":\"market\",\"order_class\":\"oto\",\"stop_loss\":{\"stop_price\":\"9\",\"limit_price\":\"8\"}", "stop_loss with limit_price")]
    [InlineData("\"type\":\"limit\"", "needs 'limit_price'")]
    [InlineData("\"type\":\"stop\"", "needs 'stop_price'")]
    [InlineData("\"type\":\"market\",\"limit_price\":\"5\"", "limit_price is not allowed")]
    [InlineData("\"type\":\"limit\",\"limit_price\":\"10\",\"order_class\":\"bracket\",\"take_profit\":{\"limit_price\":\"12\"},\"stop_loss\":{\"stop_price\":\"10\"}", "stop_loss.stop_price has to be below limit_price")]
    [InlineData("\"type\":\"limit\",\"limit_price\":\"10\",\"order_class\":\"oto\",\"take_profit\":{\"limit_price\":\"9\"}", "take_profit.limit_price has to be above limit_price")]
    [InlineData("\"type\":\"stop_limit\",\"stop_price\":\"9\",\"limit_price\":\"10\",\"order_class\":\"oto\",\"stop_loss\":{\"stop_price\":\"11\"}", "stop_loss.stop_price has to be below limit_price")]
    [InlineData("\"type\":\"market\",\"time_in_force\":\"ioc\",\"order_class\":\"bracket\",\"take_profit\":{\"limit_price\":\"12\"},\"stop_loss\":{\"stop_price\":\"9\"}", "time_in_force day or gtc")]
    [InlineData("\"type\":\"market\",\"time_in_force\":\"fok\",\"order_class\":\"oto\",\"stop_loss\":{\"stop_price\":\"9\"}", "time_in_force day or gtc")]
    [InlineData("\"type\":\"market\",\"client_order_id\":\"0123456789012345678901234567890123456789012345678\"", "at most 47 bytes")]
    [InlineData("\"type\":\"market\",\"client_order_id\":\"..\"", "cannot be named in a path")]
    public async Task What_is_not_offered_is_refused_with_its_reason(string fields, string reason)
    {
        string life = fields.Contains("time_in_force", StringComparison.Ordinal) ? "" : "\"time_in_force\":\"day\",";
        Reply reply = await As("ONE", HttpMethod.Post, "/v2/orders", $"{{\"symbol\":\"IBM\",\"side\":\"buy\",\"qty\":\"1\",{life}{fields}}}");
        Assert.Equal(422, reply.Status);
        Assert.Contains(reason, reply.Field("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9", "10", "stop_loss.stop_price has to be above limit_price")]
    [InlineData("11", "12", "take_profit.limit_price has to be below limit_price")]
    public async Task Of_a_sale_the_legs_stand_the_other_way_round(string profit, string loss, string reason)
    {
        Reply reply = await As("ONE", HttpMethod.Post, "/v2/orders",
            $$"""{"symbol":"IBM","side":"sell","qty":"1","type":"limit","limit_price":"10","time_in_force":"day","order_class":"bracket","take_profit":{"limit_price":"{{profit}}"},"stop_loss":{"stop_price":"{{loss}}"} }""");
        Assert.Equal(422, reply.Status);
        Assert.Contains(reason, reply.Field("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ONE", "secret-TWO")]
    [InlineData("TWO", "secret-ONE")]
    [InlineData("ONE", "")]
    [InlineData("", "secret-ONE")]
    public async Task A_key_whose_id_and_secret_do_not_belong_together_is_none(string id, string secret)
    {
        Reply reply = await api.Send(HttpMethod.Post, "/v2/orders", Limit(api.NewId("d")), ("APCA-API-KEY-ID", id), ("APCA-API-SECRET-KEY", secret));
        Assert.Equal((401, 40110000), StatusAndCode(reply));
    }

    [Fact]
    public async Task A_key_for_all_accounts_has_to_say_which_by_its_id()
    {
        Reply reply = await As("ALL", HttpMethod.Get, "/v2/account");
        Assert.Equal((422, "account_required"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task The_key_opens_nothing_but_what_Alpacas_clients_call()
    {
        Assert.Equal(401, (await As("ONE", HttpMethod.Get, "/api/v1/orders")).Status);
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("ONE:secret-ONE"));
        Assert.Equal(200, (await Ask(HttpMethod.Get, "/v2/account", null, ("Authorization", "Basic " + basic))).Status);
    }

    [Fact]
    public async Task Legs_of_a_bracket_have_their_ids_before_they_are_sent()
    {
        Reply placed = await As("ONE", HttpMethod.Post, "/v2/orders",
            """{"symbol":"IBM","side":"buy","qty":"3","type":"limit","limit_price":"10","time_in_force":"gtc","order_class":"bracket","take_profit":{"limit_price":12},"stop_loss":{"stop_price":9}}""");

        JsonElement[] legs = [.. placed.Json.GetProperty("legs").EnumerateArray()];
        Assert.Equal(["held", "held"], legs.Select(leg => leg.GetProperty("status").GetString()));
        Assert.Equal(("12", "9"), (legs[0].GetProperty("limit_price").GetString(), legs[1].GetProperty("stop_price").GetString()));
        Reply leg = await As("ONE", HttpMethod.Get, "/v2/orders/" + legs[1].GetProperty("id").GetString());
        Assert.Equal(("held", "stop"), (leg.Field("status"), leg.Field("type")));
        Assert.All(OrderRequired, name => Assert.NotEqual(JsonValueKind.Null, leg.Json.GetProperty(name).ValueKind));
        Assert.Equal((422, 42210000), StatusAndCode(await As("ONE", HttpMethod.Delete, "/v2/orders/" + leg.Field("id"))));
    }

    [Fact]
    public async Task Account_position_fill_and_asset_have_what_a_client_cannot_do_without()
    {
        string exec = api.NewId("E");
        Reply booked = await As("ALL", HttpMethod.Post, "/api/v1/executions?reason=t",
            $$"""{"symbol":"HELD","side":"buy","order_id":"","fill_qty":"4","fill_price":"2.5","exec_id":"{{exec}}","timestamp":1767225600000,"account":"ACC2","commission":"0.5"}""", bearer: true);
        Assert.Equal(201, booked.Status);

        Require(AccountRequired, (await As("TWO", HttpMethod.Get, "/v2/account")).Json);
        JsonElement position = (await As("TWO", HttpMethod.Get, "/v2/positions/HELD")).Json;
        Require(PositionRequired, position);
        Assert.Equal(("4", "10", JsonValueKind.Null),
            (position.GetProperty("qty").GetString(), position.GetProperty("cost_basis").GetString(), position.GetProperty("market_value").ValueKind));
        JsonElement fill = (await As("TWO", HttpMethod.Get, "/v2/account/activities/FILL")).Json.EnumerateArray().First();
        Require(FillRequired, fill);
        JsonElement fee = (await As("TWO", HttpMethod.Get, "/v2/account/activities?activity_types=FEE")).Json.EnumerateArray().First();
        Assert.Equal("-0.5", fee.GetProperty("net_amount").GetString());
        Require(AssetRequired, (await As("TWO", HttpMethod.Get, "/v2/assets/HELD")).Json);
        Assert.Equal((404, 40410000), StatusAndCode(await As("ONE", HttpMethod.Get, "/v2/positions/HELD")));
        Assert.Equal((404, 40410000), StatusAndCode(await As("TWO", HttpMethod.Get, "/v2/assets/NOTHING")));
    }

    [Fact]
    public async Task Where_strategies_stand_against_each_other_the_price_is_that_of_the_side_that_is_left()
    {
        foreach ((string side, int qty, int px) in new[] { ("buy", 60, 8), ("buy", 40, 13), ("sell", 50, 20) })
        {
            await As("ALL", HttpMethod.Post, "/api/v1/executions?reason=t",
                $$"""{"symbol":"NETTED","side":"{{side}}","order_id":"","fill_qty":{{qty}},"fill_price":{{px}},"exec_id":"{{api.NewId("N")}}","timestamp":1767225600000,"account":"ACC2","strategy":"{{side}}"}""", bearer: true);
        }

        await As("ALL", HttpMethod.Post, "/api/v1/marks", """{"symbol":"NETTED","price":15}""", bearer: true);
        JsonElement position = (await As("TWO", HttpMethod.Get, "/v2/positions/NETTED")).Json;
        Assert.Equal(
            ["50", "10", "500", "750", "250", "0.5"],
            new[] { "qty", "avg_entry_price", "cost_basis", "market_value", "unrealized_pl", "unrealized_plpc" }
                .Select(name => position.GetProperty(name).GetString()));
    }

    [Fact]
    public async Task An_oco_goes_to_the_strategy_that_holds_the_position_and_shows_its_stop_before_it_is_sent()
    {
        const string Pair =
            """{"symbol":"PAIR","side":"sell","qty":"4","type":"limit","time_in_force":"gtc","order_class":"oco","take_profit":{"limit_price":9},"stop_loss":{"stop_price":2}}""";
        Assert.Equal((403, 40310000), StatusAndCode(await As("TWO", HttpMethod.Post, "/v2/orders", Pair)));
        await As("ALL", HttpMethod.Post, "/api/v1/executions?reason=t",
            $$"""{"symbol":"PAIR","side":"buy","order_id":"","fill_qty":"4","fill_price":"2.5","exec_id":"{{api.NewId("P")}}","timestamp":1767225600000,"account":"ACC2","strategy":"swing"}""", bearer: true);

        Reply placed = await As("TWO", HttpMethod.Post, "/v2/orders", Pair);
        Assert.Equal(("oco", "9", "sell", "limit"), (placed.Field("order_class"), placed.Field("limit_price"), placed.Field("side"), placed.Field("type")));
        JsonElement stop = Assert.Single(placed.Json.GetProperty("legs").EnumerateArray());
        Assert.Equal(("held", "stop", "sell", "2", "4"), (Text(stop, "status"), Text(stop, "type"), Text(stop, "side"), Text(stop, "stop_price"), Text(stop, "qty")));
        Reply own = await As("TWO", HttpMethod.Get, "/api/v1/orders/" + placed.Field("client_order_id"), bearer: true);
        Assert.Equal(("swing", "take_profit", "2"), (own.Field("strategy"), own.Field("leg"), own.Field("stop_loss")));
        Assert.False(own.Json.TryGetProperty("parent", out _));
        Assert.Equal("0", (await As("TWO", HttpMethod.Get, "/v2/positions/PAIR")).Field("qty_available"));
    }

    [Fact]
    public async Task Of_a_position_that_several_strategies_hold_the_client_closes_what_it_bought_itself()
    {
        async Task Fill(string quantity, string strategy) => await As("ALL", HttpMethod.Post, "/api/v1/executions?reason=t",
            $$"""{"symbol":"BOTH","side":"buy","order_id":"","fill_qty":"{{quantity}}","fill_price":"2.5","exec_id":"{{api.NewId("B")}}","timestamp":1767225600000,"account":"ACC2","strategy":"{{strategy}}"}""", bearer: true);
        string Pair(int quantity) =>
            $$"""{"symbol":"BOTH","side":"sell","qty":"{{quantity}}","type":"limit","time_in_force":"gtc","order_class":"oco","take_profit":{"limit_price":9},"stop_loss":{"stop_price":2} }""";
        await Fill("10", "swing");
        await Fill("4", "");

        Assert.Equal((422, 42210000), StatusAndCode(await As("TWO", HttpMethod.Post, "/v2/orders", Pair(5))));
        Assert.Equal((422, 42210000), StatusAndCode(await As("TWO", HttpMethod.Delete, "/v2/positions/BOTH")));
        Reply part = await As("TWO", HttpMethod.Delete, "/v2/positions/BOTH?qty=1");
        Assert.Equal("1", part.Field("qty"));
        Reply placed = await As("TWO", HttpMethod.Post, "/v2/orders", Pair(3));
        Assert.Equal(("oco", "3"), (placed.Field("order_class"), placed.Field("qty")));
        Reply own = await As("TWO", HttpMethod.Get, "/api/v1/orders/" + placed.Field("client_order_id"), bearer: true);
        Assert.Equal(("", "take_profit"), (own.Field("strategy"), own.Field("leg")));
    }

    [Fact]
    public async Task Suspending_trade_is_the_accounts_own_kill_switch_which_only_the_risk_role_takes_back()
    {
        const string Path = "/v2/account/configurations";
        Assert.Equal((422, 42210000), StatusAndCode(await As("TWO", HttpMethod.Patch, Path, """{"no_shorting":true,"suspend_trade":true}""")));
        Assert.False((await As("TWO", HttpMethod.Get, Path)).Json.GetProperty("suspend_trade").GetBoolean());
        Assert.True((await As("TWO", HttpMethod.Patch, Path, """{"suspend_trade":true,"pdt_check":"both"}""")).Json.GetProperty("suspend_trade").GetBoolean());
        try
        {
            Assert.True((await As("TWO", HttpMethod.Get, "/v2/account")).Json.GetProperty("trading_blocked").GetBoolean());
            Assert.False((await As("ONE", HttpMethod.Get, Path)).Json.GetProperty("suspend_trade").GetBoolean());
            Reply switches = await As("ALL", HttpMethod.Get, "/admin/kill-switch", bearer: true);
            JsonElement engaged = Assert.Single(switches.Json.GetProperty("switches").EnumerateArray());
            Assert.Equal(("account", "ACC2", "TWO"), (Text(engaged, "scope"), Text(engaged, "target"), Text(engaged, "by")));
            Assert.Equal((403, 40310000), StatusAndCode(await As("TWO", HttpMethod.Patch, Path, """{"suspend_trade":false}""")));
        }
        finally
        {
            Assert.False((await As("RISK", HttpMethod.Patch, Path, """{"suspend_trade":false}""")).Json.GetProperty("suspend_trade").GetBoolean());
        }

        Assert.Equal((403, 40310000), StatusAndCode(await As("EYE", HttpMethod.Patch, Path, """{"suspend_trade":true}""")));
    }

    [Fact]
    public async Task Under_a_kill_switch_it_is_said_who_may_close_positions()
    {
        const string Path = "/v2/account/configurations";
        await As("ALL", HttpMethod.Post, "/api/v1/executions?reason=t",
            $$"""{"symbol":"STOP","side":"buy","order_id":"","fill_qty":"4","fill_price":"2.5","exec_id":"{{api.NewId("S")}}","timestamp":1767225600000,"account":"ACC2"}""", bearer: true);
        await As("TWO", HttpMethod.Patch, Path, """{"suspend_trade":true}""");
        try
        {
            Reply one = await As("TWO", HttpMethod.Delete, "/v2/positions/STOP");
            Assert.Equal((403, 40310000), StatusAndCode(one));
            Assert.Contains("the risk role", one.Field("message"), StringComparison.Ordinal);
            JsonElement row = (await As("TWO", HttpMethod.Delete, "/v2/positions")).Json.EnumerateArray()
                .Single(each => Text(each, "symbol") == "STOP");
            Assert.Equal(403, row.GetProperty("status").GetInt32());
            Assert.Contains("the risk role", Text(row.GetProperty("body"), "message"), StringComparison.Ordinal);
        }
        finally
        {
            await As("RISK", HttpMethod.Patch, Path, """{"suspend_trade":false}""");
        }
    }

    [Fact]
    public async Task Executions_that_fit_no_order_are_not_added_up()
    {
        foreach (string symbol in (string[])["LONE", "ELSE"])
            await As("ALL", HttpMethod.Post, "/api/v1/executions?reason=t",
                $$"""{"symbol":"{{symbol}}","side":"buy","order_id":"","fill_qty":"4","fill_price":"2.5","exec_id":"{{api.NewId("L")}}","timestamp":1767225600000,"account":"ACC2"}""", bearer: true);

        JsonElement[] fills = [.. (await As("TWO", HttpMethod.Get, "/v2/account/activities/FILL")).Json.EnumerateArray()
            .Where(fill => Text(fill, "symbol") is "LONE" or "ELSE")];
        Assert.Equal(["4", "4"], fills.Select(fill => Text(fill, "cum_qty")));
    }

    [Fact]
    public async Task Every_answer_says_what_is_left_of_the_keys_requests()
    {
        Reply reply = await As("RISK", HttpMethod.Get, "/v2/clock");

        // How many are left is the limiter's own test: here they have come back before they can be read.
        int limit = int.Parse(reply.Headers["X-RateLimit-Limit"], CultureInfo.InvariantCulture);
        Assert.InRange(int.Parse(reply.Headers["X-RateLimit-Remaining"], CultureInfo.InvariantCulture), 0, limit);
        long reset = long.Parse(reply.Headers["X-RateLimit-Reset"], CultureInfo.InvariantCulture);
        Assert.InRange(reset, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 3600, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 3600);
    }

    [Fact]
    public async Task Watchlists_are_an_empty_list_to_which_nothing_is_added()
    {
        Assert.Equal("[]", (await As("ONE", HttpMethod.Get, "/v2/watchlists")).Text);
        Assert.Equal((422, 42210000), StatusAndCode(await As("ONE", HttpMethod.Post, "/v2/watchlists", """{"name":"n","symbols":[]}""")));
        Assert.Equal((404, 40410000), StatusAndCode(await As("ONE", HttpMethod.Get, "/v2/watchlists/5")));
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static void Require(string[] names, JsonElement of) =>
        Assert.All(names, name => Assert.True(of.GetProperty(name).ValueKind != JsonValueKind.Null, name));

    private static (int Status, int Code) StatusAndCode(Reply reply) => (reply.Status, reply.Json.GetProperty("code").GetInt32());

    private static string Limit(string id) =>
        $$"""{"symbol":"IBM","side":"buy","qty":7,"type":"limit","limit_price":10.50,"time_in_force":"day","client_order_id":"{{id}}"}""";

    private Task<Reply> As(string key, HttpMethod method, string path, string? json = null, bool bearer = false) => bearer
        ? Ask(method, path, json, ("Authorization", "Bearer secret-" + key))
        : Ask(method, path, json, ("APCA-API-KEY-ID", key), ("APCA-API-SECRET-KEY", "secret-" + key));

    private async Task<Reply> Ask(HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Reply.Of(await api.Client.SendAsync(request));
    }
}
