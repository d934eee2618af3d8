using System.Threading.Tasks;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Risk;

/// <summary>Every control refuses at the HTTP door with its own code, and nothing is entered.</summary>
public sealed class DoorTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("restricted", "restricted", "symbol_restricted")]
    [InlineData("max_order_qty", "9", "order_qty_too_large")]
    [InlineData("max_order_notional", "999", "order_value_too_large")]
    [InlineData("orders_per_second", "0", "too_many_orders")]
    [InlineData("orders_per_day", "0", "too_many_orders_of_day")]
    [InlineData("repeated_executions.count", "0", "repeated_executions")]
    [InlineData("max_open_orders", "0", "too_many_open_orders")]
    [InlineData("max_position", "9", "position_too_large")]
    [InlineData("max_gross_exposure", "999", "gross_exposure_too_large")]
    [InlineData("max_net_exposure", "999", "net_exposure_too_large")]
    public async Task A_limit_refuses_with_its_code(string limit, string value, string code)
    {
        string symbol = api.NewId("DOOR");
        await Limit(limit, value, symbol);
        Reply refused = await Enter(symbol);
        Assert.Equal(422, refused.Status);
        Assert.Equal(code, refused.Code);
        Assert.Empty((await api.Get("/api/v1/orders?symbol=" + symbol)).Items);
    }

    [Fact]
    public async Task A_price_far_from_the_mark_and_a_mark_that_is_missing()
    {
        string symbol = api.NewId("COLLAR");
        await Limit("price_collar.limit", "0.05", symbol);
        await Limit("price_collar.without_mark", "deny", symbol);
        Assert.Equal("no_mark", (await Enter(symbol)).Code);
        await api.Post("/api/v1/marks", $$"""{"symbol":"{{symbol}}","price":"95.23"}""");
        Assert.Equal("price_outside_collar", (await Enter(symbol)).Code);
        await api.Post("/api/v1/marks", $$"""{"symbol":"{{symbol}}","price":"95.24"}""");
        Assert.Equal(201, (await Enter(symbol)).Status);
    }

    [Fact]
    public async Task An_equal_order_and_one_that_would_meet_our_own()
    {
        string symbol = api.NewId("AGAIN");
        await Limit("duplicate_window", "60s", symbol);
        await Limit("self_trade", "prevent", symbol);
        Assert.Equal(201, (await Enter(symbol)).Status);
        Assert.Equal("equal_order", (await Enter(symbol)).Code);
        Assert.Equal("self_trade", (await Enter(symbol, "sell")).Code);
    }

    [Fact]
    public async Task A_reduce_only_order_without_a_position_and_a_child_beyond_its_parent()
    {
        string symbol = api.NewId("PART");
        Assert.Equal("not_reducing", (await Enter(symbol, more: ",\"reduce_only\":true")).Code);
        string child = ",\"correlation_id\":\"P\",\"parent_qty\":\"15\"";
        Assert.Equal(201, (await Enter(symbol, more: child)).Status);
        Assert.Equal("parent_qty_exceeded", (await Enter(symbol, more: child)).Code);
    }

    [Fact]
    public async Task A_loss_of_the_day()
    {
        string symbol = api.NewId("LOSS");
        const string account = "ACC2";
        await api.Post("/api/v1/limits", $$"""{"limit":"max_daily_loss","value":"100","account":"{{account}}","reason":"r","by":"ann"}""");
        await api.Post("/api/v1/marks", $$"""{"symbol":"{{symbol}}","price":"100"}""");
        Assert.Equal(201, (await Enter(symbol, account: account)).Status);
        await api.Fill(symbol, "buy", "10", "111", account);
        string? code = (await Enter(symbol, account: account)).Code;
        Assert.Contains(code, new[] { "daily_loss_exceeded", "kill_switch_active" });
    }

    [Fact]
    public async Task Cancels_have_a_limit_of_their_own()
    {
        string symbol = api.NewId("CANCEL");
        string id = api.NewId();
        await Enter(symbol, more: $",\"cl_ord_id\":\"{id}\"");
        await Limit("cancels_per_second", "0", symbol);
        Assert.Equal("too_many_cancels", (await api.Delete("/api/v1/orders/" + id)).Code);
    }

    [Fact]
    public async Task A_preview_says_the_same_and_enters_nothing()
    {
        string symbol = api.NewId("SEE");
        await Limit("max_order_qty", "9", symbol);
        Reply preview = await api.Post(
            "/api/v1/orders/preview", $$"""{"symbol":"{{symbol}}","side":"buy","qty":10,"price":100,"account":"ACC1"}""");
        Assert.Equal("order_qty_too_large", preview.Field("code"));
    }

    private async Task Limit(string limit, string value, string symbol)
    {
        Reply set = await api.Post(
            "/api/v1/limits",
            $$"""{"limit":"{{limit}}","value":"{{value}}","symbol":"{{symbol}}","reason":"a test","by":"ann"}""");
        Assert.Equal(200, set.Status);
    }

    private Task<Reply> Enter(string symbol, string side = "buy", string account = "ACC1", string more = "") => api.Post(
        "/api/v1/orders",
        $$"""{"symbol":"{{symbol}}","side":"{{side}}","qty":10,"price":100,"account":"{{account}}","strategy":"{{symbol}}"{{more}}}""");
}
