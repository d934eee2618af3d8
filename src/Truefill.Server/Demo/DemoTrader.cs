using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Demo;

/// <summary>
/// A small trader that knows nothing but the public API: buys and sells a few symbols around their marks, now and then
/// replaces or cancels, and keeps its positions small. Prints the first fills, and what first stood in its way.
/// </summary>
internal sealed class DemoTrader(Uri service, TextWriter output) : IDisposable
{
    private const int FillsShown = 8;
    private const int PositionMax = 600;

    private static readonly string[] Symbols = ["AAPL", "MSFT", "IBM", "TSLA", "SPY", "NVDA"];
    private static readonly string[] Strategies = ["momentum", "reversion"];
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(700);

    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient http = new() { BaseAddress = service, Timeout = TimeSpan.FromSeconds(10) };
    private readonly Dictionary<string, decimal> marks = new(StringComparer.Ordinal);
    private readonly DateTime startedAt = DateTime.UtcNow;
    private Task running = Task.CompletedTask;
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly DemoTroubles troubles = new(service, output);
    private int turn;

    public void Start() => running = Task.Run(RunAsync);

    /// <summary>Sends nothing any more.</summary>
    public void Stop()
    {
        stop.Cancel();
        running.Wait(TimeSpan.FromSeconds(5));
    }

    public void Dispose()
    {
        Stop();
        http.Dispose();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ReadMarksAsync();
                await TradeAsync();
                await ShowFillsAsync();
                await Task.Delay(Pace, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException)
            {
                // The service is busy or on its way down: the next turn sees.
                if (!stop.IsCancellationRequested) troubles.Failed(e);
                await Task.Delay(Pace, CancellationToken.None);
            }
        }
    }

    private async Task ReadMarksAsync()
    {
        using JsonDocument answer = await GetAsync("api/v1/marks");
        foreach (JsonElement mark in answer.RootElement.GetProperty("items").EnumerateArray())
        {
            if (mark.TryGetProperty("symbol", out JsonElement symbol))
                marks[symbol.GetString()!] = Number(mark, "price");
        }
    }

    private async Task TradeAsync()
    {
        int now = turn++;
        string symbol = Symbols[now % Symbols.Length];
        if (!marks.TryGetValue(symbol, out decimal mark)) return;
        string strategy = Strategies[now / Symbols.Length % Strategies.Length];
        decimal held = await HeldAsync(symbol, strategy);
        bool buys = held > PositionMax ? false : held < -PositionMax || (now * 7 + now / 3) % 5 < 3;
        decimal away = now % 4 == 0 ? 0 : Math.Round(mark * 0.0004m, 2);
        Dictionary<string, object> order = new(StringComparer.Ordinal)
        {
            ["symbol"] = symbol,
            ["side"] = buys ? "buy" : "sell",
            ["qty"] = (100 * (1 + now % 3)).ToString(CultureInfo.InvariantCulture),
            ["strategy"] = strategy,
            ["tif"] = now % 9 == 5 ? "ioc" : "day",
        };
        if (away != 0) order["price"] = (buys ? mark - away : mark + away).ToString(CultureInfo.InvariantCulture);
        using HttpResponseMessage entered = await http.PostAsJsonAsync("api/v1/orders", order, stop.Token);
        if (!entered.IsSuccessStatusCode)
            troubles.Refused((int)entered.StatusCode, await entered.Content.ReadAsStringAsync(stop.Token));
        if (now % 6 == 5) await CancelOldestAsync();
    }

    private async Task<decimal> HeldAsync(string symbol, string strategy)
    {
        using JsonDocument answer = await GetAsync($"api/v1/positions?symbol={symbol}&strategy={strategy}");
        foreach (JsonElement position in answer.RootElement.GetProperty("items").EnumerateArray())
            return Number(position, "qty");
        return 0;
    }

    private async Task CancelOldestAsync()
    {
        using JsonDocument answer = await GetAsync("api/v1/orders?status=open&limit=1");
        foreach (JsonElement order in answer.RootElement.GetProperty("items").EnumerateArray())
        {
            string id = Uri.EscapeDataString(order.GetProperty("cl_ord_id").GetString()!);
            using HttpResponseMessage canceled = await http.DeleteAsync($"api/v1/orders/{id}", stop.Token);
        }
    }

    private async Task ShowFillsAsync()
    {
        if (shown.Count >= FillsShown) return;
        string since = Uri.EscapeDataString(
            startedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        using JsonDocument answer = await GetAsync($"api/v1/fills?limit={FillsShown}&since={since}");
        foreach (JsonElement fill in answer.RootElement.GetProperty("items").EnumerateArray())
        {
            if (!shown.Add(fill.GetProperty("exec_id").GetString()!)) continue;
            await output.WriteLineAsync(
                $"fill: {fill.GetProperty("side").GetString()} {fill.GetProperty("last_qty").GetString()} "
                + $"{fill.GetProperty("symbol").GetString()} @ {fill.GetProperty("last_px").GetString()}");
        }

        await output.FlushAsync();
    }

    private async Task<JsonDocument> GetAsync(string path) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), stop.Token));

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
