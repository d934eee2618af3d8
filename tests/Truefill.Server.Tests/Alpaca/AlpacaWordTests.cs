using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Server.Alpaca;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>Words as Alpaca's clients write them, and words that they can read.</summary>
public class AlpacaWordTests(AlpacaOpenTests.Host api) : IClassFixture<AlpacaOpenTests.Host>
{
    // Of the enums of alpaca-py, which throw on any other.
    private static readonly string[] Types = ["market", "limit", "stop", "stop_limit", "trailing_stop"];
    private static readonly string[] Lives = ["day", "gtc", "opg", "cls", "ioc", "fok"];

    public static TheoryData<string, int> Queries()
    {
        TheoryData<string, int> all = [];
        foreach (string word in (string[])["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"])
        {
            all.Add("/v2/orders?nested=" + word, 200);
            bool isAsked = word is ['t' or 'T' or '1', ..];
            all.Add("/v2/account/portfolio/history?extended_hours=" + word, isAsked ? 422 : 200);
        }

        foreach (string query in (string[])[
            "orders?status=ALL", "orders?side=Buy", "orders?direction=ASC", "orders?asset_class=US_EQUITY",
            "assets?status=Active&asset_class=US_EQUITY", "calendar?date_type=trading",
            "account/activities?direction=Desc",
            "account/portfolio/history?pnl_reset=PER_DAY&intraday_reporting=Continuous&cashflow_types=none"])
            all.Add("/v2/" + query, 200);
        foreach (string query in (string[])["nested=maybe", "nested=2", "status=1", "side=hold"])
            all.Add("/v2/orders?" + query, 422);
        return all;
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_word_of_a_query_is_taken_in_any_case(string path, int status)
    {
        Reply reply = await api.Get(path);
        Assert.True(reply.Status == status, $"{path}: {reply.Text}");
    }

    [Theory]
    [InlineData("True", "array")]
    [InlineData("1", "array")]
    [InlineData("False", "null")]
    public async Task Legs_are_nested_where_python_says_so(string word, string legs)
    {
        string symbol = api.NewId("NEST");
        Reply placed = await api.Post(
            "/v2/orders",
            $$"""
            {"symbol":"{{symbol}}","side":"buy","qty":"1","type":"limit","limit_price":"10","time_in_force":"day",
            "order_class":"oto","stop_loss":{"stop_price":"9"} }
            """);
        Assert.True(placed.Status == 200, placed.Text);

        Reply shown = await api.Get($"/v2/orders/{placed.Field("id")}?nested={word}");
        Assert.Equal(legs, shown.Json.GetProperty("legs").ValueKind.ToString().ToLowerInvariant());
        int listed = (await api.Get($"/v2/orders?symbols={symbol}&nested={word}")).Json.GetArrayLength();
        Assert.Equal(legs == "array" ? 1 : 2, listed);
    }

    [Theory]
    [InlineData("False")]
    [InlineData("True")]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Positions_are_closed_whichever_way_cancel_orders_is_written(string word) =>
        Assert.Equal(207, (await api.Delete("/v2/positions?cancel_orders=" + word)).Status);

    [Fact]
    public void Every_life_of_an_order_has_a_word_that_clients_know()
    {
        Assert.All(Enum.GetValues<TimeInForce>(), life => Assert.Contains(AlpacaWords.Life(life), Lives));
        Assert.Equal("gtc", AlpacaWords.Life(TimeInForce.GoodTillDate));
        Assert.Equal("day", AlpacaWords.Life(TimeInForce.GoodTillCrossing));
    }

    [Fact]
    public void Every_type_of_an_order_has_a_word_that_clients_know()
    {
        foreach (OrdType type in Enum.GetValues<OrdType>())
            foreach ((int? price, int? stop) in (IEnumerable<(int?, int?)>)[(null, null), (9, null), (null, 8), (9, 8)])
                Assert.Contains(AlpacaWords.Type(Terms(type, price, stop)), Types);
    }

    [Theory]
    [InlineData(null, null, "market")]
    [InlineData(9, null, "limit")]
    [InlineData(null, 8, "stop")]
    [InlineData(9, 8, "stop_limit")]
    public void A_type_that_only_its_venue_knows_is_told_by_its_prices(int? price, int? stop, string type) =>
        Assert.Equal(type, AlpacaWords.Type(Terms(OrdType.Other, price, stop)));

    private static OrderTerms Terms(OrdType type, int? price, int? stop) => new(
        Side.Buy, type, TimeInForce.Day, Qty.FromTrusted(1), price is { } p ? Px.FromTrusted(p) : null,
        stop is { } s ? Px.FromTrusted(s) : null);
}
