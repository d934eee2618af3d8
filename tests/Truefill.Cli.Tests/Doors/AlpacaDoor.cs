using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Doors;

internal sealed class AlpacaDoor(HttpClient client) : IDoor
{
    public string Name => "alpaca";

    public async Task<string> Enter(OrderAsk ask)
    {
        Dictionary<string, object?> fields = new()
        {
            ["symbol"] = ask.Symbol,
            ["side"] = ask.Side,
            ["qty"] = ask.Qty,
            ["type"] = ask.Type,
            ["time_in_force"] = "day",
            ["client_order_id"] = ask.Id,
        };
        if (ask.Price is not null) fields["limit_price"] = ask.Price;
        if (ask.StopPx is not null) fields["stop_price"] = ask.StopPx;
        if (ask.ReduceOnly) fields["position_intent"] = ask.Side + "_to_close";
        (string reason, _) = await Send(HttpMethod.Post, "/v2/orders", ask.Account, JsonSerializer.Serialize(fields));
        return reason;
    }

    public async Task<string> Cancel(OrderAsk about, string? statedSymbol = null)
    {
        (string found, JsonElement order) = await Send(
            HttpMethod.Get, "/v2/orders:by_client_order_id?client_order_id=" + about.Id, about.Account);
        if (found != IDoor.Taken) return found;
        (string reason, _) = await Send(
            HttpMethod.Delete, "/v2/orders/" + order.GetProperty("id").GetString(), about.Account);
        return reason;
    }

    private async Task<(string Reason, JsonElement Json)> Send(
        HttpMethod method, string path, string account, string? json = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Add("APCA-API-KEY-ID", account);
        request.Headers.Add("APCA-API-SECRET-KEY", "open");
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        JsonElement body = text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        return (response.IsSuccessStatusCode ? IDoor.Taken : body.GetProperty("reason").GetString()!, body);
    }
}
