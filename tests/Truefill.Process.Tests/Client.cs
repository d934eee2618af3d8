using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>
/// Somebody outside the service who posts executions and remembers what was acknowledged; what the service says later is
/// held against this memory.
/// </summary>
internal sealed class Client : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private int last;

    /// <summary>Execution ids that were answered with success.</summary>
    public ConcurrentDictionary<string, bool> Acknowledged { get; } = new();

    /// <summary>Posts one execution after the other until told to stop or the service is gone.</summary>
    public async Task PostUntilAsync(string url, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && await PostAsync(url))
        {
            // The next one.
        }
    }

    /// <summary>False when there was no acknowledgement.</summary>
    public async Task<bool> PostAsync(string url)
    {
        int number = Interlocked.Increment(ref last);
        string id = "K" + number.ToString(CultureInfo.InvariantCulture);
        string body = $$"""
            {"symbol":"S{{number % 5}}","side":"{{(number % 3 == 0 ? "SELL" : "BUY")}}","fill_qty":{{1 + (number % 7)}},
             "fill_price":"{{100 + (number % 11)}}.25","order_id":{{number}},"exec_id":"{{id}}","timestamp":1790000000000,
             "account":"ACC1","reason":"test"}
            """;
        try
        {
            using StringContent content = new(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri(url + "api/v1/executions"), content);
            if (!answer.IsSuccessStatusCode) return false;
            Acknowledged[id] = true;
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async Task<JsonElement> GetAsync(string url, string path)
    {
        string text = await http.GetStringAsync(new Uri(url + path));
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Every fill there is, page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> FillsAsync(string url)
    {
        List<JsonElement> fills = [];
        for (string? cursor = ""; cursor is not null;)
        {
            string path = "api/v1/fills?limit=500" + (cursor.Length > 0 ? "&cursor=" + Uri.EscapeDataString(cursor) : "");
            JsonElement page = await GetAsync(url, path);
            foreach (JsonElement fill in page.GetProperty("items").EnumerateArray()) fills.Add(fill);
            cursor = page.GetProperty("next").GetString();
        }

        return fills;
    }

    /// <summary>Acknowledged executions are there, each exactly once, and positions are the sum of the fills.</summary>
    public async Task CheckAsync(string url)
    {
        Dictionary<string, int> seen = [];
        Dictionary<string, decimal> sums = [];
        foreach (JsonElement fill in await FillsAsync(url))
        {
            string id = fill.GetProperty("exec_id").GetString()!;
            seen[id] = seen.GetValueOrDefault(id) + 1;
            decimal quantity = Decimal(fill, "last_qty") * (fill.GetProperty("side").GetString() == "buy" ? 1 : -1);
            string symbol = fill.GetProperty("symbol").GetString()!;
            sums[symbol] = sums.GetValueOrDefault(symbol) + quantity;
        }

        Assert.All(seen, entry => Assert.Equal(1, entry.Value));
        Assert.All(Acknowledged.Keys, id => Assert.True(seen.ContainsKey(id), $"{id} was acknowledged and is lost"));
        JsonElement positions = await GetAsync(url, "api/v1/positions?limit=500");
        foreach (JsonElement position in positions.GetProperty("items").EnumerateArray())
            Assert.Equal(sums[position.GetProperty("symbol").GetString()!], Decimal(position, "qty"));
    }

    public void Dispose() => http.Dispose();

    private static decimal Decimal(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
