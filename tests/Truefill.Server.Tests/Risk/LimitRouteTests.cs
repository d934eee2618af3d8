using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Risk;

public sealed class LimitRouteTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/limits";

    [Fact]
    public async Task A_control_without_a_limit_is_shown_as_off()
    {
        JsonElement[] items = [.. (await api.Get(Path)).Items];
        Assert.Contains(items, item => item.GetProperty("limit").GetString() == "max_daily_loss"
            && item.GetProperty("value").GetString() == "off");
    }

    [Fact]
    public async Task Several_changes_are_taken_together_and_shown()
    {
        string symbol = api.NewId("LIM");
        Reply set = await api.Post(
            Path,
            $$"""{"limits":[{"limit":"max_order_qty","value":50,"symbol":"{{symbol}}"},{"limit":"duplicate_window","value":"2s","symbol":"{{symbol}}"}],"reason":"r","by":"ann"}""");
        Assert.Equal(200, set.Status);
        JsonElement[] own = [.. set.Items.Where(item => item.GetProperty("symbol").GetString() == symbol)];
        Assert.Equal(["50", "2s"], own.Select(item => item.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task A_bad_set_names_every_error_and_changes_nothing()
    {
        string symbol = api.NewId("BAD");
        Reply refused = await api.Post(
            Path,
            $$"""{"limits":[{"limit":"max_order_qty","value":50,"symbol":"{{symbol}}"},{"limit":"max_ordr_qty","value":1},{"limit":"max_open_orders","value":"many"},{"limit":"self_trade","value":"sometimes"}],"reason":"r","by":"ann"}""");
        Assert.Equal(400, refused.Status);
        string detail = refused.Field("detail")!;
        foreach (string part in new[] { "max_ordr_qty", "max_open_orders", "self_trade" })
            Assert.Contains(part, detail, StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await api.Get(Path)).Items, item => item.GetProperty("symbol").GetString() == symbol);
    }

    [Fact]
    public async Task A_person_cannot_loosen_beyond_the_configuration()
    {
        string symbol = api.NewId("LOOSE");
        string body = $$"""{"limit":"max_order_qty","value":50,"symbol":"{{symbol}}","reason":"r","by":"ann"}""";
        await api.Post(Path, body);
        Reply off = await api.Post(Path, body.Replace("50", "\"off\"", StringComparison.Ordinal));
        Assert.Equal(200, off.Status);
        Assert.Equal(400, (await api.Post(Path, body.Replace("50", "-1", StringComparison.Ordinal))).Status);
    }
}
