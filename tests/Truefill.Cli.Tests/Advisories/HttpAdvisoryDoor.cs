using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Advisories;

internal sealed class HttpAdvisoryDoor(HttpClient client) : IAdvisoryDoor
{
    private const string Root = "/api/v1/";
    private const string Kills = "/admin/kill-switch";

    public Task<string> Propose(AdvisoryAsk ask) => Word(HttpMethod.Post, Root + "advisories", new
    {
        advisory_id = ask.Id,
        symbol = ask.Symbol,
        reference_price = ask.ReferencePrice,
        sl_offset_pct = ask.SlOffset,
        tp_offset_pct = ask.TpOffset,
        position_size = ask.Size,
        expiration_timestamp = ask.Expires,
        account = AdvisoryWorld.Account,
        strategy = AdvisoryWorld.Strategy,
        venue = ask.Venue,
    });

    public Task<string> Decide(string id, bool approve, string? hash = null) => Word(
        HttpMethod.Post, Path(id) + (approve ? "/approve" : "/decline"),
        hash is null ? new { by = IAdvisoryDoor.Person } : new { by = IAdvisoryDoor.Person, snapshot_hash = hash });

    public Task<string> Execute(string id) => Word(HttpMethod.Post, Path(id) + "/execute", new { });

    public async Task<JsonElement?> Show(string id)
    {
        (int status, JsonElement json) = await Send(HttpMethod.Get, Path(id));
        if (status == 404) return null;
        Assert.Equal(200, status);
        return json;
    }

    public Task<IReadOnlyList<JsonElement>> Log(string id) => Items(Path(id) + "/log");

    public Task<IReadOnlyList<JsonElement>> OpenOrders(string symbol) =>
        Items(Root + "orders?status=open&symbol=" + symbol);

    public Task<IReadOnlyList<JsonElement>> Positions(string symbol) => Items(Root + "positions?symbol=" + symbol);

    public Task<IReadOnlyList<JsonElement>> Breaks() => Items(Root + "breaks");

    public async Task Switch(string symbol, string state) => Assert.Equal(IAdvisoryDoor.Taken, state == "off"
        ? await Word(HttpMethod.Delete, $"{Kills}?scope=symbol&target={symbol}&reason=over&by={IAdvisoryDoor.Person}")
        : await Word(HttpMethod.Post, Kills, new
        {
            scope = "symbol",
            target = symbol,
            state,
            reason = "Risk limit",
            by = IAdvisoryDoor.Person,
        }));

    public async Task Cancel(string clOrdId) =>
        Assert.Equal(IAdvisoryDoor.Taken, await Word(HttpMethod.Delete, Root + "orders/" + clOrdId));

    public async Task Sell(string symbol, int quantity) => Assert.Equal(
        IAdvisoryDoor.Taken,
        await Word(HttpMethod.Post, Root + "executions", new
        {
            symbol,
            side = "sell",
            order_id = "",
            fill_qty = quantity,
            fill_price = 151,
            exec_id = "BY-HAND-" + symbol,
            timestamp = AdvisoryWorld.BeforeAll.ToUnixTimeMilliseconds(),
            account = AdvisoryWorld.Account,
            strategy = "other",
            reason = "sold by phone",
            by = IAdvisoryDoor.Person,
        }));

    public async Task Buy(string symbol, int quantity, string takeProfit, string stopLoss) => Assert.Equal(
        IAdvisoryDoor.Taken,
        await Word(HttpMethod.Post, Root + "orders", new
        {
            symbol,
            side = "buy",
            qty = quantity,
            account = AdvisoryWorld.Account,
            cl_ord_id = symbol,
            take_profit = takeProfit,
            stop_loss = stopLoss,
        }));

    public async Task Mark(string symbol, string price) => Assert.Equal(
        IAdvisoryDoor.Taken, await Word(HttpMethod.Post, Root + "marks", new { symbol, price }));

    public async Task Advance(string by) => Assert.Equal(
        IAdvisoryDoor.Taken, await Word(HttpMethod.Post, Root + "venues/SIM/clock", new { advance = by }));

    private static string Path(string id) => Root + "advisories/" + Uri.EscapeDataString(id);

    private async Task<string> Word(HttpMethod method, string path, object? body = null)
    {
        (int status, JsonElement json) = await Send(method, path, body);
        return status < 300 ? IAdvisoryDoor.Taken : json.GetProperty("code").GetString()!;
    }

    private async Task<IReadOnlyList<JsonElement>> Items(string path)
    {
        (int status, JsonElement json) = await Send(HttpMethod.Get, path);
        Assert.True(status == 200, json.ToString());
        return [.. json.GetProperty("items").EnumerateArray()];
    }

    private async Task<(int Status, JsonElement Json)> Send(HttpMethod method, string path, object? body = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }
}
