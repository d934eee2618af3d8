using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;
using Truefill.Server.Tests.Venues;

namespace Truefill.Server.Tests.OpenApi;

/// <summary>
/// Two services with every route between them, what they say of themselves, and something behind each id.
/// </summary>
public sealed class DescribedApi : IAsyncLifetime
{
    private readonly ApiHost books = new();
    private SteppedApi venues = null!;
    private JsonElement paths;
    private string alpacaOrder = "";
    private string fill = "";

    public async Task InitializeAsync()
    {
        await books.InitializeAsync();
        venues = await SteppedApi.StartAsync("venues:\n  - { id: SIM, type: simulated, clock: simulated }\n");
        paths = (await books.Get("/openapi/v1.json")).Json.GetProperty("paths");
        await books.Order("USD", id: "1");
        fill = await books.Fill("USD", "buy", "1", "1");
        await books.Post("/api/v1/marks", """{"symbol":"USD","price":"1"}""");
        await books.Post("/api/v1/executions", "{}");
        Reply proposed = await venues.Post(
            "/api/v1/advisories",
            """
            {"advisory_id":"1","symbol":"USD","reference_price":"1","sl_offset_pct":"-0.02","tp_offset_pct":"0.02",
            "position_size":"1","expiration_timestamp":"2100-01-01T00:00:00Z"}
            """);
        Assert.True(proposed.Status == 201, proposed.Text);
        Reply entered = await venues.Post(
            "/v2/orders",
            """
            {"symbol":"USD","side":"buy","qty":"1","type":"limit","limit_price":"1","time_in_force":"gtc",
            "client_order_id":"1"}
            """);
        alpacaOrder = entered.Field("id");
    }

    public async Task DisposeAsync()
    {
        await venues.DisposeAsync();
        await books.DisposeAsync();
    }

    internal JsonElement Operation(ApiRoute route) =>
        paths.GetProperty(route.Pattern).GetProperty(route.Method.ToLowerInvariant());

    internal JsonElement Answer(ApiRoute route) => Operation(route).GetProperty("responses")
        .GetProperty($"{route.Success}").GetProperty("content").GetProperty(route.Produces).GetProperty("schema");

    internal InputSchema Body(ApiRoute route) => new(
        Operation(route).GetProperty("requestBody").GetProperty("content").GetProperty("application/json")
            .GetProperty("schema"));

    internal IEnumerable<(string Name, bool IsRequired, InputSchema Schema)> Query(ApiRoute route) =>
        from parameter in Operation(route).GetProperty("parameters").EnumerateArray()
        where parameter.GetProperty("in").GetString() == "query"
        select (parameter.GetProperty("name").GetString()!, parameter.GetProperty("required").GetBoolean(),
            new InputSchema(parameter.GetProperty("schema")));

    internal Task<Reply> Send(ApiRoute route, string query, string? json)
    {
        HttpMethod method = new(route.Method);
        bool isOfVenue = route.Pattern.StartsWith("/api/v1/venues/{", StringComparison.Ordinal);
        string path = route.Pattern.Replace("{id}", IdOf(route.Pattern), StringComparison.Ordinal) + query;
        (string, string) person = (ApiCall.PersonHeader, "tester");
        bool isOfOneAccount = route.Pattern.StartsWith("/v2/", StringComparison.Ordinal);
        if (isOfVenue || isOfOneAccount || route.Pattern.StartsWith("/api/v1/advisories", StringComparison.Ordinal))
            return venues.Send(method, path, json, person);
        return json is null ? books.Ask(method, path) : books.Send(method, path, json, person);
    }

    private string IdOf(string pattern) => pattern switch
    {
        "/v2/orders/{id}" => alpacaOrder,
        "/v2/assets/{id}" => "USD",
        "/api/v1/why/fill/{id}" => fill,
        "/api/v1/why/position/{id}" => "ACC1%2F%2FUSD",
        "/api/v1/why/pnl/{id}" or "/api/v1/why/exposure/{id}" => "ACC1",
        _ => pattern.StartsWith("/api/v1/venues/{", StringComparison.Ordinal) ? "SIM" : "1",
    };
}
