using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Doors;

/// <summary>A market order that was proposed, approved by a person, and executed.</summary>
internal sealed class AdvisoryDoor(HttpClient client) : IDoor
{
    private const string Refused = "The order was refused: ";

    public string Name => "advisory";

    public async Task<string> Enter(OrderAsk ask)
    {
        string body = JsonSerializer.Serialize(new
        {
            advisory_id = ask.Id,
            symbol = ask.Symbol,
            reference_price = "100",
            sl_offset_pct = "-0.02",
            tp_offset_pct = "0.03",
            position_size = ask.Qty,
            expiration_timestamp = "2099-01-01T00:00:00Z",
            account = ask.Account,
            venue = ask.Venue ?? "",
        });
        (string proposed, _) = await Post("/api/v1/advisories", body);
        if (proposed != IDoor.Taken) return proposed;
        string path = "/api/v1/advisories/" + ask.Id;
        (string approved, _) = await Post(path + "/approve", """{"by":"ann"}""");
        if (approved != IDoor.Taken) return approved;
        (string executed, JsonElement result) = await Post(path + "/execute", "{}");
        if (executed != IDoor.Taken) return executed;
        return result.GetProperty("status").GetString() == "rejected"
            ? Word(result.GetProperty("error_message").GetString()!)
            : IDoor.Taken;
    }

    public Task<string> Cancel(OrderAsk about, string? statedSymbol = null) => throw new NotSupportedException();

    // What the pre-flight finds is said in a sentence of its own; the rest is the gate's.
    private static string Word(string error)
    {
        if (error.StartsWith("Kill switch is active", StringComparison.Ordinal)) return "kill_switch_active";
        if (error.StartsWith("Buying power", StringComparison.Ordinal)
            && error.Contains("does not cover", StringComparison.Ordinal)) return "insufficient_buying_power";
        return error.StartsWith(Refused, StringComparison.Ordinal)
            ? JsonNamingPolicy.SnakeCaseLower.ConvertName(error[Refused.Length..])
            : error;
    }

    private async Task<(string Code, JsonElement Json)> Post(string path, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        JsonElement body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return (response.IsSuccessStatusCode ? IDoor.Taken : body.GetProperty("code").GetString()!, body);
    }
}
