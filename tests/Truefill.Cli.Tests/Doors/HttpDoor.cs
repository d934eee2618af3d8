using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Doors;

internal sealed class HttpDoor(HttpClient client) : IDoor
{
    public string Name => "http";

    public Task<string> Enter(OrderAsk ask)
    {
        Dictionary<string, object?> fields = new()
        {
            ["symbol"] = ask.Symbol,
            ["side"] = ask.Side,
            ["qty"] = ask.Qty,
            ["type"] = ask.Type,
            ["account"] = ask.Account,
            ["cl_ord_id"] = ask.Id,
            ["reduce_only"] = ask.ReduceOnly,
        };
        if (ask.Price is not null) fields["price"] = ask.Price;
        if (ask.StopPx is not null) fields["stop_px"] = ask.StopPx;
        if (ask.Venue is not null) fields["venue"] = ask.Venue;
        if (ask.Parent is not null) fields["correlation_id"] = ask.Parent;
        if (ask.ParentQty is not null) fields["parent_qty"] = ask.ParentQty;
        return Post("/api/v1/orders", JsonSerializer.Serialize(fields));
    }

    public Task<string> Cancel(OrderAsk about, string? statedSymbol = null) =>
        Send(HttpMethod.Delete, "/api/v1/orders/" + about.Id, null, null);

    public Task<string> Post(string path, string json, string? token = null) => Send(HttpMethod.Post, path, json, token);

    public Task<string> Replace(OrderAsk about, string qty) =>
        Send(HttpMethod.Patch, "/api/v1/orders/" + about.Id, $$"""{"qty":"{{qty}}"}""", null);

    private async Task<string> Send(HttpMethod method, string path, string? json, string? token)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using HttpResponseMessage response = await client.SendAsync(request);
        if (response.IsSuccessStatusCode) return IDoor.Taken;
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString()!;
    }
}
